import { assertEquals, assertMatch } from "@std/assert";
import { startFakeDoor } from "./fake_door.ts";
import { runCommand } from "./testing.ts";

const ANSWER = {
  filter: {},
  looked_at: 10,
  taken: 0,
  provisional: 0,
  best: [],
  note: "Only stored postings were looked at",
};

Deno.test("deno task preview asks for the columns that its flags name, and no others", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(200, ANSWER);
  const { code, printed } = await runCommand("preview", [
    "--title-any=backend,site reliability",
    "--title-none=manager",
    "--locations-any=berlin,remote",
    "--workplace=remote,hybrid",
    "--employment=full_time",
    "--keywords=postgres*=15,php=-20",
    "--min-salary=70000",
    "--salary-currency=EUR",
    "--max-age-days=30",
    "--min-score=60",
    "--companies-none=acme",
    "--pay-required",
  ], project.environment);
  assertEquals(project.asked.map(({ body }) => body), [{
    preview: {
      title_any: ["backend", "site reliability"],
      title_none: ["manager"],
      locations_any: ["berlin", "remote"],
      workplace: ["remote", "hybrid"],
      employment: ["full_time"],
      keywords: { "postgres*": 15, "php": -20 },
      min_salary: 70_000,
      salary_currency: "EUR",
      max_age_days: 30,
      min_score: 60,
      companies_none: ["acme"],
      pay_required: true,
    },
  }]);
  assertEquals(code, 0);
  assertEquals(
    printed,
    "Takes 0 of 10 stored postings\nOnly stored postings were looked at\n",
  );
});

Deno.test("deno task preview --json prints the answer as it is; without flags every posting is asked for", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(200, ANSWER);
  const { printed } = await runCommand(
    "preview",
    ["--json"],
    project.environment,
  );
  assertEquals(JSON.parse(printed), ANSWER);
  assertEquals(project.asked.map(({ body }) => body), [{ preview: {} }]);
});

Deno.test("deno task preview passes on what the door finds wrong with a filter", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(400, { error: "Invalid option at workplace" });
  const { code, printed, complained } = await runCommand(
    "preview",
    ["--workplace=moon"],
    project.environment,
  );
  assertEquals([code, printed, complained], [
    1,
    "",
    "Cannot preview the filter: Invalid option at workplace\n",
  ]);
});

Deno.test("deno task preview refuses flags that are no columns, or hold no value that one could", async () => {
  for (
    const flag of ["--title=x", "--min-score=high", "--keywords=php", "stray"]
  ) {
    const { code, complained } = await runCommand("preview", [flag]);
    assertEquals(code, 2, flag);
    assertMatch(complained, /^Usage: deno task preview \[--title-any …\]/);
  }
});

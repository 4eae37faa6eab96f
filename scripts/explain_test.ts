import { assertEquals, assertMatch } from "@std/assert";
import { startFakeDoor } from "./fake_door.ts";
import { runCommand } from "./testing.ts";

const ANSWER = {
  posting: {
    id: 42,
    title: "Baker",
    company: "Acme",
    url: "https://jobs.lever.co/acme/1",
    status: "new",
    archived_reason: null,
    closed_at: null,
  },
  verdict: "match",
  score: 50,
  reasons: [],
  filters: [],
};

Deno.test("deno task explain asks for one posting and prints why it is kept", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(200, ANSWER);
  const { code, printed } = await runCommand(
    "explain",
    ["42"],
    project.environment,
  );
  assertEquals(code, 0);
  assertMatch(printed, /^Baker, Acme\n[^]*All filters together: match/);
  assertEquals(project.asked.map(({ body }) => body), [{ explain: 42 }]);
});

Deno.test("deno task explain --json prints the answer as it is", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(200, ANSWER);
  const { printed } = await runCommand(
    "explain",
    ["42", "--json"],
    project.environment,
  );
  assertEquals(JSON.parse(printed), ANSWER);
});

Deno.test("deno task explain of a posting that is not stored says so and ends with 1", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(404, {
    error: "Cannot explain posting 42: it is not stored",
    hint: "Use the id that open_postings shows",
  });
  const { code, complained } = await runCommand(
    "explain",
    ["42"],
    project.environment,
  );
  assertEquals([code, complained], [
    1,
    "Cannot explain posting 42: it is not stored\nUse the id that open_postings shows\n",
  ]);
});

Deno.test("deno task explain wants one id", async () => {
  for (const args of [[], ["0"], ["1.5"], ["acme"], ["1", "2"]]) {
    const { code, complained } = await runCommand("explain", args);
    assertEquals(code, 2, args.join(" "));
    assertMatch(complained, /^Usage: deno task explain ID \[/);
  }
});

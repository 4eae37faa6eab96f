import { assertEquals, assertMatch } from "@std/assert";
import { startFakeDoor } from "./fake_door.ts";
import { runCommand } from "./testing.ts";

const URL = "https://jobs.lever.co/acme";

const ADDED = {
  added: true,
  source: 3,
  provider: "lever",
  board: "acme",
  company: "Acme",
  postings: 1_640,
  complete: true,
};

/** Runs the command; the door answers so. */
async function add(status: number, answer: unknown, ...args: string[]) {
  await using project = startFakeDoor([]);
  project.answerJson(status, answer);
  const ended = await runCommand("add", [URL, ...args], project.environment);
  return { ...ended, asked: project.asked.map(({ body }) => body) };
}

Deno.test("deno task add says what is watched now", async () => {
  assertEquals(await add(201, ADDED, "--company=Acme Bakeries"), {
    code: 0,
    printed: "Watching Acme (lever/acme) as source 3: 1,640 postings now\n",
    complained: "",
    asked: [{ add: URL, company: "Acme Bakeries" }],
  });
});

Deno.test("deno task add says that a large board was not counted to its end, or has no name", async () => {
  const { printed, asked } = await add(201, {
    ...ADDED,
    company: null,
    postings: 1,
    complete: false,
  });
  assertEquals(
    printed,
    "Watching lever/acme as source 3: at least 1 posting now\n",
  );
  assertEquals(asked, [{ add: URL }]);
});

Deno.test("deno task add says where a board stands that is watched already", async () => {
  const { code, printed } = await add(200, {
    ...ADDED,
    added: false,
    hint: "This board is watched already, as source 3, which is switched off",
  });
  assertEquals([code, printed], [
    0,
    "This board is watched already, as source 3, which is switched off: 1,640 postings now\n",
  ]);
});

Deno.test("deno task add --json prints the answer as it is", async () => {
  const { printed } = await add(201, { ...ADDED, later: 1 }, "--json");
  assertEquals(JSON.parse(printed), { ...ADDED, later: 1 });
});

Deno.test("deno task add that is refused says why and what to do, and ends with 1", async () => {
  const { code, printed, complained } = await add(404, {
    error: "Cannot read api.lever.co: it answered 404",
    hint: "Open the address in a browser",
  });
  assertEquals([code, printed, complained], [
    1,
    "",
    "Cannot read api.lever.co: it answered 404\nOpen the address in a browser\n",
  ]);
});

Deno.test("deno task add wants one address", async () => {
  for (const args of [[], [URL, URL]]) {
    const { code, complained } = await runCommand("add", args);
    assertEquals(code, 2);
    assertMatch(complained, /^Usage: deno task add URL \[/);
  }
});

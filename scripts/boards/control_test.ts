import { assert, assertEquals } from "@std/assert";
import { createControl } from "./control.ts";
import { smallBoards } from "./testing.ts";

function setUp() {
  const boards = smallBoards();
  const handle = createControl(boards);
  const send = (path: string, body?: unknown) =>
    handle(
      new Request(`http://127.0.0.1:8000${path}`, {
        method: body === undefined ? "GET" : "POST",
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  return { boards, send };
}

Deno.test("control changes the boards and reports what it did", async () => {
  const { boards, send } = setUp();
  const before = await (await send("/__boards/truth")).json();
  assertEquals(before, structuredClone(boards.truth()));
  const response = await send("/__boards/change", { added: 3 });
  const report = await response.json();
  assertEquals([report.added, report.changed, report.removed], [3, 0, 0]);
  const count = () => boards.truth().flatMap(({ postings }) => postings).length;
  assertEquals(
    count(),
    before.flatMap(({ postings }: { postings: unknown[] }) => postings).length +
      3,
  );
});

Deno.test("control breaks and mends a board", async () => {
  const { send } = setUp();
  const status = async () => {
    const { status, body } = await send(
      "/api.ashbyhq.com/posting-api/job-board/ramp",
    );
    await body?.cancel();
    return status;
  };
  assertEquals(await status(), 200);
  await send("/__boards/fault", { company: "Ramp", fault: "500" });
  assertEquals(await status(), 500);
  await send("/__boards/fault", { company: "Ramp", fault: null });
  assertEquals(await status(), 200);
  const { boards } = await (await send("/__boards/statistics")).json();
  const ramp = boards.find((one: { company: string }) =>
    one.company === "Ramp"
  );
  assertEquals(ramp.requests, 3);
});

Deno.test("control says what is wrong with a request", async () => {
  const { send } = setUp();
  const cases: [string, unknown, number][] = [
    ["/__boards/change", { added: -1 }, 400],
    ["/__boards/change", null, 400],
    ["/__boards/fault", { company: "Ramp", fault: "fire" }, 400],
    ["/__boards/fault", { company: "Acme", fault: "500" }, 404],
    ["/__boards/change", undefined, 404],
    ["/__boards/elsewhere", undefined, 404],
  ];
  for (const [path, body, status] of cases) {
    const response = await send(path, body);
    assertEquals(response.status, status, path);
    assert((await response.json()).error.length > 0);
  }
});

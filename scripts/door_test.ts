import { assertEquals, assertRejects } from "@std/assert";
import { askDoor, callDoor, DoorError } from "./door.ts";
import { BATCH, KEY, startFakeDoor } from "./fake_door.ts";

/** The refusal of the next question. */
async function refused(
  project: ReturnType<typeof startFakeDoor>,
): Promise<DoorError> {
  return await assertRejects(
    () => callDoor(project.door, { what: "scan", body: {} }),
    DoorError,
  );
}

Deno.test("askDoor() sends the key, and a body as JSON; without one it is a GET", async () => {
  await using project = startFakeDoor([]);
  const seen: unknown[] = [];
  for (let times = 0; times < 2; times++) {
    project.answerNext(({ headers }) => {
      seen.push([headers.get("apikey"), headers.get("content-type")]);
      return new Response();
    });
  }
  const answers = [
    await askDoor(project.door, { what: "scan", body: { sources: [1] } }),
    await askDoor(project.door, { what: "follow", query: { batch: BATCH } }),
  ];
  assertEquals(await Promise.all(answers.map((one) => one.text())), ["", ""]);
  assertEquals(seen, [[KEY, "application/json"], [KEY, null]]);
  assertEquals(
    project.asked.map(({ method, path, body }) => [method, path, body]),
    [
      ["POST", "/functions/v1/scan", { sources: [1] }],
      ["GET", `/functions/v1/scan?batch=${BATCH}`, null],
    ],
  );
});

Deno.test("callDoor() takes a project's address with a slash at its end", async () => {
  await using project = startFakeDoor([]);
  const { apiUrl, secretKey } = project.door;
  await callDoor({ apiUrl: `${apiUrl}/`, secretKey }, {
    what: "follow",
    query: { batch: BATCH },
  });
  assertEquals(project.asked[0]?.path, `/functions/v1/scan?batch=${BATCH}`);
});

Deno.test("callDoor() passes on what the door says and what to do about it", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(400, {
    error: "Cannot scan: source 9 is not known",
    hint: "See public.source_health",
  });
  const { message, hint, status, isPassing } = await refused(project);
  assertEquals([message, hint, status, isPassing], [
    "Cannot scan: source 9 is not known",
    "See public.source_health",
    400,
    false,
  ]);
});

Deno.test("callDoor() says how long to wait when the door does not, and which key is wanted", async () => {
  await using project = startFakeDoor([]);
  project.answerJson(429, { error: "Too soon" }, { "retry-after": "7" });
  const soon = await refused(project);
  assertEquals([soon.message, soon.hint], [
    "Cannot scan: Too soon",
    "Try again in 7 s",
  ]);
  project.answerJson(401, { error: "Unauthorized" });
  const stranger = await refused(project);
  assertEquals([stranger.message, stranger.hint], [
    "Cannot scan: Unauthorized",
    "SUPABASE_SECRET_KEY must be a secret key of this project",
  ]);
});

Deno.test("callDoor() repeats nothing of an answer that is not the door's", async () => {
  await using project = startFakeDoor([]);
  project.answerNext(() =>
    new Response("<h1>Secret stack trace</h1>", { status: 502 })
  );
  const { message, isPassing } = await refused(project);
  assertEquals([message, isPassing], ["Cannot scan: it answered 502", true]);
  project.answerNext(() => Response.json([], { status: 500 }));
  assertEquals(
    (await refused(project)).message,
    "Cannot scan: it answered 500",
  );
});

Deno.test("callDoor() says so when an answer is not JSON, or nobody answers", async () => {
  const project = startFakeDoor([]);
  project.answerNext(() => new Response("{"));
  assertEquals(
    (await refused(project)).message,
    "Cannot scan: the answer broke off",
  );
  await project[Symbol.asyncDispose]();
  const { message, isPassing } = await refused(project);
  assertEquals([message, isPassing], [
    `Cannot scan: ${project.door.apiUrl} does not answer`,
    true,
  ]);
});

Deno.test("callDoor() that is called off rejects with the signal's own reason", async () => {
  await using project = startFakeDoor([]);
  const reason = new Error("enough");
  const question = { what: "scan", signal: AbortSignal.abort(reason) };
  assertEquals(
    await assertRejects(() => callDoor(project.door, question)),
    reason,
  );
});

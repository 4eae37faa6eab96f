import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { createDoors, testDatabase } from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

const OPERATOR = "5e0c8e1a-0000-4000-8000-00000000000a";
const STRANGER = "5e0c8e1a-0000-4000-8000-00000000000b";

const Admission = z.strictObject({
  operator: z.boolean(),
  wait_seconds: z.number(),
});

async function admit(userId: string, presses: boolean) {
  return Admission.parse(await doors.admit(userId, presses));
}

async function employ() {
  await database.query(
    "insert into scanner.operators (user_id) values ($1::text::uuid)",
    [OPERATOR],
  );
}

Deno.test("admit_operator() knows operators from strangers", async () => {
  await employ();
  assertEquals(await admit(OPERATOR, false), {
    operator: true,
    wait_seconds: 0,
  });
  assertEquals(await admit(STRANGER, true), {
    operator: false,
    wait_seconds: 0,
  });
});

Deno.test("admit_operator() lets one press in ten seconds through, and says how long to wait", async () => {
  await employ();
  assertEquals((await admit(OPERATOR, true)).wait_seconds, 0);
  const { operator, wait_seconds } = await admit(OPERATOR, true);
  assert(operator);
  assert(wait_seconds >= 9 && wait_seconds <= 10, String(wait_seconds));
  await database.execute(
    "update scanner.operators set pressed_at = now() - interval '10 seconds'",
  );
  assertEquals((await admit(OPERATOR, true)).wait_seconds, 0);
});

Deno.test("admit_operator() lets an operator look as often as they like", async () => {
  await employ();
  await admit(OPERATOR, true);
  for (let i = 0; i < 3; i++) {
    assertEquals((await admit(OPERATOR, false)).wait_seconds, 0);
  }
});

import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Database } from "../../stack/database.ts";
import { createSlowDatabase, roundTripMs } from "./slow_database.ts";

const AS = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/rpc/begin_scan",
} as const;
const NOTHING = { rows: [], affected: 0 };

/** A database that notes what reaches it, between the sleeps of whoever is before it. */
function far(seed: number) {
  const events: string[] = [];
  const near: Database = {
    query(text) {
      events.push(text);
      return Promise.resolve(NOTHING);
    },
    queryAs(_as, text) {
      events.push(text);
      return text === "bad"
        ? Promise.reject(new Error("refused"))
        : Promise.resolve(NOTHING);
    },
    execute: () => Promise.resolve(),
    listen: () => Promise.resolve(() => Promise.resolve()),
    close: () => Promise.resolve(),
  };
  const slow = createSlowDatabase(near, {
    seed,
    sleep(ms) {
      events.push(`${ms} ms`);
      return Promise.resolve();
    },
  });
  return { ...slow, events };
}

Deno.test("roundTripMs() is from 30 to 100, the same for the same seed, and no constant", () => {
  const times = (seed: number) =>
    Array.from({ length: 500 }, (_, n) => roundTripMs(seed, n));
  assertEquals(times(7), times(7));
  assert(times(7).every((ms) => ms >= 30 && ms <= 100));
  assert(new Set(times(7)).size > 50);
  assert(times(7).join() !== times(8).join());
});

Deno.test("createSlowDatabase() lets each request of the API wait before it reaches the database", async () => {
  const { database, events } = far(7);
  await database.queryAs(AS, "first");
  await database.queryAs(AS, "second");
  assertEquals(events, [
    `${roundTripMs(7, 0)} ms`,
    "first",
    `${roundTripMs(7, 1)} ms`,
    "second",
  ]);
});

Deno.test("createSlowDatabase() keeps what the machine itself asks near, and counts it not", async () => {
  const { database, events, trips } = far(7);
  await database.query("dispatch");
  assertEquals([events, trips()], [["dispatch"], []]);
});

Deno.test("createSlowDatabase() counts every request of the API, also one that is refused", async () => {
  const { database, trips } = far(7);
  await database.queryAs(AS, "good");
  await assertRejects(() => database.queryAs(AS, "bad"), Error, "refused");
  assertEquals(trips().map(({ path }) => path), [AS.path, AS.path]);
});

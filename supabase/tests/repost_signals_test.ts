import { assertEquals } from "@std/assert";
import {
  daysPass,
  filter,
  posting,
  report,
  rows,
  scanned,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();

/** A board that lists these ids, all of one role, and time that passes after each scan. */
async function life(...scans: (readonly [days: number, ...ids: string[]])[]) {
  await filter(database);
  const id = await source(database);
  for (const [days, ...ids] of scans) {
    const listed = ids.map((one) => posting(one, { role_key: "r" }));
    await scanned(database, id, report([...listed, posting("other")]));
    await daysPass(database, days);
  }
  return (await rows(
    database,
    "select how, sightings, adverts, open_now, cardinality(dates) as days from public.repost_signals",
  )).map(({ how, sightings, adverts, open_now, days }) =>
    [how, sightings, adverts, open_now, days].join(" ")
  );
}

Deno.test("an advert that closed and came back is a sign, once for each time", async () => {
  assertEquals(
    await life([10, "1"], [5], [10, "1"], [3], [0, "1"]),
    ["reopened 3 1 true 3"],
  );
});

Deno.test("a role under a new id is a sign, also where both stand side by side for a scan", async () => {
  assertEquals(await life([10, "1"], [0, "2"]), ["re-listed 2 2 true 2"]);
});

Deno.test("a sign stays when the role is gone again, and its new places are no other sighting", async () => {
  assertEquals(
    await life([10, "1"], [5], [2, "2", "3"], [0]),
    ["re-listed 2 3 false 2"],
  );
});

Deno.test("one more place of a role that stays open is no sign", async () => {
  assertEquals(await life([10, "1"], [10, "1", "2"], [0, "1", "3"]), []);
});

Deno.test("what came back within the day is no sign", async () => {
  assertEquals(await life([10, "1"], [0], [0, "1"]), []);
});

Deno.test("a role that changes its id within the day is none", async () => {
  assertEquals(await life([0, "1"], [0], [0, "2"]), []);
});

Deno.test("a role that was away for longer than ninety days is none either", async () => {
  assertEquals(await life([10, "1"], [91], [0, "1"]), []);
});

Deno.test("a role that came back under a new id after more than ninety days is none either", async () => {
  assertEquals(await life([10, "1"], [91], [0, "2"]), []);
});

Deno.test("a role of which the details tell the id is known again", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1", { role_key: "r" })]));
  await daysPass(database, 5);
  const later = posting("2", { role_key: "unknown yet" });
  await scanned(database, id, report([later]));
  await scanned(database, id, report([{ ...later, role_key: "r" }]));
  assertEquals(
    await rows(database, "select how, sightings from public.repost_signals"),
    [{ how: "re-listed", sightings: 2 }],
  );
});

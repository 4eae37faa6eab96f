import { assertEquals } from "@std/assert";
import { z } from "zod";
import {
  begun,
  createDoors,
  posting,
  report,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

const Order = z.object({ requests_per_second: z.number().nullable() });

/** Four scans at once and eight requests a second, of all together. */
const HOST = "api.smartrecruiters.com";

async function sources(count: number, host = HOST): Promise<number[]> {
  const ids: number[] = [];
  for (let n = 0; n < count; n++) ids.push(await source(database, { host }));
  return ids;
}

/** Lists one posting whose details are still to be read; the pace for them. */
async function listed(sourceId: number) {
  const scanId = await begun(database, sourceId);
  const { requests_per_second: pace } = await doors.finish(
    scanId,
    report(
      [posting("1", { verdict: "provisional", unknown: ["description"] })],
      {
        has_details: true,
      },
    ),
  );
  return { scanId, pace };
}

async function paceAfterSaving(scanId: string): Promise<number | null> {
  return Order.parse(await doors.saveDetails(scanId, [], false))
    .requests_per_second;
}

Deno.test("a scan that reads details alone is lent all that its host bears", async () => {
  const [first = 0] = await sources(5);
  assertEquals((await listed(first)).pace, 8);
});

Deno.test("where a scan may begin in a moment, its share is kept free", async () => {
  const [first = 0, second = 0] = await sources(5);
  const soon = (over: string) =>
    database.query(
      `update public.job_sources set ${over} where id = ${second}`,
    );
  await soon("next_scan_at = now() + interval '3 seconds'");
  const one = await listed(first);
  assertEquals(one.pace, 6);
  await soon("next_scan_at = now() + interval '1 hour'");
  assertEquals(await paceAfterSaving(one.scanId), 8);
  await soon("requested_at = now()");
  assertEquals(await paceAfterSaving(one.scanId), 6);
  await soon("enabled = false");
  assertEquals(await paceAfterSaving(one.scanId), 8);
});

Deno.test("scans that read details share what their host bears, and the more the fewer they are", async () => {
  const [first = 0, second = 0, third = 0] = await sources(5);
  const one = await listed(first);
  const two = await listed(second);
  assertEquals(two.pace, 4);
  const three = await listed(third);
  assertEquals(three.pace, 8 / 3);
  assertEquals(await paceAfterSaving(one.scanId), 8 / 3);

  await doors.saveDetails(three.scanId, [], true);
  assertEquals(await paceAfterSaving(one.scanId), 4);
  await doors.saveDetails(two.scanId, [], true);
  assertEquals(await paceAfterSaving(one.scanId), 8);
});

Deno.test("no scan is lent less than its own share, nor anything where the host has no pace", async () => {
  const [only = 0] = await sources(1);
  assertEquals((await listed(only)).pace, 8);
  const [free = 0] = await sources(1, "api.lever.co");
  assertEquals((await listed(free)).pace, null);
  // One scan at once: its share is the whole.
  const [single = 0] = await sources(3, "apply.workable.com");
  assertEquals((await listed(single)).pace, 1);
});

Deno.test("scans of other hosts, and those that have ended, take nothing from the pace", async () => {
  const [first = 0, second = 0] = await sources(5);
  const [other = 0] = await sources(1, "api.rippling.com");
  await listed(other);
  const ended = await begun(database, second);
  await doors.finish(ended, report([posting("1")]));
  assertEquals((await listed(first)).pace, 8);
});

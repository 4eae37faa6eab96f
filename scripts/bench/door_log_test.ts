import { assertEquals } from "@std/assert";
import type { AsRole, Database } from "../stack/database.ts";
import { logDoors } from "./door_log.ts";

const SERVICE: AsRole = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/",
};

function fakeDatabase(rows: Record<string, unknown>[]): Database {
  const refuse = () => Promise.reject(new Error("Nobody asks for this here"));
  return {
    query: () => Promise.resolve({ rows, affected: rows.length }),
    queryAs: () => Promise.resolve({ rows, affected: rows.length }),
    execute: refuse,
    listen: refuse,
    close: refuse,
  };
}

Deno.test("a door's call is written down with its scan, its postings and the pace that it allows", async () => {
  const log = logDoors(
    fakeDatabase([{ body: JSON.stringify({ requests_per_second: 2.5 }) }]),
  );
  await log.database.queryAs(
    SERVICE,
    `select public."save_details"("scan_id" => x."scan_id") from json_to_record($1) x`,
    [JSON.stringify({ scan_id: "one", postings: [{}, {}], last: true }), "100"],
  );
  const [call, ...others] = log.calls();
  assertEquals(others, []);
  assertEquals(
    { ...call, from: 0, to: 0 },
    {
      door: "save_details",
      scanId: "one",
      from: 0,
      to: 0,
      postings: 2,
      answerBytes: 27,
      requestsPerSecond: 2.5,
    },
  );
  assertEquals(call && call.to >= call.from, true);
});

Deno.test("an answer of null or without a pace allows any", async () => {
  const log = logDoors(fakeDatabase([{ body: "null" }]));
  await log.database.queryAs(SERVICE, 'select public."begin_scan"(x)', [
    '{"scan_id": "one"}',
  ]);
  assertEquals(log.calls().map((call) => call.requestsPerSecond), [null]);
});

Deno.test("what is no door of a scan is let through unheard", async () => {
  const log = logDoors(fakeDatabase([{ body: "{}" }]));
  const { rows } = await log.database.queryAs(
    SERVICE,
    'select public."scan_progress"(x)',
    ['{"batch_id": "two"}'],
  );
  assertEquals(rows, [{ body: "{}" }]);
  assertEquals(log.calls(), []);
});

Deno.test("a scan was taken when the network worker took its request", async () => {
  const log = logDoors(
    fakeDatabase([
      { body: '{"text": "a digest"}' },
      { body: '{"scan_id": "one"}' },
    ]),
  );
  await log.database.query("select * from net.http_request_queue");
  assertEquals(log.takenAt("one"), undefined);
  await log.database.query("delete from net.http_request_queue q returning *");
  assertEquals(typeof log.takenAt("one"), "number");
  assertEquals(log.takenAt("another"), undefined);
});

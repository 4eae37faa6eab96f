import { assertEquals } from "@std/assert";
import { z } from "zod";
import {
  createDoors,
  posting,
  refusal,
  report,
  rows,
  scanned,
  setStatus,
  source,
  sourceRow,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

Deno.test("add_source() watches an address and scans it at once", async () => {
  await database.execute(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  assertEquals(
    await doors.addSource(" https://Jobs.AshbyHQ.com/acme/#open ", "Acme"),
    {
      id: 1,
      url: "https://Jobs.AshbyHQ.com/acme",
      company: "Acme",
      provider: null,
      board: null,
      enabled: true,
      added: true,
    },
  );
  const { host, scan_id } = await sourceRow(database, 1);
  // Where its scans will be asking, which has limits of its own.
  assertEquals(host, "api.ashbyhq.com");
  assertEquals(scan_id === null, false);
});

Deno.test("add_source() answers the source that is there for the same address", async () => {
  await doors.addSource("https://jobs.example/acme", "Acme");
  assertEquals(await doors.addSource("https://jobs.example/acme/", "Other"), {
    id: 1,
    url: "https://jobs.example/acme",
    company: "Acme",
    provider: null,
    board: null,
    enabled: true,
    added: false,
  });
});

for (
  const url of [
    "",
    "acme",
    "ftp://jobs.example/acme",
    "https://",
    "https://me:secret@jobs.example/acme",
    "https://jobs.example/a b",
    "javascript:alert(1)",
  ]
) {
  Deno.test(`add_source() refuses "${url}" and says what it wants`, async () => {
    const error = await refusal(doors.addSource(url));
    assertEquals(error.code, "22023");
    assertEquals(
      error.hint,
      "Wanted: http(s)://host/path, without a user name or spaces.",
    );
    assertEquals(await rows(database, "select id from public.job_sources"), []);
  });
}

Deno.test("another address makes a source be found anew, and nothing of the old board is believed", async () => {
  await database.execute(
    `insert into public.job_sources (url, provider, board, host, fingerprint, recent_counts, next_scan_at)
     values ('https://jobs.lever.co/acme', 'lever', 'acme', 'api.lever.co', 'f', '{5}', '2999-01-01');
     update public.job_sources set url = 'https://jobs.ashbyhq.com/acme'`,
  );
  const { provider, board, host, fingerprint, recent_counts } = await sourceRow(
    database,
    1,
  );
  assertEquals(
    [provider, board, host, fingerprint, recent_counts],
    [null, null, "api.ashbyhq.com", null, []],
  );
});

const ACME = { provider: "lever", board: "acme", host: "api.lever.co" };

Deno.test("add_source() takes what its caller has found behind the address", async () => {
  await doors.addSource("https://jobs.lever.co/acme", null, ACME);
  const { provider, board, host } = await sourceRow(database, 1);
  assertEquals({ provider, board, host }, ACME);
});

Deno.test("add_source() answers the source that is there for the same board, whatever its address", async () => {
  await doors.addSource("https://acme.example/careers", "Acme", ACME);
  const { id, url, company, added } = z.looseObject({}).parse(
    await doors.addSource("https://jobs.lever.co/acme", null, ACME),
  );
  assertEquals([id, url, company, added], [
    1,
    "https://acme.example/careers",
    "Acme",
    false,
  ]);
});

Deno.test("a source with postings that a person keeps cannot be removed, and one without takes its postings with it", async () => {
  const id = await source(database, { company: "Acme" });
  await scanned(database, id, report([posting("1"), posting("2")]));
  const remove = () =>
    database.query(
      "delete from public.job_sources where id = $1::text::bigint",
      [
        id,
      ],
    );
  for (const status of ["saved", "applied"]) {
    await setStatus(database, id, "1", status);
    const error = await refusal(remove());
    assertEquals([error.code, error.message], [
      "23001",
      'Cannot remove "Acme": 1 of its postings are saved or applied',
    ]);
  }
  await setStatus(database, id, "1", "dismissed");
  await remove();
  assertEquals(await rows(database, "select id from public.job_postings"), []);
});

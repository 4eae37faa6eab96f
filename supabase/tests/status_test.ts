/**
 * A posting's status as a person sets it, from Studio or a dashboard.
 */
import { assertEquals } from "@std/assert";
import type { AsRole } from "../../scripts/stack/database.ts";
import {
  posting,
  postings,
  refusal,
  report,
  scanned,
  setStatus,
  source,
  stored,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();

const OPERATOR: AsRole = {
  role: "authenticated",
  claims: { sub: "5e0c8e1a-0000-4000-8000-000000000001" },
  method: "PATCH",
  path: "/job_postings",
};

const STATUS = "status, archived_reason";

Deno.test("a person may move a posting to any status but the scanner's", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(1)));
  for (const status of ["saved", "applied", "dismissed", "new"]) {
    await setStatus(database, id, "1", status);
    assertEquals(await stored(database, id, STATUS), {
      "1": { status, archived_reason: null },
    });
  }
});

Deno.test("archiving by hand means dismissed, from Studio and from a dashboard", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(2)));
  await setStatus(database, id, "1", "archived");

  await database.query(
    "insert into scanner.operators (user_id) values ($1::text::uuid)",
    [OPERATOR.claims.sub],
  );
  await database.queryAs(
    OPERATOR,
    "update public.job_postings set status = 'archived' where external_id = '2'",
  );
  const dismissed = { status: "dismissed", archived_reason: null };
  assertEquals(await stored(database, id, STATUS), {
    "1": dismissed,
    "2": dismissed,
  });
});

Deno.test("a posting that was archived by hand does not come back with the next scan", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(2)));
  await setStatus(database, id, "1", "archived");
  await scanned(database, id, report([posting("1", { title: "New" })]));
  await scanned(database, id, report([posting("2")]));
  await scanned(database, id, report(postings(2)));
  assertEquals((await stored(database, id, STATUS))["1"], {
    status: "dismissed",
    archived_reason: null,
  });
});

Deno.test("a person may take out of the archive what the scanner put there", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(2)));
  await scanned(database, id, report([posting("2")]));
  await setStatus(database, id, "1", "applied");
  assertEquals(
    (await stored(database, id, `${STATUS}, closed_at is null as open`))["1"],
    { status: "applied", archived_reason: null, open: false },
  );
});

Deno.test("archiving again what is archived changes nothing", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(2)));
  await scanned(database, id, report([posting("2")]));
  await setStatus(database, id, "1", "archived");
  assertEquals((await stored(database, id, STATUS))["1"], {
    status: "archived",
    archived_reason: "closed",
  });
});

Deno.test("any other word is refused", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(1)));
  const { code } = await refusal(setStatus(database, id, "1", "maybe"));
  assertEquals(code, "23514");
});

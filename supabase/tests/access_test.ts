/**
 * Who may do what, for every table, view and function there is: read from the
 * catalogue, so that a new object without a rule here fails.
 */
import { assertEquals, assertMatch } from "@std/assert";
import type { AsRole } from "../../scripts/stack/database.ts";
import {
  begun,
  createDoors,
  dispatched,
  everything,
  filter,
  posting,
  refusal,
  rows,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

const OPERATOR = "5e0c8e1a-0000-4000-8000-000000000001";
const STRANGER = "5e0c8e1a-0000-4000-8000-000000000002";

function as(role: AsRole["role"], sub?: string): AsRole {
  return { role, claims: sub ? { sub } : {}, method: "POST", path: "/" };
}

/** What each role may do with a relation: s(elect) i(nsert) u(pdate) d(elete); lower case for some columns only. */
const RELATIONS: Record<
  string,
  { authenticated: string; service_role: string }
> = {
  "public.job_sources": { authenticated: "SiuD", service_role: "SIUD" },
  "public.job_postings": { authenticated: "Su", service_role: "SIUD" },
  "public.search_filters": { authenticated: "SIUD", service_role: "SIUD" },
  "public.open_postings": { authenticated: "S", service_role: "S" },
  "public.new_postings": { authenticated: "S", service_role: "S" },
  "public.posting_changes": { authenticated: "S", service_role: "S" },
  "public.company_activity": { authenticated: "S", service_role: "S" },
  "public.repost_signals": { authenticated: "S", service_role: "S" },
  "public.applied_watch": { authenticated: "S", service_role: "S" },
  "public.source_health": { authenticated: "S", service_role: "S" },
  "public.scan_log": { authenticated: "S", service_role: "S" },
  "public.scan_history": { authenticated: "S", service_role: "S" },
  "public.scanner_health": { authenticated: "S", service_role: "S" },
  "public.notification_log": { authenticated: "S", service_role: "S" },
  "public.notification_health": { authenticated: "S", service_role: "S" },
  "scanner.operators": { authenticated: "S", service_role: "SIUD" },
  "scanner.settings": { authenticated: "S", service_role: "SU" },
  "scanner.cycles": { authenticated: "S", service_role: "SIUD" },
  "scanner.hosts": { authenticated: "S", service_role: "SIUD" },
  "scanner.scans": { authenticated: "S", service_role: "SIUD" },
  "scanner.batches": { authenticated: "S", service_role: "SIUD" },
  "scanner.batch_sources": { authenticated: "S", service_role: "SIUD" },
  "scanner.wanted_postings": { authenticated: "S", service_role: "S" },
  "scanner.role_returns": { authenticated: "S", service_role: "S" },
  "scanner.readers": { authenticated: "SIU", service_role: "SIUD" },
  "scanner.posting_events": { authenticated: "S", service_role: "SIUD" },
  "scanner.notifications": { authenticated: "S", service_role: "SIUD" },
  "scanner.digests": { authenticated: "S", service_role: "SIUD" },
  "scanner.digest_postings": { authenticated: "S", service_role: "SIUD" },
};

/** Functions that a signed-in user may call; they ask or check who is asking. */
const FOR_AUTHENTICATED = [
  "mark_seen",
  "scanner.caller_id",
  "scanner.is_operator",
  "scanner.machine_state",
  "scanner.pay_text",
  "scanner.place_text",
  "scanner.reader",
  "scanner.scanned_host",
  "scanner.told_changes",
  "scanner.words_key",
];
/** Functions that only the owner calls: in Studio, by pg_cron, by a trigger. */
const FOR_THE_OWNER = [
  "scanner.check_enabled",
  "scanner.check_filter",
  "scanner.check_removed",
  "scanner.check_source",
  "scanner.check_status",
  "scanner.configure",
  "scanner.forget_webhook",
  "scanner.note_end",
  "scanner.note_role",
  "scanner.queue_gained",
];

Deno.test("every table and view grants exactly what its rule says, and anon nothing", async () => {
  const granted = await rows(
    database,
    `select c.oid::regclass::text as name, r.rolname as role,
       concat(
         case when has_table_privilege(r.oid, c.oid, 'select') then 'S'
           when has_any_column_privilege(r.oid, c.oid, 'select') then 's' end,
         case when has_table_privilege(r.oid, c.oid, 'insert') then 'I'
           when has_any_column_privilege(r.oid, c.oid, 'insert') then 'i' end,
         case when has_table_privilege(r.oid, c.oid, 'update') then 'U'
           when has_any_column_privilege(r.oid, c.oid, 'update') then 'u' end,
         case when has_table_privilege(r.oid, c.oid, 'delete') then 'D' end,
         case when has_table_privilege(r.oid, c.oid, 'truncate') then '!' end
       ) as may
     from pg_class c
     cross join pg_roles r
     where c.relkind in ('r', 'v', 'm', 'p', 'f')
       and c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
       and r.rolname in ('anon', 'authenticated', 'service_role')
     order by 1, 2`,
  );
  const found: Record<string, Record<string, unknown>> = {};
  for (const { name, role, may } of granted) {
    const full = String(name).includes(".") ? String(name) : `public.${name}`;
    found[full] = { ...found[full], [String(role)]: may };
  }
  const wanted = Object.fromEntries(
    Object.entries(RELATIONS).map((
      [name, rule],
    ) => [name, { anon: "", ...rule }]),
  );
  assertEquals(found, wanted);
});

Deno.test("every function may be called by those who need it and nobody else", async () => {
  const callable = await rows(
    database,
    `select p.oid::regproc::text as name, r.rolname as role
     from pg_proc p
     cross join pg_roles r
     where p.pronamespace in ('public'::regnamespace, 'scanner'::regnamespace)
       and r.rolname in ('anon', 'authenticated', 'service_role')
       and has_function_privilege(r.oid, p.oid, 'execute')`,
  );
  const names = (role: string) =>
    callable.filter((one) => one.role === role).map(({ name }) => String(name))
      .sort();
  const all = await rows(
    database,
    `select p.oid::regproc::text as name from pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'scanner'::regnamespace)`,
  );
  assertEquals(names("anon"), []);
  assertEquals(names("authenticated"), FOR_AUTHENTICATED);
  assertEquals(
    names("service_role"),
    all.map(({ name }) => String(name))
      .filter((name) => !FOR_THE_OWNER.includes(name)).sort(),
  );
});

Deno.test("every table has row level security and a policy, every view asks as its caller", async () => {
  const bare = await rows(
    database,
    `select c.oid::regclass::text as name from pg_class c
     where c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
       and (
         (c.relkind = 'r' and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid)))
         or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))
       )`,
  );
  assertEquals(bare, []);
});

Deno.test("every function pins its search path, and two alone run with their owner's rights", async () => {
  const loose = await rows(
    database,
    `select p.oid::regproc::text as name from pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'scanner'::regnamespace)
       and not coalesce('search_path=""' = any (p.proconfig), false)`,
  );
  assertEquals(loose, []);
  const definers = await rows(
    database,
    `select p.oid::regproc::text as name from pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'scanner'::regnamespace) and p.prosecdef order by 1`,
  );
  assertEquals(definers, [
    { name: "installation" },
    { name: "scanner.machine_state" },
  ]);
});

Deno.test("everything that a person meets in Studio says what it is", async () => {
  const silent = await rows(
    database,
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind in ('r', 'v') and c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
       and obj_description(c.oid) is null
     union all
     select p.oid::regproc::text from pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'scanner'::regnamespace)
       and obj_description(p.oid, 'pg_proc') is null`,
  );
  assertEquals(silent, []);
});

async function fill() {
  await database.query(
    "insert into scanner.operators (user_id) values ($1::text::uuid)",
    [OPERATOR],
  );
  await filter(database);
  const id = await source(database);
  const scan = await begun(database, id);
  await doors.upsert(scan, [posting("1")]);
}

Deno.test("a stranger who is signed in sees no row of any table or view", async () => {
  await fill();
  for (const name of Object.keys(RELATIONS)) {
    if (name === "public.scanner_health") continue;
    const { rows: [seen] } = await database.queryAs(
      as("authenticated", STRANGER),
      `select count(*)::text as count from ${name}`,
    );
    assertEquals(seen?.count, "0", name);
  }
  const error = await refusal(
    database.queryAs(
      as("authenticated", STRANGER),
      "select * from public.scanner_health",
    ),
  );
  assertEquals(error.code, "42501");
});

Deno.test("an operator sees every table and view", async () => {
  await fill();
  for (const name of Object.keys(RELATIONS)) {
    await database.queryAs(
      as("authenticated", OPERATOR),
      `select * from ${name}`,
    );
  }
  const { rows: [seen] } = await database.queryAs(
    as("authenticated", OPERATOR),
    "select count(*)::text as count from public.open_postings",
  );
  assertEquals(seen?.count, "1");
});

Deno.test("an operator sets a status, edits filters and a source, and no more", async () => {
  await fill();
  const operator = as("authenticated", OPERATOR);
  const saved = await database.queryAs(
    operator,
    "update public.job_postings set status = 'saved'",
  );
  assertEquals(saved.affected, 1);
  await database.queryAs(
    operator,
    "insert into public.job_sources (url) values ('https://jobs.example/acme')",
  );
  await database.queryAs(operator, "delete from public.search_filters");
  for (
    const forbidden of [
      "update public.job_postings set title = 'x'",
      "update public.job_postings set closed_at = now()",
      "delete from public.job_postings",
      "update public.job_sources set next_scan_at = now()",
      "update public.job_sources set fingerprint = null",
      "insert into public.job_sources (url, scan_id, lease_until) values ('https://x.example/', gen_random_uuid(), now())",
      "insert into scanner.operators (user_id) values (gen_random_uuid())",
      "update scanner.settings set project_url = 'http://elsewhere.example'",
      "select public.request_scan()",
      "select public.add_source('https://x.example/')",
      "select scanner.dispatch()",
    ]
  ) {
    const error = await refusal(database.queryAs(operator, forbidden));
    assertEquals(error.code, "42501", forbidden);
  }
});

Deno.test("a stranger's write touches nothing", async () => {
  await fill();
  const before = await everything(database);
  const stranger = as("authenticated", STRANGER);
  for (
    const attempt of [
      "update public.job_postings set status = 'dismissed'",
      "update public.job_sources set enabled = false",
      "delete from public.job_sources",
      "delete from public.search_filters",
    ]
  ) {
    assertEquals((await database.queryAs(stranger, attempt)).affected, 0);
  }
  const error = await refusal(
    database.queryAs(
      stranger,
      "insert into public.job_sources (url) values ('https://jobs.example/acme')",
    ),
  );
  assertEquals(error.code, "42501");
  assertEquals(await everything(database), before);
});

Deno.test("a door called with a foreign id changes nothing, whatever is leased", async () => {
  const idle = await source(database);
  await source(database);
  const leased = await source(database);
  await begun(database, leased);
  await dispatched(database, idle);
  const before = await everything(database);

  const foreign = crypto.randomUUID();
  assertEquals(await doors.beginScan(foreign), null);
  for (
    const attempt of [
      () => doors.upsert(foreign, [posting("1")]),
      () =>
        doors.finish(foreign, {
          outcome: "succeeded",
          seen_ids: [],
          matched_ids: [],
        }),
      () => doors.saveDetails(foreign, [], true),
      () => doors.fail(foreign, { kind: "internal", message: "no" }),
    ]
  ) {
    const error = await refusal(attempt());
    assertEquals(error.code, "PT409");
    assertMatch(error.message, /finished, expired or not known/);
  }
  assertEquals(await everything(database), before);
});

/**
 * What Supabase's own lints (splinter) would warn of, asked of the catalogue, so
 * that it is known without the CLI too. Who may do what: access_test.ts.
 */
import { assertEquals } from "@std/assert";
import { rows, testDatabase } from "./testing.ts";

const database = await testDatabase();
const OURS = "('public'::regnamespace, 'scanner'::regnamespace)";

Deno.test("every foreign key has an index that begins with its columns", async () => {
  assertEquals(
    await rows(
      database,
      `select k.conrelid::regclass::text as table_name, k.conname as key
       from pg_constraint k
       where k.contype = 'f' and k.connamespace in ${OURS}
         and not exists (
           select from pg_index i
           where i.indrelid = k.conrelid and i.indpred is null
             and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)] = k.conkey
         )`,
    ),
    [],
  );
});

Deno.test("every table has a primary key", async () => {
  assertEquals(
    await rows(
      database,
      `select c.oid::regclass::text as table_name from pg_class c
       where c.relkind = 'r' and c.relnamespace in ${OURS}
         and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
    ),
    [],
  );
});

Deno.test("no two permissive policies apply to one role and action", async () => {
  assertEquals(
    await rows(
      database,
      `select p.polrelid::regclass::text as table_name, action, role
       from pg_policy p
       cross join unnest(p.polroles) role
       cross join unnest(case p.polcmd when '*' then array['r', 'a', 'w', 'd'] else array[p.polcmd::text] end) action
       join pg_class c on c.oid = p.polrelid
       where p.polpermissive and c.relnamespace in ${OURS}
       group by 1, 2, 3 having count(*) > 1`,
    ),
    [],
  );
});

Deno.test("every policy asks who is asking once for a query, not once for a row", async () => {
  assertEquals(
    await rows(
      database,
      `select p.polrelid::regclass::text as table_name, x.said
       from pg_policy p
       join pg_class c on c.oid = p.polrelid
       cross join lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) x (said)
       where c.relnamespace in ${OURS}
         and x.said ~ '(scanner\\.(is_operator|caller_id)|current_setting)\\('
         and x.said !~* '\\( *select scanner\\.(is_operator|caller_id)\\(\\)'`,
    ),
    [],
  );
});

Deno.test("no two indexes of a table are the same", async () => {
  assertEquals(
    await rows(
      database,
      `select i.indrelid::regclass::text as table_name, array_agg(i.indexrelid::regclass::text order by 1) as indexes
       from pg_index i join pg_class c on c.oid = i.indrelid
       where c.relnamespace in ${OURS}
       group by i.indrelid, i.indkey, i.indclass::text, i.indoption::text, i.indpred::text, i.indexprs::text
       having count(*) > 1`,
    ),
    [],
  );
});

Deno.test("no extension of ours lives in public, and no column has a type that blocks upgrades", async () => {
  assertEquals(
    await rows(
      database,
      `select e.extname as name from pg_extension e where e.extnamespace = 'public'::regnamespace
       union all
       select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace in ${OURS} and c.relkind = 'r' and a.attnum > 0
         and a.atttypid::regtype::text like 'reg%'`,
    ),
    [],
  );
});

Deno.test("every column of a view says what it is", async () => {
  assertEquals(
    await rows(
      database,
      `select c.oid::regclass || '.' || a.attname as column_name
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relkind = 'v' and c.relnamespace in ${OURS}
         and col_description(c.oid, a.attnum) is null`,
    ),
    [],
  );
});

Deno.test("Realtime sends what happens to postings, and no other table of ours", async () => {
  assertEquals(
    await rows(
      database,
      `select schemaname || '.' || tablename as name from pg_publication_tables
       where pubname = 'supabase_realtime'`,
    ),
    [{ name: "public.job_postings" }],
  );
});

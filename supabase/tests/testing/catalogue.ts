/**
 * Everything that a database has besides what every PostgreSQL has, as lines of
 * text that two states can be compared by. Imported by tests only.
 *
 * @module
 */
import type { Database } from "../../../scripts/stack/database.ts";

/** Of a user's making, or a project's; not PostgreSQL's own. */
const OURS = (oid: string) =>
  `${oid} not in (select n.oid from pg_namespace n where n.nspname ~ '^pg_(catalog|toast|temp)' or n.nspname = 'information_schema')`;

/** Each answers `line`: what it is, and all that can be said of it. */
const QUERIES = [
  `select format('schema %s %s %s', n.nspname, n.nspowner::regrole, n.nspacl) as line
   from pg_namespace n where ${OURS("n.oid")}`,
  `select format('relation %s %s %s acl %s rls %s %s options %s', c.oid::regclass, c.relkind, c.relowner::regrole,
     c.relacl, c.relrowsecurity, c.relforcerowsecurity, c.reloptions)
   from pg_class c where ${OURS("c.relnamespace")}`,
  `select format('column %s.%s %s %s not null %s default %s acl %s', c.oid::regclass, a.attname,
     format_type(a.atttypid, a.atttypmod), a.attidentity, a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attacl)
   from pg_attribute a join pg_class c on c.oid = a.attrelid
   left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attnum > 0 and not a.attisdropped and ${OURS("c.relnamespace")}`,
  `select format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid))
   from pg_class c where c.relkind in ('v', 'm') and ${OURS("c.relnamespace")}`,
  `select format('index %s', pg_get_indexdef(i.indexrelid))
   from pg_index i join pg_class c on c.oid = i.indrelid where ${
    OURS("c.relnamespace")
  }`,
  `select format('constraint %s %s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
   from pg_constraint k where ${OURS("k.connamespace")}`,
  `select format('function %s %s acl %s config %s definer %s %s', p.oid::regprocedure, p.proowner::regrole, p.proacl,
     p.proconfig, p.prosecdef, md5(p.prosrc))
   from pg_proc p where ${OURS("p.pronamespace")}`,
  `select format('type %s %s', y.oid::regtype, y.typtype) from pg_type y where ${
    OURS("y.typnamespace")
  }`,
  `select format('enum %s %s', e.enumtypid::regtype, e.enumlabel) from pg_enum e`,
  `select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t where not t.tgisinternal`,
  `select format('event trigger %s %s', e.evtname, e.evtfoid::regproc) from pg_event_trigger e`,
  `select format('policy %s %s %s roles %s using %s check %s', p.polname, p.polrelid::regclass, p.polcmd,
     p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
   from pg_policy p`,
  `select format('rule %s', pg_get_ruledef(r.oid)) from pg_rewrite r join pg_class c on c.oid = r.ev_class
   where ${OURS("c.relnamespace")}`,
  `select format('published in %s: %s', b.pubname, r.prrelid::regclass)
   from pg_publication_rel r join pg_publication b on b.oid = r.prpubid`,
  `select format('publication %s', b.pubname) from pg_publication b`,
  `select format('default privileges %s %s %s %s', d.defaclrole::regrole, n.nspname, d.defaclobjtype, d.defaclacl)
   from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace`,
  `select format('extension %s %s %s', e.extname, e.extversion, e.extnamespace::regnamespace) from pg_extension e`,
  `select format('role %s %s %s', r.rolname, r.rolcanlogin, r.rolbypassrls) from pg_roles r`,
  `select format('setting of %s %s %s', s.setdatabase, s.setrole, s.setconfig) from pg_db_role_setting s`,
  `select format('comment on %s: %s', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
   from pg_description d
   where d.classoid <> 'pg_largeobject'::regclass
     and pg_describe_object(d.classoid, d.objoid, d.objsubid) !~ 'pg_catalog'
     and d.objoid >= 16384`,
  `select format('migration %s %s', m.version, m.name) from supabase_migrations.schema_migrations m`,
];

/** What extensions bring is there only where they are. */
const OF_EXTENSIONS: Readonly<Record<string, string>> = {
  "cron.job":
    "select format('job %s %s %s %s %s', j.jobname, j.schedule, j.command, j.username, j.active) as line from cron.job j",
  "vault.secrets":
    "select format('secret %s %s', s.name, s.description) as line from vault.secrets s",
  "net.http_request_queue":
    "select format('request %s %s', q.method, q.url) as line from net.http_request_queue q",
};

/** The whole of it, in order. */
export async function catalogue(database: Database): Promise<string[]> {
  const queries = [...QUERIES];
  for (const [table, query] of Object.entries(OF_EXTENSIONS)) {
    const { rows } = await database.query(
      "select (to_regclass($1::text) is not null)::text as there",
      [table],
    );
    if (rows[0]?.there === "true") queries.push(query);
  }
  const { rows } = await database.query(
    queries.map((query) => `(${query})`).join("\nunion all\n"),
  );
  return rows.map(({ line }) => String(line)).toSorted();
}

/** What only the first state has, and what only the second. */
export function difference(
  before: readonly string[],
  after: readonly string[],
): { gone: string[]; added: string[] } {
  const [was, is] = [new Set(before), new Set(after)];
  return {
    gone: before.filter((line) => !is.has(line)),
    added: after.filter((line) => !was.has(line)),
  };
}

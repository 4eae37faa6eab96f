/**
 * What schema public holds: relations with their columns, functions with
 * their arguments. PostgREST loads all of it once; here each is looked up when
 * it is first asked for, and again when something does not fit.
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "../database.ts";
import { RestError } from "./errors.ts";

// Types by their catalogue names: `format_type` would leave out a schema that
// is on the owner's search_path and not on the caller's.
const TYPE_NAME = `quote_ident(n.nspname) || '.' || quote_ident(t.typname)`;

const RELATION = `
  select json_build_object(
    'columns', (
      select coalesce(json_agg(json_build_object('name', a.attname, 'type', ${TYPE_NAME}) order by a.attnum), '[]')
      from pg_catalog.pg_attribute a
      join pg_catalog.pg_type t on t.oid = a.atttypid
      join pg_catalog.pg_namespace n on n.oid = t.typnamespace
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ),
    'key', (
      select coalesce(json_agg(a.attname order by k.place), '[]')
      from pg_catalog.pg_index i
      cross join unnest(i.indkey::int2[]) with ordinality k (attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary
    )
  )::text as body
  from pg_catalog.pg_class c
  where c.relnamespace = 'public'::regnamespace
    and c.relname = $1::text
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and not c.relispartition`;

const ROUTINES = `
  select coalesce(json_agg(json_build_object(
    'arguments', (
      select coalesce(json_agg(json_build_object(
        'name', coalesce(i.name, ''),
        'type', i.type,
        'optional', i.place > p.pronargs - p.pronargdefaults
      ) order by i.place), '[]')
      from (
        select a.name, ${TYPE_NAME} as type, row_number() over (order by a.place) as place
        from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames, p.proargmodes)
          with ordinality a (type, name, mode, place)
        join pg_catalog.pg_type t on t.oid = a.type
        join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        where coalesce(a.mode, 'i') in ('i', 'b')
      ) i
    ),
    'returns', case
      when r.typname = 'void' then 'void'
      when r.typtype = 'c' or r.typname = 'record' then 'row'
      else 'value'
    end,
    'set', p.proretset,
    'volatile', p.provolatile = 'v'
  )), '[]')::text as body
  from pg_catalog.pg_proc p
  join pg_catalog.pg_type r on r.oid = p.prorettype
  where p.pronamespace = 'public'::regnamespace
    and p.proname = $1::text
    and p.prokind = 'f'
    and p.provariadic = 0`;

const Typed = z.object({ name: z.string(), type: z.string() });

const RelationRow = z.object({
  columns: z.array(Typed),
  key: z.array(z.string()),
});

const Routine = z.object({
  arguments: z.array(Typed.extend({ optional: z.boolean() })),
  returns: z.enum(["void", "row", "value"]),
  set: z.boolean(),
  volatile: z.boolean(),
});

const Bodies = z.array(z.object({ body: z.string() }));

/** A table or view of schema public. */
export interface Relation {
  name: string;
  /** Column to type, as SQL writes the type. */
  columns: ReadonlyMap<string, string>;
  /** The primary key. */
  key: readonly string[];
}

/** A function of schema public. */
export type Routine = z.infer<typeof Routine>;

export interface Catalogue {
  /** The relation, looked up anew when it lacks one of these columns. */
  relation(name: string, columns: readonly string[]): Promise<Relation>;
  /** The functions of that name which take exactly these arguments. */
  routines(name: string, keys: readonly string[]): Promise<Routine[]>;
  /** Forgets everything, after an error that speaks of a changed schema. */
  forget(): void;
}

function takes(routine: Routine, keys: readonly string[]): boolean {
  const known = new Set(routine.arguments.map(({ name }) => name));
  return keys.every((key) => known.has(key)) &&
    routine.arguments.every(({ name, optional }) =>
      optional || keys.includes(name)
    );
}

/** The catalogue of one database. */
export function createCatalogue(database: Database): Catalogue {
  const relations = new Map<string, Relation>();
  const routines = new Map<string, Routine[]>();

  async function look(text: string, name: string): Promise<unknown> {
    const { rows } = await database.query(text, [name]);
    const [row] = Bodies.parse(rows);
    return row === undefined ? null : JSON.parse(row.body);
  }

  return {
    async relation(name, columns) {
      const known = relations.get(name);
      if (known && columns.every((each) => known.columns.has(each))) {
        return known;
      }
      const row = RelationRow.nullable().parse(await look(RELATION, name));
      if (row === null) {
        relations.delete(name);
        throw new RestError(
          404,
          "PGRST205",
          `Could not find the table 'public.${name}' in the schema cache`,
        );
      }
      const relation = {
        name,
        columns: new Map(row.columns.map((each) => [each.name, each.type])),
        key: row.key,
      };
      relations.set(name, relation);
      return relation;
    },

    async routines(name, keys) {
      const fits = (routine: Routine) => takes(routine, keys);
      const known = routines.get(name)?.filter(fits) ?? [];
      if (known.length > 0) return known;
      const found = z.array(Routine).parse(await look(ROUTINES, name));
      if (found.length > 0) routines.set(name, found);
      else routines.delete(name);
      return found.filter(fits);
    },

    forget() {
      relations.clear();
      routines.clear();
    },
  };
}

/**
 * `deno task names`: writes the lists of what boardscan makes, as the migrations
 * say it, into supabase/uninstall.sql, into what sets a predecessor's tables aside
 * and, as long as that is not released, into the first migration, which refuses
 * where such a name is taken.
 *
 *   --check   writes nothing; exit code 1 when a list is stale
 *
 * @module
 */
import { namesMadeBy } from "./deploy/preflight.ts";
import { type Migration, readMigrations } from "./stack/migrate.ts";

const UNINSTALL = new URL("../supabase/uninstall.sql", import.meta.url);
const FREE_NAMES = new URL(
  "../supabase/migrations/20261121000050_free_names.sql",
  import.meta.url,
);
const SET_ASIDE = new URL("../supabase/adopt/1_set_aside.sql", import.meta.url);
const LIST =
  /^( *)-- <(relations|functions|migrations)>\n[\s\S]*?^ *-- <\/\2>$/gm;
const WIDTH = 120;

/** As lines of SQL no wider than the others. */
function written(names: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const [i, name] of names.entries()) {
    const next = `'${name}'${i === names.length - 1 ? "" : ","}`;
    if (line && indent.length + line.length + 1 + next.length > WIDTH) {
      lines.push(line);
      line = next;
    } else line = line ? `${line} ${next}` : next;
  }
  return [...lines, line].map((one) => `${indent}${one}\n`).join("");
}

/** The same SQL, with the lists between its marks as these migrations make them. */
export function withLists(
  sql: string,
  migrations: readonly Migration[],
  isListed: (name: string) => boolean,
): string {
  const { relations, functions } = namesMadeBy(migrations);
  const lists: Readonly<Record<string, readonly string[]>> = {
    relations,
    functions,
    migrations: migrations.map(({ version, name }) => `${version}_${name}`),
  };
  return sql.replace(LIST, (_, indent: string, kind: string) => {
    const names = [...new Set(lists[kind] ?? [])].filter(isListed).toSorted();
    return `${indent}-- <${kind}>\n${
      written(names, indent)
    }${indent}-- </${kind}>`;
  });
}

/** Each file with lists, as it stands and as it should. */
export async function readListed(): Promise<
  { file: URL; stands: string; should: string }[]
> {
  const migrations = await readMigrations();
  const read = async (file: URL, isListed: (name: string) => boolean) => {
    const stands = await Deno.readTextFile(file);
    return { file, stands, should: withLists(stands, migrations, isListed) };
  };
  const isPublic = (name: string) => name.startsWith("public.");
  return [
    await read(UNINSTALL, () => true),
    await read(SET_ASIDE, isPublic),
    // The schema scanner is asked for as a whole.
    await read(FREE_NAMES, isPublic),
  ];
}

async function main(check: boolean): Promise<number> {
  let stale = 0;
  for (const { file, stands, should } of await readListed()) {
    if (stands === should) continue;
    if (!check) await Deno.writeTextFile(file, should);
    else {
      stale++;
      console.error(`${file.pathname} is stale: run deno task names`);
    }
  }
  return stale > 0 ? 1 : 0;
}

if (import.meta.main) Deno.exit(await main(Deno.args.includes("--check")));

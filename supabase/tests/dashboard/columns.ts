/**
 * What the block database.ts of .github/DASHBOARD.md promises, as the catalogue
 * of the database can be asked for it. Imported by tests only.
 *
 * @module
 */

export interface PromisedColumn {
  readonly relation: string;
  readonly column: string;
  /** Without null. */
  readonly type: string;
}

/** What supabase-js hands out for a type of Postgres. */
export const TYPES: Readonly<Record<string, readonly string[]>> = {
  int4: ["number"],
  int8: ["number"],
  numeric: ["number"],
  bool: ["boolean"],
  text: ["string", "Status"],
  timestamptz: ["string"],
  interval: ["string"],
  _text: ["string[]"],
  jsonb: ["Record<string, number>"],
};

/** The columns of each table and view that the block names. */
export function promisedColumns(code: string): readonly PromisedColumn[] {
  const rows = new Map(
    [...code.matchAll(/^export type (\w+) = \{\n(.*?)^\};$/gms)].map(
      ([, name = "", body = ""]) => [name, body],
    ),
  );
  const relations = [...code.matchAll(/^ {6}(\w+): (?:View|Table)<(\w+)/gm)];
  return relations.flatMap(([, relation = "", row = ""]) => {
    const columns = [
      ...(rows.get(row) ?? "").matchAll(/^ {2}(\w+): (.*?)(?: \| null)?;$/gm),
    ];
    if (columns.length === 0) throw new Error(`${relation} has no column`);
    return columns.map(([, column = "", type = ""]) => ({
      relation,
      column,
      type,
    }));
  });
}

/** The values of `Status`. */
export function promisedStatuses(code: string): readonly string[] {
  const [, union = ""] = /^export type Status =([^;]*);/m.exec(code) ?? [];
  return [...union.matchAll(/"(\w+)"/g)].map(([, value = ""]) => value);
}

/**
 * SQL on the project's database by way of `supabase db query`: through the
 * platform it needs no password, only that the person is logged in.
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "../stack/database.ts";
import type { Cli } from "./cli.ts";
import { explainFailure } from "./failure.ts";
import type { Project } from "./project.ts";

const Rows = z.array(z.record(z.string(), z.unknown()));

export interface ProjectSql {
  /** Reads only: the database refuses anything else. */
  readonly query: Database["query"];
  /** One statement that may change something. */
  change(text: string): Promise<Record<string, unknown>[]>;
}

/** A text as SQL writes it. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** The CLI takes no parameters: each `$1` becomes its literal. */
export function inline(
  text: string,
  parameters: readonly unknown[],
): string {
  return text.replace(/\$(\d+)/g, (_, number: string) => {
    const at = Number(number) - 1;
    if (at >= parameters.length) {
      throw new RangeError(`Cannot ask the database: no parameter $${number}`);
    }
    return literal(parameters[at]);
  });
}

/** Warnings of the CLI may stand around the rows. */
function rowsIn(printed: string): Record<string, unknown>[] {
  const text = /^\[[\s\S]*^\]\s*$|^\[.*\]\s*$/m.exec(printed)?.[0];
  if (text === undefined) {
    throw new Error("Cannot read the rows that the Supabase CLI answered");
  }
  return Rows.parse(JSON.parse(text));
}

/** Speaks to the database of `project`; `doing` is what an error says could not be done. */
export function createProjectSql(cli: Cli, project: Project): ProjectSql {
  async function ask(text: string, doing: string, flag: string) {
    const answer = await cli.run([
      "db",
      "query",
      project.database,
      "--output=json",
      "--agent=no",
      flag,
      text,
    ]);
    if (answer.code !== 0) throw explainFailure(doing, project.ref, answer);
    return rowsIn(answer.printed);
  }
  return {
    async query(text, parameters = []) {
      const rows = await ask(
        inline(text, parameters).trim(),
        "read the database",
        "--read-only",
      );
      return { rows, affected: rows.length };
    },
    change: (text) => ask(text, "change the database", "--yes"),
  };
}

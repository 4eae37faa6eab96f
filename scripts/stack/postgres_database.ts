/**
 * A Postgres server behind the interface of `database.ts`.
 *
 * @module
 */
import postgres from "postgres";
import { z } from "zod";
import { type Database, DatabaseError } from "./database.ts";
import { requestSettings } from "./request_settings.ts";

/** Supabase's API has ten connections on a small project. */
const POOL = 10;

const Failure = z.object({
  message: z.string(),
  code: z.string(),
  detail: z.string().nullish(),
  hint: z.string().nullish(),
});

async function translated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const failure = Failure.safeParse(error);
    if (!failure.success) throw error;
    const { message, code, detail, hint } = failure.data;
    throw new DatabaseError(message, {
      code,
      detail: detail ?? null,
      hint: hint ?? null,
      cause: error,
    });
  }
}

const plain = (parameters: readonly unknown[]) =>
  parameters.map((value) =>
    value === null || value === undefined ? null : String(value)
  );

/** Connects to `url`; statements of requests end after 8 s, as on the platform. */
export function connectPostgres(url: string): Database {
  const sql = postgres(url, {
    max: POOL,
    onnotice: () => {},
    fetch_types: false,
  });

  return {
    query: (text, parameters = []) =>
      translated(async () => {
        const rows = await sql.unsafe(text, plain(parameters));
        return { rows: [...rows], affected: rows.count };
      }),
    execute: (script) =>
      translated(async () => {
        await sql.unsafe(script);
      }),
    queryAs: (as, text, parameters = []) =>
      translated(() =>
        sql.begin(async (transaction) => {
          const settings = {
            ...requestSettings(as),
            "statement_timeout": "8s",
          };
          await transaction`
            select set_config('role', ${as.role}, true),
              (select count(set_config(key, value, true)) from json_each_text(${
            JSON.stringify(settings)
          }::text::json))`;
          const rows = await transaction.unsafe(text, plain(parameters));
          return { rows: [...rows], affected: rows.count };
        })
      ),
    async listen(channel, hear) {
      const { unlisten } = await translated(() => sql.listen(channel, hear));
      return unlisten;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

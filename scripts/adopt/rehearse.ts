/**
 * Runs SQL to its end, reads a value, and undoes everything: what a dry run says
 * is what the same SQL really does.
 *
 * @module
 */
import { type Database, DatabaseError } from "../stack/database.ts";

/** An SQLSTATE that nothing else raises. */
const REHEARSED = "BS000";

/**
 * The jsonb value of `expression` after `script`, of which nothing remains.
 *
 * @throws {DatabaseError} what the script or the expression throws.
 */
export async function rehearse(
  database: Database,
  script: string,
  expression: string,
): Promise<unknown> {
  try {
    // A script is one transaction, and what it raises takes it back.
    await database.execute(`${script}
      do $rehearsal$
      declare
        v_value jsonb;
      begin
        select ${expression} into v_value;
        raise exception using errcode = '${REHEARSED}', message = 'Rehearsed', detail = v_value::text;
      end
      $rehearsal$;`);
  } catch (error) {
    if (error instanceof DatabaseError && error.code === REHEARSED) {
      return JSON.parse(error.detail ?? "null");
    }
    throw error;
  }
  throw new Error("Cannot rehearse: nothing was raised");
}

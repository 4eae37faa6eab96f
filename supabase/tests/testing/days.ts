/**
 * Time that passes between two scans. Imported by tests only.
 *
 * @module
 */
import type { Database } from "../../../scripts/stack/database.ts";

/** As if all that is stored had happened so many days earlier. */
export async function daysPass(
  database: Database,
  days: number,
): Promise<void> {
  const ago = `- make_interval(days => ${days})`;
  await database.execute(`
    update public.job_postings
    set first_seen_at = first_seen_at ${ago}, role_seen_at = role_seen_at ${ago}, posted_at = posted_at ${ago},
        changed_at = changed_at ${ago}, closed_at = closed_at ${ago}, status_at = status_at ${ago};
    update scanner.posting_events set at = at ${ago};
    update scanner.readers set seen_at = seen_at ${ago};`);
}

/**
 * What a project is used for and how much of a plan that takes.
 *
 * @module
 */
import { format } from "@std/fmt/bytes";
import type { Health, Installation } from "./facts.ts";
import { type Finding, note, ok } from "./finding.ts";

/** Of Supabase's Free plan. */
const FREE = { databaseBytes: 500_000_000, invocations: 500_000 };
/** What is left is soon gone. */
const NEARLY = 0.8;

/** Who may use it, and what is kept. */
export function checkUse(
  { operators, filters }: Installation,
): Finding[] {
  return [
    operators > 0
      ? ok("operators", `${operators} of your users may use the dashboard`)
      : note(
        "operators",
        "There are none: nobody but the holder of a secret key can press Scan",
        "insert into scanner.operators (user_id) select id from auth.users where email = '…'",
      ),
    filters > 0 ? ok("filters", `${filters} are on`) : note(
      "filters",
      "None is on, so everything that the boards list is kept",
      "insert into search_filters (name, title_any) values ('mine', array['engineer'])",
    ),
  ];
}

/** What is watched, and how that goes. */
export function checkBoards({ sources, failing }: Health): Finding {
  if (sources === 0) {
    return note(
      "boards",
      "None is watched",
      "select add_source('<the address of a careers page>')",
    );
  }
  return failing === 0 ? ok("boards", `${sources} are watched`) : note(
    "boards",
    `The last scan of ${failing} of ${sources} failed`,
    "select company, state, reason from source_health where state = 'failing' says why",
  );
}

/** Size and invocations against those of the Free plan; a paid one has more. */
export function checkPlan(
  { database_bytes, scans_a_month, scans_last_day }: Installation,
): Finding[] {
  const size = `The database has ${format(database_bytes)}`;
  const invocations = Math.max(scans_a_month, scans_last_day * 30);
  const calls = `${
    Math.round(invocations).toLocaleString("en-US")
  } invocations a month at this pace`;
  return [
    database_bytes < NEARLY * FREE.databaseBytes
      ? ok("free plan", `${size} of 500 MB`)
      : note(
        "free plan",
        `${size}; the Free plan has 500 MB, and is read-only beyond`,
        "Shorten keep_scans, keep_events and keep_descriptions in scanner.settings, filter more narrowly, or take a paid plan",
      ),
    invocations < NEARLY * FREE.invocations
      ? ok("free plan", `${calls}, of 500,000`)
      : note(
        "free plan",
        `${calls}; the Free plan has 500,000`,
        "update job_sources set scan_every = '12 hours' scans less often",
      ),
  ];
}

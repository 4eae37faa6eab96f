/**
 * Whether everything moves, as scanner_health says it, and whether the database
 * calls the functions of this project.
 *
 * @module
 */
import type { Health } from "./facts.ts";
import { type Finding, ok, wrong } from "./finding.ts";

const MINUTE_MS = 60_000;
/** What scanner_health takes for standing still. */
const STILL_MS = 5 * MINUTE_MS;

function origin(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

/** Where the database calls the functions. */
export function checkProjectUrl(
  { project_url }: Health,
  apiUrl: string,
): Finding {
  const check = "project_url";
  const cure = `select scanner.configure('${origin(apiUrl)}')`;
  if (!project_url) {
    return wrong(check, "The database does not know where to call", cure);
  }
  return origin(project_url) === origin(apiUrl)
    ? ok(check, `The database calls ${origin(project_url)}`)
    : wrong(
      check,
      `The database calls ${origin(project_url)}, and this is ${
        origin(apiUrl)
      }`,
      `${cure}; where both are addresses of one project, set SUPABASE_URL to the first`,
    );
}

/** Whether the schedule has done its work lately. */
export function checkTick(
  { last_dispatch_at }: Health,
  now: Date,
): Finding {
  const check = "schedule";
  const ago = last_dispatch_at
    ? now.getTime() - new Date(last_dispatch_at).getTime()
    : Infinity;
  if (ago <= STILL_MS) {
    return ok(check, `It last looked for due boards at ${last_dispatch_at}`);
  }
  return wrong(
    check,
    last_dispatch_at
      ? `It has not looked for due boards since ${last_dispatch_at}`
      : "It has never looked for due boards",
    "Wait two minutes after scanner.configure(); then look at cron.job_run_details, and restart the project to revive pg_cron",
  );
}

/** Lines of scanner_health on what other checks have looked at already. */
const LOOKED_AT = /^(?:The address of the project|No schedule|The schedule)\b/;

/** What else stands still, in scanner_health's own words. */
export function checkHealth({ what_to_do }: Health): Finding[] {
  const left = what_to_do.filter((line) => !LOOKED_AT.test(line));
  if (left.length === 0) {
    return [ok("health", "Everything moves, as scanner_health says")];
  }
  return left.map((line) => {
    if (line.startsWith("The notification ")) {
      return wrong(
        "health",
        line,
        "select * from notification_health says more, and test_notification('…') tries it",
      );
    }
    const at = line.indexOf(": ");
    return at === -1
      ? wrong("health", line, "select * from scanner_health says more")
      : wrong("health", line.slice(0, at), line.slice(at + 2));
  });
}

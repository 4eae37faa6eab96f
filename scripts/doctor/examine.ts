/**
 * Looks at everything of a project that can be wrong.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import { createClient } from "@supabase/supabase-js";
import { describeTakenNames, findTakenNames } from "../deploy/preflight.ts";
import type { Database } from "../stack/database.ts";
import { readMigrations } from "../stack/migrate.ts";
import { connectPostgres } from "../stack/postgres_database.ts";
import { checkFunctions } from "./check_functions.ts";
import { checkHealth, checkProjectUrl, checkTick } from "./check_health.ts";
import {
  checkClock,
  checkExtensions,
  checkJobs,
  checkMigrations,
  checkNet,
  checkRowSecurity,
} from "./check_installation.ts";
import { checkBoards, checkPlan, checkUse } from "./check_use.ts";
import { type Facts, factsByRest, factsBySql, type NoFacts } from "./facts.ts";
import { type Finding, isWell, ok, wrong } from "./finding.ts";
import { checkKey } from "./key.ts";

const PAUSE_MS = 2_000;

export interface Place {
  /** SUPABASE_URL. */
  readonly apiUrl: string | undefined;
  /** SUPABASE_SECRET_KEY. */
  readonly secretKey: string | undefined;
  /** SUPABASE_DB_URL or DATABASE_URL: what REST cannot tell is asked there. */
  readonly databaseUrl?: string | undefined;
}

function withoutFacts({ code, said }: NoFacts, apiUrl: string): Finding {
  switch (code) {
    case "":
      return wrong(
        "address",
        `${apiUrl} does not answer`,
        "Check SUPABASE_URL; a project of the Free plan that rests is woken in the dashboard",
      );
    case "PGRST202":
    case "42883":
      return wrong(
        "migrations",
        "boardscan is not installed here, or in a version older than this folder's",
        "npx supabase@3 db push --remote --yes; if that says there is nothing to do: notify pgrst, 'reload schema'",
      );
    case "42501":
      return wrong(
        "address",
        "The key may not see what boardscan says of itself",
        "Set SUPABASE_SECRET_KEY to a secret key of this very project",
      );
    default:
      return wrong(
        "address",
        `${apiUrl} refuses: ${said}`,
        "Set SUPABASE_URL and SUPABASE_SECRET_KEY to those of one project",
      );
  }
}

async function checkNames(database: Database): Promise<Finding[]> {
  const taken = await findTakenNames(database);
  return taken.length === 0 ? [] : [wrong(
    "names",
    describeTakenNames(taken),
    "deno task adopt --dry-run says what it would do",
  )];
}

function judgeHealth(
  { health, installation }: Facts,
  apiUrl: string,
): Finding[] {
  if ("code" in health) {
    return [wrong(
      "health",
      `scanner_health does not answer: ${health.said}`,
      "What is wrong above comes first; then npx supabase@3 db push --remote --yes",
    )];
  }
  const jobs = checkJobs(installation);
  return [
    checkProjectUrl(health, apiUrl),
    ...jobs,
    // A schedule that cannot run has not run: that is no second fault.
    ...isWell(jobs) ? [checkTick(health, installation.now)] : [],
    checkNet(installation, health.net_queue),
    checkBoards(health),
    ...checkHealth(health),
  ];
}

async function judge(facts: Facts, apiUrl: string): Promise<Finding[]> {
  const { installation, askedAt } = facts;
  const folder = (await readMigrations()).map(({ version }) => version);
  return [
    checkMigrations(installation, folder),
    ...checkExtensions(installation),
    ...judgeHealth(facts, apiUrl),
    checkRowSecurity(installation),
    ...checkUse(installation),
    checkClock(installation, askedAt),
    ...checkPlan(installation),
  ];
}

/** Reads until the schedule has run for the first time, or patience ends. */
async function readFacts(
  read: () => Promise<Facts | NoFacts>,
  waitMs: number,
): Promise<Facts | NoFacts> {
  for (let left = waitMs;; left -= PAUSE_MS) {
    const facts = await read();
    const isFresh = !("code" in facts) && !("code" in facts.health) &&
      facts.health.project_url !== null &&
      facts.health.last_dispatch_at === null;
    if (!isFresh || left <= 0) return facts;
    await delay(Math.min(PAUSE_MS, left));
  }
}

export interface ExamineOptions {
  readonly clock?: () => Date;
  /** How long a schedule that was just made may take to run for the first time. */
  readonly waitMs?: number;
}

/** What is found, in the order in which it is best cured. Changes nothing. */
export async function examine(
  { apiUrl, secretKey, databaseUrl }: Place,
  { clock = () => new Date(), waitMs = 0 }: ExamineOptions = {},
): Promise<Finding[]> {
  const key = checkKey(secretKey);
  if (!apiUrl) {
    return [
      key,
      wrong(
        "address",
        "SUPABASE_URL is not set",
        "Set it to https://<ref>.supabase.co, or to what deno task start prints as API_URL",
      ),
    ];
  }
  if (!secretKey) return [key];
  const url = apiUrl.replace(/\/+$/, "");
  if (!URL.canParse(url)) {
    return [
      key,
      wrong(
        "address",
        `SUPABASE_URL is "${url}", which is no address`,
        "Set it to https://<ref>.supabase.co",
      ),
    ];
  }
  const client = createClient(url, secretKey, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
  const database = databaseUrl ? connectPostgres(databaseUrl) : null;
  try {
    const byRest = await readFacts(() => factsByRest(client, clock), waitMs);
    const address = "code" in byRest
      ? withoutFacts(byRest, url)
      : ok("address", `${url} answers`);
    const facts = "code" in byRest && database
      ? await factsBySql(database, clock)
      : byRest;
    return [
      key,
      address,
      ...database ? await checkNames(database) : [],
      ..."code" in facts ? [] : await judge(facts, url),
      ..."code" in byRest && byRest.code === ""
        ? []
        : await checkFunctions(url, secretKey),
    ];
  } finally {
    await database?.close();
  }
}

/**
 * Whether the functions are deployed, start, let their callers in, and are those
 * of this folder. What is asked here starts no scan.
 *
 * @module
 */
import {
  VERSION,
  VERSION_HEADER,
} from "../../supabase/functions/_shared/version.ts";
import { type Finding, ok, wrong } from "./finding.ts";

const PATIENCE_MS = 15_000;
const DEPLOY = "npx supabase@3 functions deploy --use-api";

/** What each answers to a GET that wants nothing, when it is well. */
const FUNCTIONS = [
  // The caller holds the secret key and names no batch.
  { name: "scan", withKey: true, status: 400 },
  // Called by pg_net, without any key: the platform must let that through.
  { name: "scan-source", withKey: false, status: 405 },
  { name: "notify", withKey: false, status: 405 },
] as const;

function isNewer(version: string): boolean {
  const parts = (text: string) => text.split(".").map(Number);
  const [here, there] = [parts(VERSION), parts(version)];
  for (const [i, part] of there.entries()) {
    if (part !== here[i]) return part > (here[i] ?? 0);
  }
  return false;
}

function judge(
  { name, status: wanted }: (typeof FUNCTIONS)[number],
  status: number,
  version: string | null,
): Finding {
  const check = "functions";
  if (status === 404) {
    return wrong(check, `${name} is not deployed`, DEPLOY);
  }
  if (status === 401 || status === 403) {
    return version === null
      ? wrong(
        check,
        `${name} is not reached: the platform asks its callers for a token`,
        `${DEPLOY} deploys it as supabase/config.toml says, with verify_jwt = false`,
      )
      : wrong(
        check,
        `${name} does not know the key in SUPABASE_SECRET_KEY`,
        "Set it to a secret key of this very project; a key made a moment ago reaches the functions with the next deploy",
      );
  }
  if (status >= 500) {
    return wrong(
      check,
      `${name} answers ${status}: it does not start, or breaks off`,
      `Its log in the dashboard (Edge Functions, ${name}, Logs) says why`,
    );
  }
  if (version === null || status !== wanted) {
    return wrong(
      check,
      version === null
        ? `${name} does not say its version: it is older than this folder, or not boardscan's`
        : `${name} ${version} answers ${status} where ${wanted} was expected`,
      DEPLOY,
    );
  }
  if (version !== VERSION) {
    return wrong(
      check,
      `${name} is ${version}, and this folder ${VERSION}`,
      isNewer(version) ? "git pull brings this folder up to it" : DEPLOY,
    );
  }
  return ok(check, `${name} answers, and is ${version} as this folder`);
}

/** Asks every function. */
export function checkFunctions(
  apiUrl: string,
  key: string,
): Promise<Finding[]> {
  return Promise.all(FUNCTIONS.map(async (one) => {
    try {
      const response = await fetch(`${apiUrl}/functions/v1/${one.name}`, {
        headers: one.withKey ? { apikey: key } : {},
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.body?.cancel();
      const version = response.headers.get(VERSION_HEADER);
      return judge(one, response.status, version);
    } catch {
      return wrong(
        "functions",
        `${one.name} does not answer`,
        "Look at the project's state in the dashboard, and at status.supabase.com",
      );
    }
  }));
}

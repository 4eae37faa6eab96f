/**
 * A secret key of the project, for the doctor: from the environment where it is
 * there, else from the platform, which shows it to whoever may deploy. It is
 * held in memory alone.
 *
 * @module
 */
import { z } from "zod";
import type { Cli } from "./cli.ts";
import type { Project } from "./project.ts";

const Keys = z.array(z.object({
  name: z.string(),
  type: z.string().nullish(),
  api_key: z.string().nullish(),
}));

/** A new one before the older kind; null: the platform shows none. */
export async function readSecretKey(
  cli: Pick<Cli, "read">,
  project: Project,
  environment: Readonly<Record<string, string>>,
): Promise<string | null> {
  const { SUPABASE_URL: url, SUPABASE_SECRET_KEY: given } = environment;
  if (given && url?.replace(/\/+$/, "") === project.url) return given;
  const printed = await cli.read([
    "projects",
    "api-keys",
    project.platform,
    "--reveal",
    "--output=json",
    "--agent=no",
  ]);
  const text = /\[[\s\S]*\]/.exec(printed ?? "")?.[0];
  if (text === undefined) return null;
  const keys = Keys.parse(JSON.parse(text));
  const found = keys.find(({ type }) => type === "secret") ??
    keys.find(({ name }) => name === "service_role");
  return found?.api_key || null;
}

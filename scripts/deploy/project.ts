/**
 * Which project a deployment goes to, and how the Supabase CLI is told.
 *
 * @module
 */
import { z } from "zod";

/** Twenty letters; a preview branch has its own. */
export const ProjectRef = z.string().regex(
  /^[a-z]{20}$/,
  "Wanted: the project's ref, twenty lower-case letters, as in https://supabase.com/dashboard/project/<ref>",
);

/** Scheme and host, as scanner.configure() takes it. */
export const ProjectUrl = z.string().regex(
  /^https?:\/\/[A-Za-z0-9._:-]+\/?$/,
  "Wanted: https://<host>",
).transform((url) => url.replace(/\/$/, ""));

export const DatabaseUrl = z.string().refine(
  (url) => URL.canParse(url) && /^postgres(?:ql)?:\/\//.test(url),
  "Wanted: postgresql://user@host:port/postgres",
);

export interface Project {
  readonly ref: string;
  /** Where its functions answer. */
  readonly url: string;
  /** For commands that go to the platform. */
  readonly platform: string;
  /** For commands that go to the database. */
  readonly database: string;
}

/** What `supabase link` has left in `root`; null: nothing. */
export async function readLinkedRef(root: string): Promise<string | null> {
  try {
    const text = await Deno.readTextFile(`${root}/supabase/.temp/project-ref`);
    return text.trim() || null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** The address without its password, which goes through the environment: arguments can be seen by other users. */
export function splitPassword(
  url: string,
): { address: string; password: string | null } {
  const parsed = new URL(url);
  const password = parsed.password === ""
    ? null
    : decodeURIComponent(parsed.password);
  parsed.password = "";
  return { address: parsed.href, password };
}

export interface ProjectOptions {
  /** As the person named it. */
  readonly ref: string | undefined;
  readonly linkedRef: string | null;
  /** Where it is not `https://<ref>.supabase.co`. */
  readonly url: string | undefined;
  /** The database's address without a password, where it is not reached through the ref. */
  readonly databaseUrl: string | null;
}

/** @throws {Error} where neither the person nor a link names a project. */
export function chooseProject(
  { ref: named, linkedRef, url, databaseUrl }: ProjectOptions,
): Project {
  const parsed = ProjectRef.safeParse(named ?? linkedRef ?? "");
  if (!parsed.success) {
    throw new Error(
      (named ?? linkedRef) === null || (named ?? linkedRef) === undefined
        ? "Cannot deploy: no project is named and none is linked\n" +
          "Pass --project-ref <ref>, or run: npx --yes supabase@3 link --project-ref <ref>"
        : `Cannot deploy to project "${named ?? linkedRef}": ${
          parsed.error.issues[0]?.message
        }`,
    );
  }
  const ref = parsed.data;
  // The link also says how the database is reached, and whose SUPABASE_DB_PASSWORD is.
  const platform = ref === linkedRef ? "--remote" : `--remote=${ref}`;
  return {
    ref,
    url: url ?? `https://${ref}.supabase.co`,
    platform,
    database: databaseUrl === null ? platform : `--remote=${databaseUrl}`,
  };
}

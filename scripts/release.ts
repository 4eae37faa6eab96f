/**
 * `deno task release`: writes the migrations that this release brings, each with
 * its hash, into supabase/released.sha256. From then on they are never edited:
 * projects have run them. A test holds that, and upgrades a project of each
 * release that is listed there.
 *
 * Run it when CHANGELOG.md has the release's date; then commit and tag.
 *
 * @module
 */
import { z } from "zod";
import { VERSION } from "../supabase/functions/_shared/version.ts";
import { runMain } from "./command.ts";

const RELEASED = new URL("../supabase/released.sha256", import.meta.url);
const MIGRATIONS = new URL("../supabase/migrations/", import.meta.url);
const CHANGELOG = new URL("../.github/CHANGELOG.md", import.meta.url);
const HEAD =
  `# What was released is never edited. Written by "deno task release":
# hash, release, file.
`;
const Line = z.tuple([
  z.string().regex(/^[0-9a-f]{64}$/),
  z.string().regex(/^\d+\.\d+\.\d+$/),
  z.string().regex(/^\d+_.+\.sql$/),
]);

export interface ReleasedFile {
  readonly hash: string;
  /** The release that brought it. */
  readonly version: string;
  readonly file: string;
}

/** The lines of supabase/released.sha256. */
export function parseReleased(text: string): ReleasedFile[] {
  return text.split("\n").filter((line) => line && !line.startsWith("#"))
    .map((line) => {
      const [hash, version, file] = Line.parse(line.split(/\s+/));
      return { hash, version, file };
    });
}

/** What has been released so far, the first file first; nothing before the first release. */
export async function readReleased(): Promise<ReleasedFile[]> {
  try {
    return parseReleased(await Deno.readTextFile(RELEASED));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** The hash of a migration as it stands. */
export async function hashOf(file: string): Promise<string> {
  const bytes = await Deno.readFile(new URL(file, MIGRATIONS));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) =>
    byte.toString(16).padStart(2, "0")
  ).join("");
}

/** The newest version of a changelog, and its date; null: it is not released. */
export function newestRelease(
  changelog: string,
): { version: string; date: string | null } | null {
  const [, version, date] =
    /^## (\d+\.\d+\.\d+), (\d{4}-\d\d-\d\d|unreleased)$/m.exec(changelog) ?? [];
  return version && date
    ? { version, date: date === "unreleased" ? null : date }
    : null;
}

async function release(): Promise<string> {
  const newest = newestRelease(await Deno.readTextFile(CHANGELOG));
  if (newest?.version !== VERSION) {
    throw new Error(
      `Cannot release ${VERSION}: the newest version in CHANGELOG.md is ${
        newest?.version ?? "none"
      }`,
    );
  }
  if (newest.date === null) {
    throw new Error(
      `Cannot release ${VERSION}: CHANGELOG.md has no date for it`,
    );
  }
  const released = await readReleased();
  const known = new Set(released.map(({ file }) => file));
  const files: string[] = [];
  for await (const { name } of Deno.readDir(MIGRATIONS)) {
    if (name.endsWith(".sql") && !known.has(name)) files.push(name);
  }
  if (files.length > 0 && released.some(({ version }) => version === VERSION)) {
    throw new Error(
      `Cannot add ${
        files.toSorted()[0]
      } to ${VERSION}: that is released; raise VERSION in version.ts`,
    );
  }
  const added = await Promise.all(
    files.toSorted().map(async (file) => ({
      hash: await hashOf(file),
      version: VERSION,
      file,
    })),
  );
  await Deno.writeTextFile(
    RELEASED,
    HEAD +
      [...released, ...added].map(({ hash, version, file }) =>
        `${hash}  ${version}  ${file}\n`
      ).join(""),
  );
  return `${VERSION}: ${added.length} migrations are noted; commit, then git tag v${VERSION}`;
}

if (import.meta.main) {
  await runMain(async () => {
    console.log(await release());
    return 0;
  });
}

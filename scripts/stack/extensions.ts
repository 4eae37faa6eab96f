/**
 * The SQL-only stand-ins for pg_net and pg_cron, as PGlite takes them.
 *
 * @module
 */
import { packTarGz } from "./tar.ts";

const FOLDER = new URL("./extensions/", import.meta.url);
const FILES = [
  "pg_net.control",
  "pg_net--0.20.4.sql",
  "pg_cron.control",
  "pg_cron--1.6.sql",
];

/** Writes the bundle to a temporary file, for PGlite reads it by address; the caller removes it. */
export async function bundleExtensions(): Promise<string> {
  const files = await Promise.all(
    FILES.map(async (name): Promise<[string, Uint8Array]> => [
      `share/postgresql/extension/${name}`,
      await Deno.readFile(new URL(name, FOLDER)),
    ]),
  );
  const path = await Deno.makeTempFile({
    prefix: "boardscan-extensions-",
    suffix: ".tar.gz",
  });
  await Deno.writeFile(path, await packTarGz(files));
  return path;
}

/**
 * What `supabase functions deploy --use-api` sends, with the real CLI and a
 * platform on loopback: all that the functions need, and nothing else.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { REF, startFakePlatform } from "./fake_platform.ts";
import { listFunctions } from "./run_deploy.ts";
import { makeCheckout, openCli, whyNoCli } from "./testing.ts";
import { unpack } from "./unpacked.ts";

/** Supabase's for a function, with its packages. */
const LIMIT_BYTES = 20_000_000;

/** What lies about in a folder in which someone works. */
const LITTER = [
  ".env",
  ".env.local",
  "supabase/.env",
  "supabase/functions/.env",
  "supabase/functions/scan/.env",
  "supabase/functions/scan/notes.md",
  "supabase/functions/_shared/old_scan.ts",
];

const reason = await whyNoCli();

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}

Deno.test({
  name:
    `supabase functions deploy sends all that the functions need, and nothing else${
      reason ? ` (${reason})` : ""
    }`,
  ignore: reason !== null,
  async fn(t) {
    await using checkout = await makeCheckout();
    for (const path of LITTER) {
      await Deno.writeTextFile(`${checkout.root}/${path}`, "SECRET=litter\n");
    }
    const platform = await startFakePlatform();
    try {
      const cli = await openCli(checkout.root, platform.environment);
      const names = await listFunctions(checkout.root);
      assertEquals(names, ["notify", "scan", "scan-source"]);
      const answer = await cli.run([
        "functions",
        "deploy",
        "--use-api",
        `--remote=${REF}`,
        "--yes",
      ]);
      assertEquals([answer.code, platform.unexpected], [
        0,
        [],
      ], answer.complained);
      assertEquals([...platform.functions.keys()].sort(), names);

      for (const [name, sent] of platform.functions) {
        await t.step(name, async (t) => {
          await using unpacked = await unpack(sent);
          console.log(
            `${name}: ${sent.files.size} files with ${
              megabytes(unpacked.bytesSent)
            }, packages with ${megabytes(unpacked.bytesOfCode)} of code, ${
              megabytes(unpacked.bytesOfPackages)
            } unpacked; the limit is ${megabytes(LIMIT_BYTES)}`,
          );

          await t.step("checks its callers itself, by the one map", () => {
            assertEquals(
              [
                sent.metadata.entrypoint_path,
                sent.metadata.import_map_path,
                sent.metadata.verify_jwt,
              ],
              [`supabase/functions/${name}/index.ts`, "deno.json", false],
            );
          });

          await t.step("has every file that it imports, and no other", () => {
            assertEquals(
              [...sent.files.keys()].sort(),
              ["deno.json", ...unpacked.needed].sort(),
            );
          });

          await t.step("has no test, no recording and no secret", () => {
            for (const [path, bytes] of sent.files) {
              assertMatch(
                path,
                /^deno\.json$|^supabase\/functions\/[\w.\/-]+\.ts$/,
              );
              assert(
                !/_test\.ts$|testing\.ts$|\/testdata\/|\/tests\//.test(path),
                path,
              );
              assert(
                !new TextDecoder().decode(bytes).includes("SECRET="),
                path,
              );
            }
          });

          await t.step("is what stands in the repository", async () => {
            for (const [path, bytes] of sent.files) {
              assertEquals(
                bytes,
                await Deno.readFile(`${checkout.root}/${path}`),
                path,
              );
            }
          });

          await t.step("passes the type checker alone", async () => {
            assertEquals(await unpacked.check(), "");
          });

          await t.step("is below the platform's limit", () => {
            assert(
              unpacked.bytesSent + unpacked.bytesOfCode < LIMIT_BYTES,
            );
          });
        });
      }
    } finally {
      await platform.stop();
    }
  },
});

/**
 * `deno task scan`: scans every board now and shows what came of it, on the
 * project in SUPABASE_URL and SUPABASE_SECRET_KEY, or else on a local stack that
 * reads the real boards.
 *
 *   --db DIR   the local stack's data; default .boardscan/data
 *
 * @module
 */
import { dim } from "@std/fmt/colors";
import { z } from "zod";
import { type Door, scanAll } from "./batch.ts";
import { sourceLine, summary } from "./batch_report.ts";
import { NoArguments, readFlags } from "./flags.ts";
import { startStack } from "./stack/stack.ts";

const Flags = z.strictObject({
  _: NoArguments,
  db: z.string().min(1).default(".boardscan/data"),
});

/** The project's own door, or that of a local stack started for this scan. */
async function open(
  db: string,
): Promise<{ door: Door; close: () => Promise<void> }> {
  const apiUrl = Deno.env.get("SUPABASE_URL");
  const secretKey = Deno.env.get("SUPABASE_SECRET_KEY");
  if (apiUrl && secretKey) {
    return { door: { apiUrl, secretKey }, close: async () => {} };
  }
  if (apiUrl || secretKey) {
    throw new Error(
      "Cannot scan: SUPABASE_URL and SUPABASE_SECRET_KEY must both be set",
    );
  }
  const stack = await startStack({
    db,
    port: 0,
    boards: Deno.env.get("BOARD_GATEWAY_URL") ?? null,
    seed: true,
    log: (line) => console.error(dim(line)),
  });
  return {
    door: { apiUrl: stack.apiUrl, secretKey: stack.keys.secret },
    close: () => stack.stop(),
  };
}

async function main(): Promise<number> {
  const { db } = readFlags("deno task scan [--db DIR]", Flags);
  const { door, close } = await open(db);
  try {
    let told = 0;
    const { progress, wallMs } = await scanAll(
      door,
      (source, progress) => console.log(sourceLine(source, ++told, progress)),
    );
    console.log(`\n${summary(progress, wallMs)}`);
    return progress.failed === 0 ? 0 : 1;
  } finally {
    await close();
  }
}

Deno.exit(await main());

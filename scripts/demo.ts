/**
 * `deno task demo`: the whole machine on this laptop, scanning 49 simulated
 * boards through the real chain: request, net, function, RPC, view.
 *
 *   --db DIR|memory   where the data stays; default .boardscan/demo
 *   --changes         then lets the boards change, scans again and compares
 *   --top N           matches to show; default 10
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { format as bytes } from "@std/fmt/bytes";
import { bold, dim, green, red } from "@std/fmt/colors";
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import { type Progress, scanAll } from "./batch.ts";
import { seconds, sourceLine, summary } from "./batch_report.ts";
import { compare } from "./demo/changes.ts";
import { firstDay } from "./demo/first_day.ts";
import { type BoardsProcess, startBoards } from "./demo/simulated_boards.ts";
import { readMatches, renderMatches } from "./matches.ts";
import { type Stack, startStack } from "./stack/stack.ts";

const Flags = z.object({
  db: z.string().min(1).default(".boardscan/demo"),
  changes: z.boolean().default(false),
  top: z.coerce.number().int().min(0).default(10),
});

/** Enough to be seen on most boards. */
const CHANGE = { added: 120, changed: 120, removed: 80 };

async function scan(stack: Stack, title: string): Promise<Progress> {
  console.log(bold(`\n${title}`));
  let told = 0;
  const { progress, wallMs } = await scanAll(
    { apiUrl: stack.apiUrl, secretKey: stack.keys.secret },
    (source, progress) => console.log(sourceLine(source, ++told, progress)),
  );
  console.log(`\n${summary(progress, wallMs)}`);
  return progress;
}

/** True when the numbers of both sides agree. */
async function change(stack: Stack, boards: BoardsProcess): Promise<boolean> {
  const report = await boards.change(CHANGE);
  console.log(
    bold("\nThe boards change: ") +
      `${report.added} postings added, ${report.changed} changed, ${report.removed} removed`,
  );
  const found = [
    await scan(stack, "Scanning again"),
    await scan(
      stack,
      "And once more: pages shift, so those boards must lack a posting twice",
    ),
  ];
  console.log();
  const rows = compare(report, found);
  for (const { what, boards, scanner } of rows) {
    const mark = boards === scanner ? green("agrees") : red("DIFFERS");
    console.log(`${mark}  ${what}: boards ${boards}, scanner ${scanner}`);
  }
  return rows.every(({ boards, scanner }) => boards === scanner);
}

async function usage(stack: Stack, boards: BoardsProcess): Promise<string> {
  const lines = await Promise.all(stack.functions.map(async (one) => {
    const { cpuMs, peakRss } = await one.usage();
    return `${one.name}: ${seconds(cpuMs)} CPU, ${bytes(peakRss)} at most`;
  }));
  const { bytes: served } = await boards.statistics();
  return dim(
    `boards served ${bytes(served)}; ${lines.join("; ")} ` +
      "(an isolate on Supabase has 2 s and 256 MB)",
  );
}

async function showMatches(stack: Stack, top: number): Promise<void> {
  const client = createClient(stack.apiUrl, stack.keys.secret, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
  const { matches, total } = await readMatches(client, top);
  console.log(bold(`\nThe best of ${total} open matches`));
  console.log(renderMatches(matches, new Date()));
}

async function main(): Promise<boolean> {
  const flags = Flags.parse(parseArgs(Deno.args, {
    string: ["db", "top"],
    boolean: ["changes"],
  }));
  const startedAt = performance.now();
  const boards = await startBoards(await firstDay(flags.db));
  try {
    const stack = await startStack({
      db: flags.db,
      port: 0,
      boards: boards.url,
      seed: true,
      log: (line) => console.error(dim(line)),
    });
    try {
      console.log(
        `boardscan on ${stack.apiUrl}, ready in ${
          seconds(performance.now() - startedAt)
        }`,
      );
      const first = await scan(stack, "Scanning 49 simulated boards");
      const agrees = flags.changes ? await change(stack, boards) : true;
      await showMatches(stack, flags.top);
      console.log(await usage(stack, boards));
      if (flags.db !== "memory") {
        console.log(dim(`The data stays in ${flags.db}: see deno task jobs`));
      }
      return agrees && first.failed === 0;
    } finally {
      await stack.stop();
    }
  } finally {
    await boards.stop();
  }
}

Deno.exit(await main() ? 0 : 1);

/**
 * What `deno task demo` does: puts the boards and the stack up, scans, and shows
 * what came of it.
 *
 * @module
 */
import { format as bytes } from "@std/fmt/bytes";
import { bold, dim, green, red } from "@std/fmt/colors";
import { createClient } from "@supabase/supabase-js";
import { type Progress, scanAll } from "../batch.ts";
import { seconds, sourceLine, summary } from "../batch_report.ts";
import { readMatches, renderMatches } from "../matches.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { compare } from "./changes.ts";
import { firstDay } from "./first_day.ts";
import { noteChange, readPastChanges } from "./past_changes.ts";
import type { RunningBoards } from "./simulated_boards.ts";

/** Enough to be seen on most boards. */
const CHANGE = { added: 120, changed: 120, removed: 80 };

export interface DemoOptions {
  /** A folder, or `memory`. */
  readonly db: string;
  /** Whether the boards change after the scan, and are scanned again. */
  readonly changes: boolean;
  /** How many matches are shown. */
  readonly top: number;
  /** Puts the boards up as they were on a day. */
  readonly startBoards: (today: string) => Promise<RunningBoards>;
  /** One or more lines of what a person wants to see. */
  readonly print: (text: string) => void;
  /** A line about what went wrong in the background. */
  readonly log: (line: string) => void;
}

/** The demo while it runs. */
interface Demo extends DemoOptions {
  readonly boards: RunningBoards;
  readonly stack: Stack;
}

async function scan({ stack, print }: Demo, title: string): Promise<Progress> {
  print(bold(`\n${title}`));
  let told = 0;
  const { progress, wallMs } = await scanAll(
    { apiUrl: stack.apiUrl, secretKey: stack.keys.secret },
    (source, progress) => print(sourceLine(source, ++told, progress)),
  );
  print(`\n${summary(progress, wallMs)}`);
  return progress;
}

/** True when the numbers of both sides agree. */
async function change(demo: Demo): Promise<boolean> {
  const { boards, db, print } = demo;
  const report = await boards.change(CHANGE);
  await noteChange(db);
  print(
    bold("\nThe boards change: ") +
      `${report.added} postings added, ${report.changed} changed, ${report.removed} removed`,
  );
  const rows = compare(report, [
    await scan(demo, "Scanning again"),
    await scan(
      demo,
      "And once more: pages shift, so those boards must lack a posting twice",
    ),
  ]);
  print("");
  for (const { what, boards, scanner } of rows) {
    const mark = boards === scanner ? green("agrees") : red("DIFFERS");
    print(`${mark}  ${what}: boards ${boards}, scanner ${scanner}`);
  }
  return rows.every(({ boards, scanner }) => boards === scanner);
}

async function showMatches({ stack, top, print }: Demo): Promise<void> {
  const client = createClient(stack.apiUrl, stack.keys.secret, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
  const { matches, total } = await readMatches(client, top);
  print(bold(`\nThe best of ${total} open matches`));
  print(renderMatches(matches, new Date()));
}

async function showUsage({ stack, boards, print }: Demo): Promise<void> {
  const lines = await Promise.all(stack.functions.map(async (one) => {
    const { threadCpuMs, peakRss } = await one.usage();
    return `${one.name}: ${seconds(threadCpuMs)} CPU, ${
      bytes(peakRss)
    } at most`;
  }));
  const { bytes: served } = await boards.statistics();
  print(dim(
    `boards served ${bytes(served)}; ${lines.join("; ")} ` +
      "(an isolate on Supabase has 2 s and 256 MB)",
  ));
}

async function perform(demo: Demo): Promise<boolean> {
  const first = await scan(demo, "Scanning 49 simulated boards");
  const agrees = demo.changes ? await change(demo) : true;
  await showMatches(demo);
  await showUsage(demo);
  if (demo.db !== "memory") {
    demo.print(dim(`The data stays in ${demo.db}: see deno task jobs`));
  }
  return agrees && first.failed === 0;
}

/** True when every board was read, and the numbers of both sides agree. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const { db, startBoards, print, log } = options;
  const startedAt = performance.now();
  const boards = await startBoards(await firstDay(db));
  try {
    for (let past = await readPastChanges(db); past > 0; past--) {
      await boards.change(CHANGE);
    }
    const stack = await startStack({
      db,
      port: 0,
      boards: boards.url,
      seed: true,
      log,
    });
    try {
      const ready = seconds(performance.now() - startedAt);
      print(`boardscan on ${stack.apiUrl}, ready in ${ready}`);
      return await perform({ ...options, boards, stack });
    } finally {
      await stack.stop();
    }
  } finally {
    await boards.stop();
  }
}

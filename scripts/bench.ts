/**
 * `deno task bench`: what boardscan costs, measured, and held against its
 * budgets.
 *
 *   --db postgres://…|memory   a database that the bench may empty, or PGlite;
 *                              default: a server of its own where PostgreSQL is
 *                              installed, else PGlite
 *   --only a,b                 some tables
 *   --ladder                   the ladder alone: --only ladder
 *   --json                     one object on stdout
 *
 * @module
 */
import { bold, dim } from "@std/fmt/colors";
import { z } from "zod";
import { openBenchDatabase } from "./bench/bench_database.ts";
import { measureBigBoard } from "./bench/big_board.ts";
import { judge, type Values } from "./bench/budgets.ts";
import { measureBulk } from "./bench/bulk.ts";
import { measureChain } from "./bench/chain.ts";
import { measureConnections } from "./bench/connections.ts";
import { measureCost } from "./bench/cost.ts";
import { measureDispatch } from "./bench/dispatch.ts";
import { measureIngest } from "./bench/ingest.ts";
import { measureLadder } from "./bench/ladder/ladder.ts";
import { type Measured, showMeasured, showVerdict } from "./bench/measured.ts";
import { measureProviders } from "./bench/providers.ts";
import { timed } from "./bench/timing.ts";
import { measureSize } from "./bench/size.ts";
import { measureTimeline } from "./bench/timeline.ts";
import { measureUnchanged } from "./bench/unchanged.ts";
import { measureViews } from "./bench/views.ts";
import { NoArguments, readFlags } from "./flags.ts";

const TABLES = {
  ladder: measureLadder,
  chain: measureChain,
  timeline: measureTimeline,
  providers: measureProviders,
  big_board: measureBigBoard,
  unchanged: measureUnchanged,
  ingest: measureIngest,
  views: measureViews,
  dispatch: measureDispatch,
  cost: measureCost,
  bulk: measureBulk,
  size: measureSize,
  connections: measureConnections,
} as const;

const TableName = z.enum([
  "ladder",
  "chain",
  "timeline",
  "providers",
  "big_board",
  "unchanged",
  "ingest",
  "views",
  "dispatch",
  "cost",
  "bulk",
  "size",
  "connections",
]);

const USAGE = `bench.ts [--db postgres://…|memory] [--only ${
  TableName.options.join(",")
}] [--ladder] [--json]`;

const Flags = z.strictObject({
  _: NoArguments,
  db: z.string().regex(
    /^(?:postgres(?:ql)?:\/\/|memory$)/,
    "Wanted: postgres://… or memory",
  )
    .optional(),
  only: z.string().transform((names) => names.split(","))
    .pipe(z.array(TableName)).optional(),
  ladder: z.boolean().default(false),
  json: z.boolean().default(false),
});

if (import.meta.main) {
  const { db, only, ladder, json } = readFlags(USAGE, Flags, {
    ladder: false,
    json: false,
  });
  const wanted = ladder ? [TableName.enum.ladder] : only ?? TableName.options;
  const say = json ? console.error : console.log;
  const { database, url, server, close } = await openBenchDatabase(db ?? null);
  try {
    say(bold(server));
    const tables: Measured[] = [];
    let values: Values = {};
    for (const name of wanted) {
      const { ms, answer } = await timed(() => TABLES[name](database, url));
      tables.push(answer);
      values = { ...values, ...answer.values };
      say(showMeasured(answer));
      say(dim(`measured in ${(ms / 1_000).toFixed(0)} s on ${server}`));
    }
    const verdict = judge(values);
    say(showVerdict(verdict));
    if (json) {
      console.log(JSON.stringify({ server, ...verdict, tables }, null, 2));
    }
  } finally {
    await close();
  }
}

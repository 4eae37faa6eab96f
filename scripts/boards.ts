/**
 * Serves the simulated boards on loopback until it is stopped:
 * `deno run -A scripts/boards.ts [--port 0] [--seed 1] [--latency 1] [--postings 1] [--today 2026-01-31]`.
 *
 * Prints the BOARD_GATEWAY_URL that sends a scanner to them, then `ready`.
 *
 * @module
 */
import { z } from "zod";
import { createControl } from "./boards/control.ts";
import { createBoards } from "./boards/mod.ts";
import { NoArguments, Port, readFlags } from "./flags.ts";

const USAGE =
  "boards.ts [--port 0] [--seed 1] [--latency 1] [--postings 1] [--today 2026-01-31]";

/** How long requests that are under way may take once the end was asked for. */
const GRACE_MS = 500;

const Flags = z.strictObject({
  _: NoArguments,
  port: Port.default(0),
  seed: z.coerce.number().int().default(1),
  latency: z.coerce.number().min(0).default(1),
  postings: z.coerce.number().positive().default(1),
  /** The postings are dated from it; without it, from now. */
  today: z.iso.date().optional(),
});

if (import.meta.main) {
  const { port, seed, latency, postings, today } = readFlags(USAGE, Flags);
  const handle = createControl(
    createBoards({
      seed,
      latencyScale: latency,
      postingsScale: postings,
      ...(today && { now: () => new Date(today) }),
    }),
  );
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port,
    onListen({ port }) {
      console.log(`BOARD_GATEWAY_URL="http://127.0.0.1:${port}"`);
      console.log("ready");
    },
  }, handle);

  const stop = () => {
    // A board that was told to hang would hold the end back.
    setTimeout(() => Deno.exit(0), GRACE_MS);
    server.shutdown().then(() => Deno.exit(0));
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
}

/**
 * The simulated boards in a process of their own, so that they take no time
 * from the thread that follows the scan.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { chooseRegistry, registryFlags } from "../deno.ts";
import { TextLineStream } from "../stack/edge/lines.ts";

const COMMAND = new URL("../boards.ts", import.meta.url);
const CONFIG = new URL("../../deno.json", import.meta.url);

const Change = z.object({
  externalId: z.string(),
  fitsBefore: z.boolean(),
  fitsAfter: z.boolean(),
});

const ChangeReport = z.object({
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  boards: z.array(z.object({
    company: z.string(),
    provider: z.string(),
    added: z.array(Change),
    changed: z.array(Change),
    removed: z.array(Change),
  })),
});

export type ChangeReport = z.infer<typeof ChangeReport>;

const Statistics = z.object({
  requests: z.number(),
  bytes: z.number(),
  slowest: z.object({ company: z.string(), networkMs: z.number() }),
});

export type Statistics = z.infer<typeof Statistics>;

/** Boards that are up, wherever they run. */
export interface RunningBoards {
  /** For BOARD_GATEWAY_URL. */
  readonly url: string;
  change(
    wanted: { added: number; changed: number; removed: number },
  ): Promise<ChangeReport>;
  statistics(): Promise<Statistics>;
  stop(): Promise<void>;
}

/** Boards at an address, by their back door; `stop` takes them down. */
export function controlBoards(
  url: string,
  stop: () => Promise<void>,
): RunningBoards {
  async function control(path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(
      `${url}/__boards/${path}`,
      body === undefined ? {} : { method: "POST", body: JSON.stringify(body) },
    );
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(
        `Cannot control the simulated boards: ${response.status}`,
      );
    }
    return await response.json();
  }
  return {
    url,
    change: async (wanted) =>
      ChangeReport.parse(await control("change", wanted)),
    statistics: async () => Statistics.parse(await control("statistics")),
    stop,
  };
}

/** Puts the boards up as they were on the day `today`; `flags` are more of those of scripts/boards.ts. */
export async function startBoards(
  today: string,
  flags: readonly string[] = [],
): Promise<RunningBoards> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      // A board that hangs must see that its caller has gone.
      "--unstable-no-legacy-abort",
      "--allow-net=127.0.0.1",
      "--allow-read",
      `--config=${fileURLToPath(CONFIG)}`,
      ...registryFlags(await chooseRegistry()),
      COMMAND.href,
      `--today=${today}`,
      ...flags,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();

  const ready = Promise.withResolvers<string>();
  child.status.then(({ code }) =>
    ready.reject(new Error(`Cannot start the simulated boards: exit ${code}`))
  );
  const heard = (async () => {
    const lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    let url = "";
    for await (const line of lines) {
      url = /^BOARD_GATEWAY_URL="(.+)"$/.exec(line)?.[1] ?? url;
      if (line === "ready") ready.resolve(url);
    }
  })();
  const url = await ready.promise;

  return controlBoards(url, async () => {
    try {
      child.kill("SIGTERM");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended already
    }
    await child.status;
    await heard;
  });
}

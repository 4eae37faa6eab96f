/**
 * One board of each provider, a database, and the scanner between them, all in
 * this process. Imported by tests only.
 *
 * @module
 */
import { assert } from "@std/assert";
import { createBoards } from "../../../scripts/boards/mod.ts";
import {
  type BoardDefinition,
  CATALOGUE,
} from "../../../scripts/boards/catalogue.ts";
import { MORE_BOARDS } from "../../../scripts/boards/more_boards.ts";
import type { AsRole, Database } from "../../../scripts/stack/database.ts";
import { createGate } from "../../functions/_shared/gate.ts";
import { jsonLdBoard } from "../../functions/_shared/providers/json_ld.ts";
import {
  providerById,
  PROVIDERS,
} from "../../functions/_shared/providers/mod.ts";
import type { Provider } from "../../functions/_shared/providers/types.ts";
import { createReporter } from "../../functions/_shared/report.ts";
import type { Rpc } from "../../functions/_shared/rpc.ts";
import { runScan } from "../../functions/_shared/scan.ts";
import { source } from "../testing/builders.ts";
import { createReset, openTestDatabase } from "../testing/database.ts";
import { Answer } from "../testing/read.ts";
import { dispatched } from "../testing/scans.ts";
import { createClock } from "./clock.ts";

/** Pages of these hold 20 or 100 adverts; three pages are needed to repeat one in the middle. */
const POSTINGS: Readonly<Record<string, number>> = {
  workday: 55,
  smartrecruiters: 230,
  teamtailor: 230,
};
const FEW_POSTINGS = 14;

/** One board that is watched. */
export interface Watched {
  /** As the tables name it. */
  readonly name: string;
  readonly company: string;
  readonly provider: Provider<unknown>;
  readonly host: string;
  readonly sourceId: number;
}

/** The first board of each provider, and one more of json_ld: its sites list their adverts in two ways. */
function catalogue(): { name: string; definition: BoardDefinition }[] {
  const all = [...CATALOGUE, ...MORE_BOARDS];
  return PROVIDERS.flatMap(({ id }) => {
    const own = all.filter(({ provider }) => provider === id);
    assert(own.length > 0, `No simulated board of ${id}`);
    return own.slice(0, id === "json_ld" ? 2 : 1).map((definition, at) => ({
      name: at === 0 ? id : `${id} (page)`,
      definition: { ...definition, postings: POSTINGS[id] ?? FEW_POSTINGS },
    }));
  });
}

const SERVICE: AsRole = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/",
};

const SQL_TYPES: Readonly<Record<string, string>> = {
  scan_id: "uuid",
  last: "boolean",
};

/** The doors by name, as the API has them for supabase-js. */
function rpcOf(database: Database): Rpc {
  return async function rpc(door, args) {
    const named = Object.keys(args).map((name, at) =>
      `${name} => $${at + 1}::text::${SQL_TYPES[name] ?? "jsonb"}`
    );
    const { rows } = await database.queryAs(
      SERVICE,
      `select to_jsonb(public.${door}(${named.join()}))::text as answer`,
      Object.values(args).map((value) =>
        typeof value === "string" ? value : JSON.stringify(value)
      ),
    );
    const [{ answer }] = Answer.parse(rows);
    return answer === null ? null : JSON.parse(answer);
  };
}

export async function openWorld() {
  const database = await openTestDatabase();
  // A server keeps what another file left there.
  await (await createReset(database))();
  // Politeness would only use up the time of a scan.
  await database.execute(
    "update scanner.hosts set requests_per_second = null",
  );
  const clock = createClock(new Date("2026-03-01T06:00:00Z"));
  const listed = catalogue();
  const boards = createBoards({
    catalogue: listed.map(({ definition }) => definition),
    latencyScale: 0,
    now: clock.now,
    wait: (ms, signal) =>
      ms > 0 ? clock.sleep(ms, signal).catch(() => {}) : Promise.resolve(),
  });

  const watched: Watched[] = [];
  for (const { name, definition: { company, url, provider: id } } of listed) {
    const provider = providerById(id);
    const address = new URL(url);
    const board = provider.match(address) ?? jsonLdBoard(address);
    const [host = ""] = provider.hosts(board);
    const sourceId = await source(database, {
      url,
      company,
      host,
      provider: id,
      board: board.key,
    });
    watched.push({ name, company, provider, host, sourceId });
  }

  async function ask(input: string | URL | Request, init?: RequestInit) {
    const request = new Request(input, init);
    const answer = await boards.handle(request);
    request.signal.throwIfAborted();
    return answer;
  }

  return {
    database,
    boards,
    watched,
    now: clock.now,
    /** A whole scan; answers its id. */
    async scan({ sourceId }: Watched): Promise<string> {
      const scanId = await dispatched(database, sourceId);
      await runScan(scanId, {
        reporter: createReporter(rpcOf(database)),
        fetch: ask,
        gateway: new URL("http://boards.example"),
        resolveHost: () => Promise.reject(new Error("Unexpected look-up")),
        gate: createGate(),
        now: clock.now,
        after: clock.after,
        random: () => 0.5,
        sleep: clock.sleep,
        log: () => {},
      });
      // Only what is asked for is scanned.
      await database.query(
        "update public.job_sources set next_scan_at = '2999-01-01' where id = $1::text::bigint",
        [sourceId],
      );
      return scanId;
    },
    close: () => database.close(),
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

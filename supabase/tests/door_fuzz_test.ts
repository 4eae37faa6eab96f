/**
 * What anybody on the internet can throw at the functions: nothing of it is
 * a fault of theirs, fills their memory or leaves a trace.
 */
import { assert, assertEquals } from "@std/assert";
import { pooledMap } from "@std/async/pool";
import fc from "fast-check";
import { type Garbage, garbage } from "./door/garbage.ts";
import { send } from "./door/wire.ts";
import { startWorld, type World } from "./door/world.ts";
import { everything, insert, rows } from "./testing.ts";

const SEED = 20_261_121;
const A_THOUSAND = 1_000;
const MADE_UP = 10_000;
const AT_ONCE = 16;
/** Of the second thousand over the first. */
const MOST_GROWTH = 1.25;
/** What those say that check nobody, and what the server before them does of a head that is too large. */
const OPEN_DOORS_SAY = [202, 400, 405, 413, 431];
const LINES_A_MINUTE = 20;

interface Answered {
  readonly request: Garbage;
  readonly status: number | null;
}

async function throwAll(
  world: World,
  requests: readonly Garbage[],
): Promise<Answered[]> {
  const answered: Answered[] = [];
  const all = pooledMap(AT_ONCE, requests, async (request) => ({
    request,
    status: await send(
      request.isDirect ? world.theFunction(request.door).url : world.apiUrl,
      request,
    ),
  }));
  for await (const one of all) answered.push(one);
  await world.quiet();
  return answered;
}

function show({ request, status }: Answered): string {
  const { isDirect, method, target, headers, body } = request;
  const head = headers.map((pair) => pair.join(": ")).join(" | ");
  const text = new TextDecoder().decode(body.subarray(0, 200));
  return `${status} ${isDirect ? "direct " : ""}${method} ${
    target.slice(0, 200)
  } | ${head.slice(0, 600)} | ${text}`;
}

/** How often each status was answered; `-`: hung up. */
function tally(answered: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { request, status } of answered) {
    const name = `${request.door} ${status ?? "-"}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted().map(([name, count]) => `${name}: ${count}`)
    .join(", ");
}

async function memory(world: World): Promise<number[]> {
  const all = await Promise.all(world.functions.map((one) => one.usage()));
  return all.map(({ rss }) => rss);
}

Deno.test("what nobody should send breaks nothing", async (t) => {
  await using world = await startWorld({ companies: [] });
  const { database, keys } = world;
  const { url } = world.theFunction("scan-source");
  await insert(database, "public.search_filters", { name: "all" });
  const requests = fc.sample(garbage(keys.secret), {
    seed: SEED,
    numRuns: 2 * A_THOUSAND,
  });

  await t.step(
    "10,000 made-up scan ids: all taken, no row changed, few lines",
    async () => {
      const before = await everything(database);
      const linesBefore = world.lines.length;
      const startedAt = Date.now();
      const statuses = new Map<number, number>();
      const ids = Array.from({ length: MADE_UP }, () => crypto.randomUUID());
      const all = pooledMap(AT_ONCE, ids, async (scan_id) => {
        const response = await fetch(`${url}/scan-source`, {
          method: "POST",
          body: JSON.stringify({ scan_id }),
        });
        await response.body?.cancel();
        return response.status;
      });
      for await (const status of all) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      await world.quiet();
      assertEquals([...statuses], [[202, MADE_UP]]);
      assertEquals(await everything(database), before);
      assertEquals(
        await rows(database, "select id from net.http_request_queue"),
        [],
      );
      const minutes = Math.ceil((Date.now() - startedAt) / 60_000) + 1;
      const written = world.lines.length - linesBefore;
      // One more a minute says how many were left out.
      assert(
        written <= minutes * (LINES_A_MINUTE + 1),
        `${written} lines in ${minutes} minutes`,
      );
    },
  );

  await t.step(
    "2,000 malformed requests: no 5xx, no crash, no growth",
    async () => {
      const first = await throwAll(world, requests.slice(0, A_THOUSAND));
      const before = await memory(world);
      const second = await throwAll(world, requests.slice(A_THOUSAND));
      // Nobody would have started a function again: it answers, so it lives.
      const after = await memory(world);
      const answered = [...first, ...second];
      console.log(tally(answered));

      const faults = answered.filter(({ status }) => (status ?? 0) >= 500);
      assertEquals(faults.map(show), []);
      const odd = answered.filter(({ request, status }) =>
        request.door !== "scan" && request.isDirect &&
        status !== null && !OPEN_DOORS_SAY.includes(status)
      );
      assertEquals(odd.map(show), []);
      for (const [at, rss] of after.entries()) {
        const growth = rss / (before[at] ?? 0);
        assert(
          growth <= MOST_GROWTH,
          `${world.functions[at]?.name}: ${growth}`,
        );
      }
    },
  );
});

/** What a first look at an advert says, against what reading it says. */
import { assert, assertEquals } from "@std/assert";
import { collect } from "../collect.ts";
import { createJudge } from "../judge.ts";
import { assertGlance, NOW, readContext } from "../testing.ts";
import { FILTERS } from "../testdata/corpus.ts";
import type { Filter } from "../work_order.ts";
import { createWriter } from "../writer.ts";
import { PROVIDERS } from "./mod.ts";
import { simulate, type Simulated } from "./testdata/simulated_board.ts";
import type { Provider } from "./types.ts";

const ADVERTS = 45;
const GLANCING = PROVIDERS.filter(({ glance }) => glance !== undefined);
const JUNK = [null, undefined, 0, 1.5, "", " x\0 ", "\ud800", [], {}, true];

function httpOf({ way }: Simulated) {
  return way((_, text) => text).http;
}

async function advertsOf(simulated: Simulated): Promise<unknown[]> {
  const { provider, board } = simulated;
  const adverts: unknown[] = [];
  for await (
    const page of provider.pages(board, readContext(httpOf(simulated)))
  ) adverts.push(...page);
  return adverts;
}

/** The advert itself, and with each of its fields wrong in every way. */
function* spoilt(advert: unknown): Generator<unknown> {
  yield advert;
  assert(typeof advert === "object" && advert !== null);
  for (const field of Object.keys(advert)) {
    for (const junk of JUNK) yield { ...advert, [field]: junk };
  }
}

function withoutGlance(provider: Provider<unknown>): Provider<unknown> {
  const { glance: _, ...others } = provider;
  return others;
}

/** What a scan would write and report. */
async function scan(
  simulated: Simulated,
  provider: Provider<unknown>,
  filters: readonly Filter[],
) {
  const writer = createWriter({
    judge: createJudge(filters),
    scope: { provider: provider.id, sourceId: 1, tenant: null },
    unknown: provider.unknown,
    write: () => Promise.resolve(),
  });
  const pages = collect(
    provider,
    simulated.board,
    readContext(httpOf(simulated)),
  );
  while (true) {
    const { value, done } = await pages.next();
    if (done) {
      return {
        collection: value,
        rows: await writer.end(),
        company: writer.company(),
      };
    }
    await writer.take(value);
  }
}

for (const provider of GLANCING) {
  Deno.test(`${provider.id} says at first sight what it says of an advert that was read`, async () => {
    const simulated = simulate(provider, 3);
    const { board } = simulated;
    for (const whole of await advertsOf(simulated)) {
      for (const advert of spoilt(whole)) {
        const raw = provider.raw.safeParse(advert);
        if (!raw.success) continue;
        const posting = provider.normalise(raw.data, { board, now: NOW });
        assertGlance(provider, advert, posting);
      }
    }
  });

  Deno.test(`${provider.id}'s postings are the same whether adverts are read at once or when their title is wanted`, async () => {
    const simulated = simulate(provider, ADVERTS);
    for (const filters of [[], ...FILTERS.map((one) => [one]), FILTERS]) {
      assertEquals(
        await scan(simulated, provider, filters),
        await scan(simulated, withoutGlance(provider), filters),
      );
    }
  });
}

Deno.test("the providers of most adverts need not read those that nobody wants", () => {
  assertEquals(
    GLANCING.map(({ id }) => id).sort(),
    ["ashby", "greenhouse", "lever", "smartrecruiters", "workday"],
  );
});

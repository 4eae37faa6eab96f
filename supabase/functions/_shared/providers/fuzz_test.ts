/**
 * Boards that answer something near the truth: whatever it is, reading them ends
 * in a ScanError or in postings that can be stored, and a listing that lacks an
 * advert which the board still shows never passes for complete.
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { createJudge } from "../judge.ts";
import { parseJson } from "../parse_json.ts";
import type { Posting } from "../posting.ts";
import { toRow } from "../rows.ts";
import { readContext } from "../testing.ts";
import { PROVIDERS } from "./mod.ts";
import { damage, textDamage } from "./testdata/damage.ts";
import {
  type Outcome,
  readSpoilt,
  simulate,
  type Simulated,
  type Spoil,
} from "./testdata/simulated_board.ts";

// The same damage each time, so that a change that fails is the one to blame.
const SEED = Number(Deno.env.get("BOARDSCAN_FUZZ_SEED") ?? 20_260_301);
const RUNS = Number(Deno.env.get("BOARDSCAN_FUZZ_RUNS") ?? 200);

const POSTINGS = 7;

/** Where the answers of a list have their adverts and their total. */
const LISTS: Readonly<Record<string, { list: string | null; total?: string }>> =
  {
    greenhouse: { list: "jobs", total: "meta.total" },
    lever: { list: null },
    ashby: { list: "jobs" },
    workday: { list: "jobPostings", total: "total" },
    smartrecruiters: { list: "content", total: "totalFound" },
    workable: { list: "jobs" },
    recruitee: { list: "offers" },
    rippling: { list: null },
    pinpoint: { list: "data" },
    breezy: { list: null },
    bamboohr: { list: "result", total: "meta.totalCount" },
    teamtailor: { list: "items" },
  };

function partOf(value: unknown, path: string | null): unknown {
  return (path?.split(".") ?? []).reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? Object.entries(part).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
}

const judge = createJudge([]);

/** What Postgres and a reader ask of a posting. */
function assertSound(posting: Posting, { provider }: Simulated): void {
  const { externalId, url } = posting;
  const scope = { provider: provider.id, sourceId: 1, tenant: null };
  const row = toRow(posting, judge(posting, []), scope, []);
  const text = JSON.stringify(row);
  assert(!/\\u(?:0000|d[89a-f])/i.test(text), `Not storable: ${text}`);
  assert(externalId !== "", "no id");
  assert(String(row.title).trim() !== "", "no title");
  assert(externalId.length <= 1_000, "long id");
  const { protocol, href } = new URL(url);
  assert(protocol === "https:" && href === url, url);
  for (const amount of [posting.salaryMin, posting.salaryMax]) {
    assert(amount === null || (Number.isFinite(amount) && amount > 0));
  }
  assert(!posting.postedAt || !Number.isNaN(posting.postedAt.getTime()));
}

async function outcomeOf(
  simulated: Simulated,
  spoil: Spoil,
): Promise<Outcome | null> {
  try {
    const outcome = await readSpoilt(simulated, spoil);
    for (const posting of outcome.postings) assertSound(posting, simulated);
    if (!outcome.listing.complete) assert(outcome.listing.reason);
    return outcome;
  } catch (error) {
    if (error instanceof ScanError) return null;
    throw error;
  }
}

function isUnlisted(advert: unknown): boolean {
  return partOf(advert, "isListed") === false;
}

/** Holds a complete listing against the answers that it was read from. */
function assertNothingIsMissing(
  { provider, board }: Simulated,
  { listing, seenIds, postings, answers }: Outcome,
): void {
  if (!listing.complete || listing.cursor !== undefined) return;
  const where = LISTS[provider.id];
  assert(where, `Where are the adverts of ${provider.id}?`);
  const seen = new Set(seenIds);
  const totals: number[] = [];
  let count = 0;
  for (const text of answers.values()) {
    const answer = parseJson(text, "");
    const adverts = z.array(z.unknown()).parse(partOf(answer, where.list));
    const total = where.total && partOf(answer, where.total);
    if (typeof total === "number") totals.push(total);
    for (const advert of adverts) {
      if (isUnlisted(advert)) continue;
      count++;
      const { externalId } = provider.normalise(
        provider.raw.parse(advert),
        { board, now: new Date(0) },
      );
      assert(
        seen.has(externalId.replaceAll("\0", "").toWellFormed()),
        "unseen",
      );
    }
  }
  assertEquals(seen.size, postings.length);
  if (totals.length > 0) {
    assert(Math.min(count, postings.length) >= 0);
    assert(count >= Math.max(...totals), "fewer than the board says");
  }
}

const PARAMETERS = { seed: SEED, numRuns: RUNS, timeout: 100000 };

function asJson(spoil: (value: unknown) => unknown) {
  return (text: string) => JSON.stringify(spoil(JSON.parse(text))) ?? "";
}

for (const provider of PROVIDERS) {
  const { id } = provider;
  if (!LISTS[id]) continue;
  Deno.test(`${id} never breaks on answers gone wrong, nor misses an advert of them (seed ${SEED})`, async () => {
    const simulated = simulate(provider, POSTINGS);
    const sound = await readSpoilt(simulated, (_, text) => text);
    assertEquals(sound.listing.complete, true);
    assertEquals([...sound.seenIds].sort(), [...simulated.ids].sort());
    const tally = { failed: 0, partial: 0, complete: 0 };
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(), async (spoilt, answer) => {
        const names = [...sound.answers.keys()];
        const chosen = names[answer % names.length];
        const outcome = await outcomeOf(
          simulated,
          (name, text) => name === chosen ? asJson(spoilt)(text) : text,
        );
        tally[
          !outcome
            ? "failed"
            : outcome.listing.complete
            ? "complete"
            : "partial"
        ]++;
        if (outcome) assertNothingIsMissing(simulated, outcome);
      }),
      PARAMETERS,
    );
    console.log(id, tally);
  });
}

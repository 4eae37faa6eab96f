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
import { providerById, PROVIDERS } from "./mod.ts";
import { type Damage, damage, textDamage } from "./testdata/damage.ts";
import {
  type Outcome,
  readSpoilt,
  simulate,
  type Simulated,
  type Spoil,
} from "./testdata/simulated_board.ts";
import {
  advertsIn,
  partOf,
  positionsIn,
  spoilBlocks,
  spoilFeed,
  spoilJson,
} from "./testdata/spoil.ts";

// The same damage each time, so that a change that fails is the one to blame.
const SEED = Number(Deno.env.get("BOARDSCAN_FUZZ_SEED") ?? 20_260_301);
const RUNS = Number(Deno.env.get("BOARDSCAN_FUZZ_RUNS") ?? 200);

const POSTINGS = 7;

/** Enough for several pages. */
const PAGED: Readonly<Record<string, number>> = {
  workday: 45,
  smartrecruiters: 203,
  teamtailor: 104,
};

/** Where the answers of a list have their adverts and their total. */
interface Lists {
  readonly list: string | null;
  readonly total?: string;
  /** True: what later pages say of it does not count. */
  readonly onFirst?: boolean;
  /** Where an answer names the one after it. */
  readonly next?: string;
}

const LISTS: Readonly<Record<string, Lists>> = {
  greenhouse: { list: "jobs", total: "meta.total" },
  lever: { list: null },
  ashby: { list: "jobs" },
  workday: { list: "jobPostings", total: "total", onFirst: true },
  smartrecruiters: { list: "content", total: "totalFound" },
  workable: { list: "jobs" },
  recruitee: { list: "offers" },
  rippling: { list: null },
  pinpoint: { list: "data" },
  breezy: { list: null },
  bamboohr: { list: "result", total: "meta.totalCount" },
  teamtailor: { list: "items", next: "next_url" },
};

/** These have tests of their own below. */
const NO_JSON = new Set(["personio", "json_ld"]);

/** Of an index, whose rows hold a number beside it. */
const MAX_KEY_BYTES = 2_600;

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
  for (const key of [externalId, String(row.role_key)]) {
    assert(new TextEncoder().encode(key).length <= MAX_KEY_BYTES, "long key");
  }
  const { protocol, href } = new URL(url);
  // Careers pages of a company's own may be on http.
  const isOpen = protocol === "https:" ||
    (protocol === "http:" && provider.id === "json_ld");
  assert(isOpen && href === url, url);
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
  { listing, seenIds }: Outcome,
  answers: readonly string[],
): void {
  if (!listing.complete || listing.cursor !== undefined) return;
  const where = LISTS[provider.id];
  assert(where, `Where are the adverts of ${provider.id}?`);
  const seen = new Set(seenIds);
  const listed = new Set<unknown>();
  let total = 0;
  for (const [at, text] of answers.entries()) {
    const answer = parseJson(text, "");
    const adverts = z.array(z.unknown()).parse(partOf(answer, where.list));
    const said = where.total && partOf(answer, where.total);
    const counts = at === 0 || !where.onFirst;
    if (counts && typeof said === "number") total = Math.max(total, said);
    for (const advert of adverts) {
      if (isUnlisted(advert)) continue;
      listed.add(JSON.stringify(advert));
      const { externalId } = provider.normalise(
        provider.raw.parse(advert),
        { board, now: new Date(0) },
      );
      assert(
        seen.has(externalId.replaceAll("\0", "").toWellFormed()),
        `Advert ${externalId} is missing`,
      );
    }
    // A page that names no other is the last one for everybody.
    const next = where.next && partOf(answer, where.next);
    if (where.next && !/\S/.test(String(next ?? ""))) break;
  }
  assert(listed.size >= total, `There are fewer than ${total}`);
}

/** How often each end was come to: where one is never, the damage proves little. */
function createTally() {
  const tally = { failed: 0, partial: 0, complete: 0 };
  return {
    count(outcome: Outcome | null): void {
      if (!outcome) tally.failed++;
      else tally[outcome.listing.complete ? "complete" : "partial"]++;
    },
    assertVaried(): void {
      const least = RUNS / 100;
      assert(
        Object.values(tally).every((times) => times >= least),
        JSON.stringify(tally),
      );
    },
  };
}

/** Reads a board that answers the truth. */
async function readSound(simulated: Simulated): Promise<Outcome> {
  const sound = await readSpoilt(simulated, (_, text) => text);
  assertEquals(sound.listing.complete, true);
  assertEquals([...sound.seenIds].sort(), [...simulated.ids].sort());
  return sound;
}

/** Which answer is spoilt, and how. */
interface Aim {
  readonly answer: number;
  readonly at: "adverts" | "anything" | "total";
  readonly spoil: Damage;
  readonly total: number;
}

const AT: readonly Aim["at"][] = ["adverts", "adverts", "anything", "total"];

const aim: fc.Arbitrary<Aim> = fc.record({
  answer: fc.nat(),
  at: fc.constantFrom(...AT),
  spoil: damage,
  total: fc.nat(250),
});

/** The text of an answer after what was aimed at it. */
function hit(text: string, { at, spoil, total }: Aim, where: Lists): string {
  if (at === "adverts") return spoilJson(text, where.list, spoil);
  return at === "total" && where.total
    ? spoilJson(text, where.total, () => total)
    : spoilJson(text, null, spoil);
}

for (const provider of PROVIDERS) {
  const where = LISTS[provider.id];
  if (NO_JSON.has(provider.id)) continue;
  assert(where, `Where are the adverts of ${provider.id}?`);
  const paged = PAGED[provider.id];
  const sizes: [number, number][] = [[POSTINGS, RUNS]];
  if (paged) sizes.push([paged, Math.ceil(RUNS / 4)]);
  for (const [postings, numRuns] of sizes) {
    Deno.test(`${provider.id} never breaks on answers about ${postings} adverts gone wrong, nor misses one of them (seed ${SEED})`, async () => {
      const simulated = simulate(provider, postings);
      const sound = await readSound(simulated);
      const names = [...sound.answers.keys()];
      const tally = createTally();
      await fc.assert(
        fc.asyncProperty(aim, async (aimed) => {
          const chosen = names[aimed.answer % names.length];
          const spoil: Spoil = (name, text) =>
            name === chosen ? hit(text, aimed, where) : text;
          const outcome = await outcomeOf(simulated, spoil);
          tally.count(outcome);
          if (!outcome) return;
          const answers = [...sound.answers].map(([name, text]) =>
            spoil(name, text)
          );
          assertNothingIsMissing(simulated, outcome, answers);
        }),
        { seed: SEED, numRuns },
      );
      tally.assertVaried();
    });
  }
}

Deno.test(`personio never breaks on feeds gone wrong, nor misses a position of one (seed ${SEED})`, async () => {
  const simulated = simulate(providerById("personio"), POSTINGS);
  await readSound(simulated);
  const tally = createTally();
  await fc.assert(
    fc.asyncProperty(
      damage,
      fc.option(textDamage, { freq: 1 }),
      fc.boolean(),
      async (spoil, spoilText, inOwnLanguage) => {
        const outcome = await outcomeOf(simulated, (name, text) => {
          if (name.includes("language") === inOwnLanguage) return text;
          return spoilText?.(text) ?? spoilFeed(text, spoil);
        });
        tally.count(outcome);
        if (!outcome?.listing.complete) return;
        const [first = ""] = outcome.answers.values();
        for (const position of positionsIn(first)) {
          const id = /<id>\s*([^<]*?)\s*<\/id>/.exec(position)?.[1];
          assert(
            id && outcome.seenIds.includes(id),
            `Position ${id} is missing`,
          );
        }
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
  tally.assertVaried();
});

for (const company of ["Teamtailor", "Polestar"]) {
  Deno.test(`json_ld never breaks on pages like ${company}'s gone wrong, nor misses an advert of them (seed ${SEED})`, async () => {
    const simulated = simulate(providerById("json_ld"), POSTINGS, company);
    const names = [...(await readSound(simulated)).answers.keys()];
    const tally = createTally();
    await fc.assert(
      fc.asyncProperty(
        damage,
        fc.option(textDamage, { freq: 1 }),
        fc.nat(),
        async (spoil, spoilText, answer) => {
          const chosen = names[answer % names.length];
          const outcome = await outcomeOf(simulated, (name, text) => {
            if (name !== chosen) return text;
            return spoilText?.(text) ?? spoilBlocks(text, spoil);
          });
          tally.count(outcome);
          if (spoilText || !outcome?.listing.complete) return;
          for (const id of [...outcome.answers.values()].flatMap(advertsIn)) {
            if (!simulated.ids.includes(id)) continue;
            assert(outcome.seenIds.includes(id), `Advert ${id} is missing`);
          }
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });
}

for (const provider of PROVIDERS) {
  const { detail } = provider;
  if (!detail) continue;
  Deno.test(`${provider.id}.detail() never breaks on an answer gone wrong (seed ${SEED})`, async () => {
    const simulated = simulate(provider, 1);
    const { board, way } = simulated;
    const { postings: [posting] } = await readSpoilt(
      simulated,
      (_, text) => text,
    );
    assert(posting);
    const read = (spoil: Spoil) =>
      detail(posting, { ...readContext(way(spoil).http), board });
    assert((await read((_, text) => text)).description?.());
    await fc.assert(
      fc.asyncProperty(
        damage,
        fc.option(textDamage, { freq: 1 }),
        async (spoil, spoilText) => {
          const told = await read((_, text) =>
            spoilText?.(text) ??
              (text.startsWith("<")
                ? spoilBlocks(text, spoil)
                : spoilJson(text, null, spoil))
          ).catch((error) => {
            if (error instanceof ScanError) return {};
            throw error;
          });
          assertSound({ ...posting, ...told }, simulated);
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });
}

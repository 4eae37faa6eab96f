/**
 * Answers near real ones: what a board might say on a bad day, and what a
 * provider owes us then. Imported by tests only.
 *
 * @module
 */
import { assert, assertArrayIncludes } from "@std/assert";
import fc from "fast-check";
import { ScanError } from "../../errors.ts";
import { storable } from "../../storable.ts";
import { type OneAnswer, readAnswer } from "./one_answer.ts";

/** What may stand where something else is expected; undefined: nothing at all. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  "",
  " ",
  "0",
  "\0",
  "\ud800",
  "//other.example/x",
  "javascript:alert(1)",
  "http://acme.example/%zz?a b",
  "<p>".repeat(500),
  "9999-99-99",
  [],
  [null],
  [[]],
  {},
  { name: {} },
];

function* placesIn(
  value: unknown,
  place: readonly string[] = [],
): Generator<readonly string[]> {
  yield place;
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    yield* placesIn(part, [...place, key]);
  }
}

function replaced(
  value: unknown,
  [key, ...rest]: readonly string[],
  by: unknown,
): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((part, at) =>
      String(at) === key ? replaced(part, rest, by) : part
    );
  }
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, part]) => [
      name,
      name === key ? replaced(part, rest, by) : part,
    ]),
  );
}

/** The answer with up to four of its parts, of any depth, gone wrong. */
export function mutationsOf(answer: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), fc.constantFrom(...WRONG));
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const wrong = changes.reduce<unknown>((sofar, [at, by]) => {
      const places = [...placesIn(sofar)];
      return replaced(sofar, places[at % places.length] ?? [], by);
    }, answer);
    return JSON.parse(JSON.stringify(wrong) ?? "null");
  });
}

function part(value: unknown, key: string | null): unknown {
  if (key === null) return value;
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/**
 * Whatever was answered: it ends in a ScanError or in postings that can be
 * stored and opened, and a complete listing names every advert of the answer.
 */
export async function assertHonest<Raw>(
  read: OneAnswer<Raw>,
  answer: unknown,
): Promise<void> {
  const outcome = await readAnswer(read, answer).catch((error) => {
    if (error instanceof ScanError) return null;
    throw error;
  });
  if (!outcome) return;
  const { postings, listing } = outcome;
  for (const { title, url, description } of postings) {
    assert(title.trim());
    const { protocol, href } = new URL(url);
    assert(protocol === "https:" && href === url, url);
    description?.();
  }
  if (!listing.complete) {
    assert(listing.reason);
    return;
  }
  const listed = part(answer, read.list);
  assert(Array.isArray(listed), "complete without a list");
  assertArrayIncludes(
    postings.map(({ externalId }) => externalId),
    listed.map((advert) => storable(String(part(advert, read.id)))),
  );
}

/** Tries `assertHonest` on mutations of a sound answer. */
export async function assertHonestWhenMutated<Raw>(
  read: OneAnswer<Raw>,
  sound: unknown,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      mutationsOf(sound),
      (answer) => assertHonest(read, answer),
    ),
    { numRuns: 400 },
  );
}

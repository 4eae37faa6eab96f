/**
 * Bodies that nobody should send. Imported by tests only.
 *
 * @module
 */
import fc from "fast-check";

const MB = 2 ** 20;
const encoder = new TextEncoder();

/** Texts that a database, a URL or a date does not take. */
const badText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\0",
    "a\0b",
    "\ud800",
    "\udc00\ud800",
    "\u202e",
    "NaN",
    "-271821-04-20T00:00:00.000Z",
    "+275760-09-13T00:00:00.000Z",
    "0000-01-01T00:00:00Z",
    "2026-02-31T99:99:99Z",
    "https://",
    "http://[::1",
    "file:///etc/passwd",
    "//\\",
    "x".repeat(300),
  ),
);

const badValue = fc.oneof(
  badText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(0, -1, 1.5, 1e308, 2 ** 53, 9_007_199_254_740_991, null),
  fc.array(badText, { maxLength: 4 }),
  fc.array(fc.maxSafeInteger(), { maxLength: 4 }),
);

const NAMES = [
  "sources",
  "providers",
  "wait",
  "add",
  "company",
  "explain",
  "preview",
  "scan_id",
  "digest_id",
  "__proto__",
  "constructor",
] as const;

/** Almost right: it gets as far as a request can. */
const nearly = fc.oneof(
  fc.record({ providers: fc.array(badText, { minLength: 1, maxLength: 3 }) }),
  fc.record({ sources: fc.array(fc.maxSafeInteger(), { minLength: 1 }) }),
  fc.record({ add: badText, company: badText }),
  fc.record({
    add: fc.constant("https://jobs.lever.co/qonto"),
    company: badText,
  }),
  fc.record({ explain: fc.maxSafeInteger() }),
  fc.record({ scan_id: fc.oneof(fc.uuid(), badText) }),
  fc.record({ digest_id: fc.oneof(fc.uuid(), badText) }),
  fc.record({
    preview: fc.record(
      {
        name: badText,
        title_any: fc.array(badText, { maxLength: 3 }),
        keywords: fc.dictionary(badText, fc.double(), { maxKeys: 3 }),
        min_salary: fc.double(),
        salary_currency: fc.constantFrom("EUR", "eur", ""),
        max_age_days: fc.integer(),
        min_score: fc.double(),
      },
      { requiredKeys: [] },
    ),
  }),
);

const json = fc.oneof(
  { weight: 4, arbitrary: nearly },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom(...NAMES), badValue, {
      maxKeys: 4,
    }),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
).map((value) => JSON.stringify(value));

const deep = fc.tuple(
  fc.constantFrom(["[", "]"], ['{"preview":', "}"], ['{"a":[', "]}"]),
  fc.integer({ min: 10, max: 100_000 }),
  fc.boolean(),
).map(([[open = "", close = ""], depth, isClosed]) =>
  open.repeat(depth) + (isClosed ? `1${close.repeat(depth)}` : "")
);

const huge = fc.tuple(
  fc.constantFrom(...NAMES),
  fc.integer({ min: 1_000, max: 400_000 }),
).map(([name, length]) => JSON.stringify({ [name]: "x".repeat(length) }));

/** Bodies that are no wish, or nearly one. */
export const badBody = fc.oneof(
  { weight: 30, arbitrary: json.map((text) => encoder.encode(text)) },
  {
    weight: 9,
    arbitrary: fc.tuple(json, fc.nat(200)).map(([text, length]) =>
      encoder.encode(text.slice(0, length))
    ),
  },
  { weight: 9, arbitrary: fc.uint8Array({ maxLength: 2_000 }) },
  { weight: 3, arbitrary: deep.map((text) => encoder.encode(text)) },
  { weight: 3, arbitrary: huge.map((text) => encoder.encode(text)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 0x20, 0x5b).map((byte) =>
      new Uint8Array(5 * MB).fill(byte)
    ),
  },
);

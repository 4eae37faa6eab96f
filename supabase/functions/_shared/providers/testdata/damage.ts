/**
 * What can go wrong with a value or a text on its way. Imported by tests only.
 *
 * @module
 */
import fc from "fast-check";

/** What may stand where something else is expected. */
const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  "",
  " ",
  "0",
  "\0",
  "\ud800",
  "a\udc00b",
  "\u202e\ufeff",
  "//other.example/x",
  "javascript:alert(1)",
  "http://acme.example/%zz?a b",
  "https://[::1]/",
  "../../x",
  "<p>".repeat(2_000),
  "&lt;".repeat(2_000),
  "9".repeat(400),
  "x".repeat(100_000),
  "9999-99-99",
  "+275760-09-13T00:00:00Z",
  [],
  [null],
  [[]],
  {},
  { name: {}, id: [], label: 1, value: null },
  JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`),
  JSON.parse('{"__proto__": {"id": "1"}, "constructor": 1}'),
];

/** Where a change happens: at each level a child is chosen, until no choice is left. */
type Walk = readonly number[];

/** Changes what `at` leads to, given what stands there. */
function changeAt(
  value: unknown,
  [at, ...deeper]: Walk,
  change: (value: unknown) => unknown,
): unknown {
  if (at === undefined || typeof value !== "object" || value === null) {
    return change(value);
  }
  const keys = Object.keys(value);
  const chosen = keys[at % keys.length];
  if (chosen === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((part, index) =>
      String(index) === chosen ? changeAt(part, deeper, change) : part
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === chosen ? changeAt(part, deeper, change) : part,
    ]),
  );
}

/** What one change makes of the value that it finds; lists and objects lose, gain and swap their parts. */
function damaged(value: unknown, kind: number, chosen: number): unknown {
  const junk = JUNK[chosen % JUNK.length];
  if (typeof value !== "object" || value === null) {
    return kind === 0 ? [value] : kind === 1 ? String(value) : junk;
  }
  if (kind === 0) return junk;
  if (Array.isArray(value)) {
    const at = chosen % Math.max(1, value.length);
    const part = value[at];
    const another = value[(at + 1) % Math.max(1, value.length)];
    switch (kind) {
      case 1:
        return value.toSpliced(at, 1);
      case 2:
        return value.slice(0, at);
      case 3:
        return [...value, part];
      case 4:
        return value.with(at, another);
      case 5:
        return [...value, junk];
      default:
        return value.toReversed();
    }
  }
  const entries = Object.entries(value);
  const at = chosen % Math.max(1, entries.length);
  const [name = "", part] = entries[at] ?? [];
  const [, another] = entries[(at + 1) % Math.max(1, entries.length)] ?? [];
  switch (kind) {
    case 1:
    case 2:
      return Object.fromEntries(entries.toSpliced(at, 1));
    case 3:
      return [value];
    case 4:
      return { ...value, [name]: another };
    case 5:
      return { ...value, [name]: [part] };
    default:
      return { ...value, [name]: junk };
  }
}

/** Spoils a value of JSON; the same damage does the same to the same value. */
export type Damage = (value: unknown) => unknown;

const DEEP = { minLength: 2, maxLength: 6, size: "max" } as const;

/** One to four changes, of any depth. */
export const damage: fc.Arbitrary<Damage> = fc.array(
  fc.record({
    // Mostly deep, for a spoilt root is soon told.
    walk: fc.oneof(
      { weight: 1, arbitrary: fc.array(fc.nat(1_000), { maxLength: 1 }) },
      { weight: 8, arbitrary: fc.array(fc.nat(1_000), DEEP) },
    ),
    kind: fc.nat(6),
    chosen: fc.nat(10_000),
  }),
  { minLength: 1, maxLength: 4 },
).map((changes) => {
  const spoil: Damage = (value) =>
    changes.reduce(
      (sofar, { walk, kind, chosen }) =>
        changeAt(sofar, walk, (part) => damaged(part, kind, chosen)),
      value,
    );
  return Object.assign(spoil, {
    [fc.toStringMethod]: () => JSON.stringify(changes),
  });
});

const PIECES: readonly string[] = [
  "",
  "<",
  ">",
  "&",
  "\0",
  "\ud800",
  '"',
  "]]>",
  "<![CDATA[",
  "</position>",
  "<id></id>",
  "</script>",
  "{",
  "x".repeat(100_000),
];

/** Spoils a text. */
export type TextDamage = (text: string) => string;

/** One to three pieces of a text are taken out, doubled or replaced. */
export const textDamage: fc.Arbitrary<TextDamage> = fc.array(
  fc.record({
    // Parts of a million, so that all of any text can be hit.
    at: fc.nat(1_000_000),
    length: fc.oneof(fc.nat(40), fc.nat(5_000)),
    by: fc.oneof(fc.constantFrom(...PIECES), fc.constant(null)),
  }),
  { minLength: 1, maxLength: 3 },
).map((changes) => {
  const spoil: TextDamage = (text) =>
    changes.reduce((sofar, { at, length, by }) => {
      const start = Math.floor(at / 1_000_000 * sofar.length);
      const piece = sofar.slice(start, start + length);
      return sofar.slice(0, start) + (by ?? piece + piece) +
        sofar.slice(start + length);
    }, text);
  return Object.assign(spoil, {
    [fc.toStringMethod]: () => JSON.stringify(changes),
  });
});

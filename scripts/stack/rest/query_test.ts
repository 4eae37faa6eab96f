import { assertEquals, assertThrows } from "@std/assert";
import { RestError } from "./errors.ts";
import { readQuery } from "./query.ts";

function read(text: string) {
  return readQuery(new URLSearchParams(text));
}

function compare(column: string, value: string) {
  return {
    column,
    negated: false,
    test: { kind: "compare", operator: "eq", value },
  } as const;
}

Deno.test("readQuery() selects everything when nothing is named", () => {
  assertEquals(read("").select, [null]);
  assertEquals(read("select=").select, [null]);
});

Deno.test("readQuery() reads plain, renamed and quoted columns and the star", () => {
  assertEquals(read('select=*,a,b:c,"d,e":"f:g"').select, [
    null,
    { column: "a", alias: null },
    { column: "c", alias: "b" },
    { column: "f:g", alias: "d,e" },
  ]);
});

Deno.test("readQuery() reads every other parameter as a filter, each time it comes", () => {
  assertEquals(read("a=eq.1&a=eq.2.5").filters, [
    compare("a", "1"),
    compare("a", "2.5"),
  ]);
});

Deno.test("readQuery() leaves the quotes of a plain value and drops them inside or=()", () => {
  assertEquals(read('a=eq."x"').filters, [compare("a", '"x"')]);
  assertEquals(read('or=(a.eq."x,y",b.eq.z)').filters, [
    { any: [compare("a", "x,y"), compare("b", "z")] },
  ]);
});

Deno.test("readQuery() reads lists, states and negation", () => {
  assertEquals(read('a=not.in.(1,"2,3")&b=is.NULL&c=in.()').filters, [
    { column: "a", negated: true, test: { kind: "in", values: ["1", "2,3"] } },
    { column: "b", negated: false, test: { kind: "is", state: "null" } },
    { column: "c", negated: false, test: { kind: "in", values: [] } },
  ]);
});

Deno.test("readQuery() reads several orders with direction and place of nulls", () => {
  assertEquals(read('order=a,b.desc.nullslast,"c.d".asc,e.nullsfirst').order, [
    { column: "a", direction: "asc", nulls: null },
    { column: "b", direction: "desc", nulls: "last" },
    { column: "c.d", direction: "asc", nulls: null },
    { column: "e", direction: "asc", nulls: "first" },
  ]);
});

Deno.test("readQuery() names what it does not imitate", () => {
  for (
    const [text, named] of [
      ["select=a,sources(name,url)", "embedding"],
      ["select=count()", "aggregates"],
      ["select=a::text", "casts"],
      ["select=x:a::text", "casts"],
      ["select=extra->>x", "json path"],
      ["extra->>x=eq.1", "json path"],
      ["sources.name=eq.a", "embedded relation"],
      ["order=sources(name).desc", "related column"],
      ["and=(a.eq.1,b.eq.2)", '"and"'],
      ["not.or=(a.eq.1)", '"not.or"'],
      ["or=(a.eq.1,and(b.eq.2,c.eq.3))", "inside or=()"],
      ["a=fts.word", '"fts"'],
      ["a=fts(english).word", '"fts(english)"'],
      ["a=like(any).{x}", '"like(any)"'],
      ["a=match.x", '"match"'],
    ] as const
  ) {
    const error = assertThrows(() => read(text), RestError, named);
    assertEquals([error.status, error.code], [400, "PGRST100"], text);
  }
});

Deno.test("readQuery() refuses what PostgREST refuses", () => {
  for (
    const text of [
      "a=1",
      "a=noop.1",
      "a=is.maybe",
      "a=in.1",
      "or=a.eq.1",
      "or=(a)",
      "select=,",
      'select="a',
    ]
  ) {
    const error = assertThrows(() => read(text), RestError, "failed to parse");
    assertEquals([error.status, error.code], [400, "PGRST100"], text);
  }
});

import { assertEquals } from "@std/assert";
import {
  chooseFacet,
  countAdverts,
  groupValues,
  readFacets,
  sumsOf,
} from "./workday_facets.ts";

function facet(facetParameter: string, ...counts: number[]) {
  return {
    facetParameter,
    values: counts.map((count, at) => ({
      id: `${facetParameter}${at}`,
      count,
    })),
  };
}

function choose(
  facets: unknown[],
  over: Partial<Parameters<typeof chooseFacet>[1]> = {},
): string | null {
  return chooseFacet(readFacets(facets), {
    applied: {},
    count: 3_000,
    limit: 2_000,
    maySplitAgain: true,
    ...over,
  })?.parameter ?? null;
}

Deno.test("readFacets() finds facets within others and adds up their counts", () => {
  const facets = readFacets([
    facet("timeType", 3, 1),
    { facetParameter: "locationMainGroup", values: [facet("locations", 2, 5)] },
  ]);
  assertEquals(
    facets.map(({ parameter, sum, largest }) => [parameter, sum, largest]),
    [["timeType", 4, 3], ["locations", 7, 5]],
  );
  assertEquals(sumsOf(facets), new Map([["timeType", 4], ["locations", 7]]));
});

Deno.test("readFacets() leaves out what it does not understand", () => {
  const whole = facet("timeType", 3, 1);
  for (
    const answered of [
      undefined,
      null,
      "facets",
      {},
      [null, 1, "x", {}],
      [facet("none")],
      [{ ...whole, facetParameter: "" }],
      [{ ...whole, values: [...whole.values, ...whole.values] }],
      [{ ...whole, values: [...whole.values, { id: "x" }] }],
      [{ ...whole, values: [...whole.values, { id: "x", count: -1 }] }],
      [{ ...whole, values: [...whole.values, { id: "x", count: 0.5 }] }],
    ]
  ) assertEquals(readFacets(answered), []);
});

Deno.test("readFacets() follows facets within facets only so deep", () => {
  let nested: unknown = facet("timeType", 3, 1);
  for (let depth = 0; depth < 10_000; depth++) {
    nested = { facetParameter: "group", values: [nested] };
  }
  assertEquals(readFacets([nested]), []);
});

Deno.test("countAdverts() heeds only facets of which an advert has one value", () => {
  assertEquals(
    countAdverts(readFacets([
      facet("timeType", 3, 1),
      facet("workerSubType", 4, 1),
      facet("locations", 4, 5),
    ])),
    5,
  );
  assertEquals(countAdverts([]), 0);
});

Deno.test("chooseFacet() takes one that counts each advert once before any other", () => {
  const places = facet("locations", 900, 900, 900, 900);
  assertEquals(choose([places, facet("timeType", 1_900, 1_100)]), "timeType");
  assertEquals(choose([places, facet("timeType", 2_900, 100)]), "timeType");
  assertEquals(
    choose([places, facet("timeType", 2_900, 100)], { maySplitAgain: false }),
    "locations",
  );
  assertEquals(choose([places], { count: null }), "locations");
});

Deno.test("chooseFacet() takes the one whose largest value is smallest", () => {
  assertEquals(
    choose([
      facet("a", 1_500, 1_500),
      facet("b", 1_000, 1_000, 1_000),
      facet("c", 1_400, 1_600),
    ]),
    "b",
  );
});

Deno.test("chooseFacet() takes none that makes the list no shorter or shows less of it", () => {
  assertEquals(choose([facet("timeType", 3_000)]), null);
  assertEquals(choose([facet("remoteType", 30, 20)]), null);
  assertEquals(choose([facet("locations", 2_500, 1_000)]), null);
  assertEquals(
    choose([facet("timeType", 1_500, 1_500)], { applied: { timeType: ["x"] } }),
    null,
  );
});

Deno.test("chooseFacet() takes the one that most adverts have where none counts each once", () => {
  assertEquals(
    choose([facet("a", 700, 700, 700), facet("b", 1_400, 1_400)]),
    "b",
  );
});

Deno.test("groupValues() leaves out what no advert has", () => {
  assertEquals(
    groupValues(
      [
        { id: "a", count: 0 },
        { id: "b", count: 5 },
        { id: "c", count: 2_500 },
        { id: "d", count: 1_995 },
        { id: "e", count: 4 },
      ],
      2_000,
    ),
    [
      { ids: ["c"], count: 2_500 },
      { ids: ["d", "e"], count: 1_999 },
      { ids: ["b"], count: 5 },
    ],
  );
});

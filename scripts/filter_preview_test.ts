import { assertEquals, assertMatch } from "@std/assert";
import { FilterPreview, renderFilterPreview } from "./filter_preview.ts";

const BEST = {
  id: 42,
  title: "Baker",
  company: "Acme",
  score: 70,
  reasons: ["+10 title: baker", "+10 text: bread"],
  places: ["Berlin", "Remote"],
  url: "https://jobs.lever.co/acme/1",
};

function preview(over: Record<string, unknown> = {}): string[] {
  const answer = FilterPreview.parse({
    filter: {},
    looked_at: 4_210,
    taken: 132,
    provisional: 0,
    best: [BEST],
    note: "Only stored postings were looked at",
    ...over,
  });
  // deno-lint-ignore no-control-regex
  return renderFilterPreview(answer, 120).replace(/\x1b\[\d+m/g, "")
    .split("\n");
}

Deno.test("renderFilterPreview() says how many are taken, the best of them, and what was not looked at", () => {
  assertEquals(preview(), [
    "Takes 132 of 4,210 stored postings",
    "score  id  title  company  place           why",
    "   70  42  Baker  Acme     Berlin; Remote  +10 title: baker, +10 text: bread",
    "1 row",
    "Only stored postings were looked at",
  ]);
});

Deno.test("renderFilterPreview() says how many are not settled yet", () => {
  assertEquals(
    preview({ provisional: 7 })[0],
    "Takes 132 of 4,210 stored postings, 7 of them until their details are read",
  );
});

Deno.test("renderFilterPreview() of a filter that takes nothing has no table", () => {
  assertEquals(preview({ taken: 0, best: [] }), [
    "Takes 0 of 4,210 stored postings",
    "Only stored postings were looked at",
  ]);
});

Deno.test("renderFilterPreview() lets no advert write to the terminal", () => {
  const lines = preview({
    best: [{ ...BEST, title: "Ba\r\nker", company: null, places: [] }],
  });
  assertMatch(lines[2] ?? "", / 42 {2}Ba ker {2}/);
});

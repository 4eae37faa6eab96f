import { assertEquals } from "@std/assert";
import { FoldedPosting } from "./folded_posting.ts";
import { EMPTY_POSTING, type Posting } from "./posting.ts";
import { createScore } from "./score.ts";

function scoreOf(
  wanted: { title_any?: string[]; keywords?: Record<string, number> },
  over: Partial<Posting> = {},
  unknown: (keyof Posting)[] = [],
) {
  const posting: Posting = {
    ...EMPTY_POSTING,
    externalId: "1",
    title: "Senior TypeScript Engineer",
    url: "https://acme.example/1",
    description: () => "TypeScript, TypeScript and Postgres. Not remote.",
    ...over,
  };
  return createScore({ title_any: [], keywords: {}, ...wanted })(
    new FoldedPosting(posting, null),
    unknown,
  );
}

Deno.test("a score begins at 50", () => {
  assertEquals(scoreOf({}), { score: 50, reasons: [], atMost: 50 });
});

Deno.test("a score has ten for each wanted word in the title, two at most", () => {
  const title_any = ["nurse", "typescript", "engineer*", "senior"];
  const { score, reasons } = scoreOf({ title_any });
  assertEquals([score, reasons], [70, [
    "+10 title: typescript",
    "+10 title: engineer*",
  ]]);
});

Deno.test("a score has the points of a keyword once, and names the title first", () => {
  const { score, reasons } = scoreOf({
    keywords: { TypeScript: 20, "postgres*": 5, php: -30, deno: 10 },
  });
  assertEquals([score, reasons], [75, [
    "+20 title: TypeScript",
    "+5 text: postgres*",
  ]]);
});

Deno.test("a score asks a keyword that is a workplace of the workplace, and of the words where that is not known", () => {
  const keywords = { remote: 10, "on-site": -15 };
  assertEquals(scoreOf({ keywords }, { workplace: "onsite" }).reasons, [
    "-15 on-site",
  ]);
  assertEquals(scoreOf({ keywords }, { workplace: "remote" }).reasons, [
    "+10 remote",
  ]);
  assertEquals(scoreOf({ keywords }, { workplace: "hybrid" }).reasons, []);
  assertEquals(scoreOf({ keywords }).reasons, ["+10 text: remote"]);
});

Deno.test("a score is whole and stays within 0 and 100, whatever the order of the points", () => {
  assertEquals(
    scoreOf({ keywords: { typescript: 90, senior: -60 } }).score,
    80,
  );
  assertEquals(scoreOf({ keywords: { typescript: 90 } }).score, 100);
  assertEquals(scoreOf({ keywords: { typescript: -90 } }).score, 0);
  assertEquals(scoreOf({ keywords: { typescript: 2.5 } }).score, 53);
});

Deno.test("a score tells what it may come to, where a text or a workplace is still to come", () => {
  const keywords = { deno: 20, remote: 10, typescript: 5, php: -30 };
  const listed = { description: null };
  assertEquals(scoreOf({ keywords }, listed, ["description"]).atMost, 85);
  assertEquals(scoreOf({ keywords }, listed, ["workplace"]).atMost, 65);
  assertEquals(scoreOf({ keywords }, listed).atMost, 55);
  // A text that is there already says all it has to say.
  assertEquals(
    scoreOf({ keywords: { deno: 20 } }, {}, ["description"]).atMost,
    50,
  );
  assertEquals(
    scoreOf({ keywords }, { ...listed, workplace: "onsite" }, ["description"])
      .atMost,
    75,
  );
});

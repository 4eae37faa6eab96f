import { assertEquals, assertMatch } from "@std/assert";
import { Explanation, renderExplanation } from "./explanation.ts";

function explain(over: Record<string, unknown> = {}): string {
  const answer = Explanation.parse({
    posting: {
      id: 42,
      title: "Baker",
      company: "Acme",
      url: "https://jobs.lever.co/acme/1",
      status: "new",
      archived_reason: null,
      closed_at: null,
    },
    verdict: "match",
    score: 70,
    reasons: ["+10 title: baker", "+10 text: bread"],
    filters: [
      {
        name: "bakeries",
        verdict: "match",
        score: 70,
        reasons: ["+10 title: baker", "+10 text: bread"],
        refused: [],
      },
      {
        name: "kitchens",
        verdict: "rejected",
        score: 0,
        reasons: [],
        refused: ["title: has none of cook, chef"],
      },
    ],
    ...over,
  });
  // deno-lint-ignore no-control-regex
  return renderExplanation(answer).replace(/\x1b\[\d+m/g, "");
}

Deno.test("renderExplanation() tells of the posting, the verdict, and each filter with its reasons", () => {
  assertEquals(explain().split("\n"), [
    "Baker, Acme",
    "https://jobs.lever.co/acme/1",
    "Status new",
    "",
    "All filters together: match, score 70",
    "  +10 title: baker",
    "  +10 text: bread",
    "",
    "bakeries: match, score 70",
    "  +10 title: baker",
    "  +10 text: bread",
    "",
    "kitchens: rejected",
    "  title: has none of cook, chef",
  ]);
});

Deno.test("renderExplanation() says when and why a posting is kept no more", () => {
  const text = explain({
    posting: {
      id: 42,
      title: "Baker\x1b[2J",
      company: null,
      url: "https://jobs.lever.co/acme/1",
      status: "archived",
      archived_reason: "closed",
      closed_at: "2026-03-10T12:00:00Z",
    },
  });
  assertMatch(text, /^Baker \[2J\n/);
  assertMatch(text, /\nStatus archived, archived: closed, closed 2026-03-10\n/);
});

Deno.test("renderExplanation() says what it means that there is no filter", () => {
  assertMatch(
    explain({ filters: [] }),
    /\n\nNo filter is enabled, so every posting is kept$/,
  );
});

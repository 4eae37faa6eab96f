import { assert, assertEquals } from "@std/assert";
import { unicodeWidth } from "@std/cli/unicode-width";
import { type Match, renderMatches } from "./matches.ts";
import { renderNewPostings, renderPostingChanges } from "./matches_news.ts";
import type { Screen } from "./matches_table.ts";

const NOW = new Date("2026-03-10T12:00:00Z");
const PAPER: Screen = { width: 110, hasLinks: false };

function match(over: Partial<Match> = {}): Match {
  return {
    score: 60,
    title: "Baker of bread and rolls, early shift",
    company: "Acme Bakeries International",
    places: ["Oslo, Norway", "Bergen"],
    workplace: "hybrid",
    pay: "NOK 500,000 - 600,000 per year",
    posted_at: "2026-03-07T12:00:00Z",
    first_seen_at: "2026-03-09T12:00:00Z",
    url: "https://acme.example/1",
    ...over,
  };
}

function plain(text: string): string[] {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[\d+m/g, "").split("\n");
}

function matches(screen: Screen, over: Partial<Match> = {}): string[] {
  return plain(renderMatches([match(over)], NOW, screen));
}

Deno.test("renderPostings() is never wider than the terminal; what matters least goes first", () => {
  for (let width = 30; width < 140; width++) {
    for (const line of matches({ width, hasLinks: false })) {
      assert(unicodeWidth(line) <= width, `${width}: ${line}`);
    }
  }
  const heads = (width: number) =>
    (matches({ width, hasLinks: false })[0] ?? "").trim().split(/ +/);
  assertEquals(heads(140), [
    "score",
    "title",
    "company",
    "place",
    "pay",
    "age",
  ]);
  assertEquals(heads(60), ["score", "title", "company", "place", "age"]);
  assertEquals(heads(50), ["score", "title", "company", "age"]);
  assertEquals(heads(30), ["score", "title"]);
});

Deno.test("renderPostings() makes a link of the title, whole or cut, and shows the same text", () => {
  for (
    const [width, over, label] of [
      [140, {}, "Baker of bread and rolls, early shift"],
      [60, {}, "Baker of bread and …"],
      [140, { title: "烘焙师 day…night" }, "烘焙师 day…night"],
      [60, { title: "烘焙师烘焙师烘焙师烘焙师" }, "烘焙师烘焙师烘焙师…"],
    ] as const
  ) {
    const [, line = ""] = matches({ width, hasLinks: true }, over);
    const [, url, shown] =
      // deno-lint-ignore no-control-regex
      /\x1b\]8;;([^\x1b]*)\x1b\\(.*)\x1b\]8;;\x1b\\/.exec(line) ?? [];
    assertEquals([url, shown], ["https://acme.example/1", label]);
    assertEquals(
      // deno-lint-ignore no-control-regex
      line.replace(/\x1b\]8;;[^\x1b]*\x1b\\/g, ""),
      matches({ width, hasLinks: false }, over)[1],
    );
  }
});

Deno.test("renderPostings() links to the web alone, and no address ends the link early", () => {
  const line = (url: string) =>
    matches({ width: 110, hasLinks: true }, { url })[1] ?? "";
  for (const url of ["javascript:alert(1)", "file:///etc/passwd", "acme"]) {
    assert(!line(url).includes("\x1b"), url);
  }
  const hostile = line("https://acme.example/\x1b\\\x07\x1b[2J");
  assertEquals(hostile.split("\x1b").length - 1, 4);
  assert(!hostile.includes("\x07"));
});

Deno.test("renderPostings() writes nothing on paper that a terminal would obey", () => {
  const [, line = ""] = matches(PAPER, {
    title: "Bak\x1b[2Jer\n\u202egnp.exe\u202c",
    company: "A\x9b31mcme",
    places: ["Os\tlo"],
    pay: "1\x07",
  });
  assert(!/[\p{Cc}\u202a-\u202e]/u.test(line), JSON.stringify(line));
});

const NEW = { ...match(), kind: "opened", at: "2026-03-10T11:15:00Z" };

Deno.test("renderNewPostings() tells what came back and what the reader has seen", () => {
  const what = (over: object) =>
    plain(
      renderNewPostings([{ ...NEW, unseen: true, ...over }], NOW, {
        width: 200,
        hasLinks: false,
      }),
    )[1]?.split(/ {2,}/).slice(-2);
  assertEquals(what({}), ["new", "45 min"]);
  assertEquals(what({ kind: "reopened", at: "2026-03-10T09:00:00Z" }), [
    "back",
    "3 h",
  ]);
  assertEquals(what({ unseen: false, at: "2026-03-05T09:00:00Z" }), [
    "new, seen",
    "5 d",
  ]);
});

Deno.test("renderPostingChanges() tells when, what, and what it said before", () => {
  const change = (over: object) =>
    plain(
      renderPostingChanges(
        [{
          at: "2026-03-10T10:00:00Z",
          kind: "retitled",
          title: "Baker",
          company: "Acme",
          was: "Cook",
          is: "Baker",
          fields: ["title"],
          url: "https://acme.example/1",
          ...over,
        }],
        NOW,
        PAPER,
      ),
    )[1]?.trim().split(/ {2,}/);
  assertEquals(change({}), [
    "2 h",
    "retitled",
    "Baker",
    "Acme",
    "Cook → Baker",
  ]);
  assertEquals(change({ kind: "closed", was: null, is: null, fields: null }), [
    "2 h",
    "closed",
    "Baker",
    "Acme",
  ]);
  assertEquals(
    change({ kind: "pay changed", was: null, is: "EUR 1" })?.at(-1),
    "nothing → EUR 1",
  );
  assertEquals(
    change({ kind: "changed", was: null, is: null, fields: ["description"] })
      ?.at(-1),
    "description",
  );
});

import { assertEquals, assertRejects } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { type Match, readMatches, renderMatches } from "./matches.ts";

const NOW = new Date("2026-03-10T12:00:00Z");

function match(over: Partial<Match> = {}): Match {
  return {
    score: 60,
    title: "Baker",
    company: "Acme",
    places: ["Oslo"],
    workplace: null,
    pay: null,
    posted_at: "2026-03-07T12:00:00Z",
    first_seen_at: "2026-03-09T12:00:00Z",
    url: "https://acme.example/1",
    ...over,
  };
}

/** The one row of a table of one match, its cells parted by two blanks or more. */
function cells(over: Partial<Match>): string[] {
  // deno-lint-ignore no-control-regex
  const plain = renderMatches([match(over)], NOW).replace(/\x1b\[\d+m/g, "");
  return (plain.split("\n")[1] ?? "").trim().split(/ {2,}/);
}

Deno.test("renderMatches() shows score, title, company, place, pay and age", () => {
  assertEquals(
    cells({ pay: "EUR 50,000 a year" }),
    ["60", "Baker", "Acme", "Oslo", "EUR 50,000 a year", "3 d"],
  );
});

Deno.test("renderMatches() counts the places beside the first, and adds how one works there", () => {
  const place = (over: Partial<Match>) => cells(over)[3];
  assertEquals(place({ places: ["Oslo", "Bergen", "Rome"] }), "Oslo +2");
  assertEquals(place({ workplace: "hybrid" }), "Oslo, hybrid");
  assertEquals(place({ places: null, workplace: "remote" }), "remote");
  assertEquals(
    place({ places: ["Remote, Norway"], workplace: "remote" }),
    "Remote, Norway",
  );
  assertEquals(
    place({ places: ["Oslo", "Remote"], workplace: "onsite" }),
    "Oslo +1, onsite",
  );
});

Deno.test("renderMatches() counts the age from the posting's date, else from when it was first seen", () => {
  const age = (over: Partial<Match>) => cells(over).at(-1);
  assertEquals(age({ posted_at: null }), "1 d");
  assertEquals(age({ posted_at: "2026-03-09T12:00:01Z" }), "today");
  assertEquals(age({ posted_at: "2026-03-11T00:00:00Z" }), "today");
});

/** A project whose REST door answers as told, and the requests that came. */
function fakeProject(answer: () => Response) {
  const asked: string[] = [];
  const client = createClient("http://project.example", "key", {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
    global: {
      fetch: (input) => {
        const { pathname, searchParams } = new URL(String(input));
        asked.push(`${pathname} ${searchParams.get("order")}`);
        return Promise.resolve(answer());
      },
    },
  });
  return { asked, client };
}

Deno.test("readMatches() reads the best first, and how many there are in all", async () => {
  const { asked, client } = fakeProject(() =>
    Response.json([match()], { headers: { "content-range": "0-0/249" } })
  );
  assertEquals(await readMatches(client, 1), {
    matches: [match()],
    total: 249,
  });
  assertEquals(asked, ["/rest/v1/open_postings score.desc,id.desc"]);
});

Deno.test("readMatches() says what the project refused", async () => {
  const { client } = fakeProject(() =>
    Response.json(
      { code: "42501", message: "permission denied for view open_postings" },
      { status: 401 },
    )
  );
  await assertRejects(
    () => readMatches(client, 1),
    Error,
    "Cannot read open_postings: permission denied for view open_postings",
  );
});

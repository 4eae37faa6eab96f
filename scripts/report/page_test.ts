import { assert, assertEquals, assertMatch } from "@std/assert";
import { MOST_BOARDS, MOST_COMPANIES, renderPage } from "./page.ts";
import {
  aBoard,
  aCompany,
  aMatch,
  anOverview,
  aScan,
  readPage,
} from "./testing.ts";
import { MOST_BARS } from "./timeline.ts";

async function page(over: Parameters<typeof anOverview>[0] = {}) {
  return readPage(await renderPage(anOverview(over)));
}

Deno.test("renderPage() shows matches, companies, weeks, scans and boards", async () => {
  const { text, cells } = await page();
  assertEquals(text("h2"), [
    "Best matches",
    "Matches by company",
    "Opened and closed per week",
    "Last scans",
    "Boards",
  ]);
  assertEquals(cells("matches"), [[
    "60",
    "Baker+10 title: baker",
    "Acme",
    "Oslo",
    "EUR 50,000 per year",
    "2026-03-07",
  ]]);
  assertEquals(cells("companies"), [["Acme", "5", "7", "2", "12.5"]]);
  assertEquals(text("#weeks .count"), ["4", "2"]);
  assertEquals(cells("scans"), [[
    "Acme",
    "lever",
    "succeeded",
    "1.0 s",
    "2.0 s",
    "1.0 s",
    "4.0 s",
    "20",
    "5",
    "2",
    "",
  ]]);
  assertEquals(cells("boards"), [[
    "ok",
    "1",
    "Acme",
    "lever",
    "5",
    "2026-03-10 10:00",
    "2026-03-10 16:00",
    "0",
    "",
  ]]);
});

Deno.test("renderPage() asks for nothing and runs nothing", async () => {
  const source = await renderPage(anOverview());
  const { all } = readPage(source);
  assertEquals(all("script, img, iframe, object, embed, form, base").length, 0);
  assertEquals(all("link").map((link) => link.getAttribute("href")), [
    "data:,",
  ]);
  const [policy] = all("meta[http-equiv]");
  assertMatch(
    policy?.getAttribute("content") ?? "",
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; /,
  );
  assert(!/@import|url\(/.test(source));
  assert(!/<[^>]* style=/.test(source));
});

const HOSTILE = [
  "</title><script>alert(1)</script>",
  "</text></svg><img src=x onerror=alert(1)>",
  `" onmouseover="alert(1)" x='`,
  "</style><svg onload=alert(1)>",
  "&lt;script&gt; &amp;",
  "\u202eevil\u202c \u2067 left",
  "nul\0 and \x1b[2J",
];

Deno.test("renderPage() takes what others wrote as text, wherever it stands", async () => {
  for (const text of HOSTILE) {
    const source = await renderPage(anOverview({
      place: text,
      matches: [
        aMatch({
          title: text,
          company: text,
          places: [text],
          workplace: text,
          pay: text,
          why: [text],
          status: text,
          url: `https://acme.example/${text}`,
        }),
      ],
      companies: [aCompany({ name: text })],
      boards: [
        aBoard({ company: text, provider: text, state: text, reason: text }),
      ],
      scans: {
        pressedAt: null,
        scans: [
          aScan({ company: text, provider: text, status: text, reason: text }),
        ],
      },
    }));
    const read = readPage(source);
    const { all, cells } = read;
    assertEquals(
      all("script, img, [onmouseover], [onload], [onerror]").length,
      0,
    );
    assertEquals(all("svg").length, 2);
    assertEquals(all("style").length, 1);
    // deno-lint-ignore no-control-regex
    const shown = text.replace(/[\0\x1b]+/g, " ").replace(
      /[\u202e\u202c\u2067]/g,
      "",
    )
      .trim();
    assertEquals(cells("matches")[0]?.[2], shown);
    assertEquals(cells("companies")[0]?.[0], shown);
    assertEquals(cells("boards")[0]?.[2], shown);
    assertEquals(cells("scans")[0]?.[0], shown);
    assert(!/[^\P{Cc}\n]/u.test(source));
    // What is written from right to left stands alone within its own element.
    for (
      const cell of [
        "#matches td.long bdi",
        "#matches .decided",
        "#matches .why",
        "#boards bdi",
      ]
    ) {
      assertEquals(all(cell)[0]?.textContent?.trim(), shown);
    }
    assert(!/[\u202a-\u202e\u2066-\u2069]/.test(source));
  }
});

Deno.test("renderPage() links to the web alone", async () => {
  const { all, text } = await page({
    matches: [
      aMatch({ url: "javascript:alert(1)" }),
      aMatch({ url: "data:text/html,x" }),
      aMatch({ url: 'https://acme.example/"><script>' }),
    ],
    boards: [aBoard({ url: " JavaScript:alert(1)", company: null })],
  });
  assertEquals(text("#matches td.long > bdi, #matches td.long > a"), [
    "Baker",
    "Baker",
    "Baker",
  ]);
  assertEquals(all("a").map((a) => a.getAttribute("href")), [
    "https://acme.example/%22%3E%3Cscript%3E",
  ]);
});

Deno.test("renderPage() of a database without anything says so in words", async () => {
  const { all, text } = await page({
    matches: [],
    total: 0,
    companies: [],
    weeks: [{ monday: "2026-03-09", opened: 0, closed: 0 }],
    boards: [],
    scans: { pressedAt: null, scans: [] },
  });
  assertEquals(all("table, svg").length, 0);
  assertEquals(text("dd"), ["0", "0", "0"]);
  assertEquals(text("section p"), [
    "Nothing that your filters take is open.",
    "No board is watched yet.",
    "Nothing has opened or closed in the last 12 weeks.",
    "No board was scanned in the last 24 hours.",
    "No board is watched yet.",
  ]);
});

Deno.test("renderPage() of 500 boards shows those that matter, and says that there are more", async () => {
  const many = Array.from({ length: 500 }, (_, at) => at + 1);
  const { cells, text } = await page({
    total: 1_234,
    boards: many.map((source_id) => aBoard({ source_id })),
    companies: many.map((at) => aCompany({ name: `Company ${at}` })),
    scans: {
      pressedAt: null,
      scans: many.map((source_id) =>
        aScan({ source_id, took: 3_000 + source_id })
      ),
    },
  });
  assertEquals(cells("boards").length, MOST_BOARDS);
  assertEquals(cells("companies").length, MOST_COMPANIES);
  assertEquals(cells("scans").length, MOST_BARS);
  assertEquals(text("#scans .board").length, MOST_BARS);
  assertEquals(text("dd"), ["1,234", "500", "500"]);
  const said = text("section p").join("\n");
  assertMatch(said, /1 of 1,234, the best\./);
  assertMatch(said, /40 of 500, those with the most open\./);
  assertMatch(said, /60 of 500, those that took longest\./);
  assertMatch(said, /100 of 500, those that need a look first\./);
});

Deno.test("renderPage() says nothing of more where all are shown", async () => {
  const { text } = await page();
  assert(!/\d of \d/.test(text("section p").join("\n")));
});

Deno.test("renderPage() tells no details where the end of the listing is not told", async () => {
  const { cells, text } = await page({
    scans: { pressedAt: null, scans: [aScan({ listed_at: null })] },
  });
  assertEquals(cells("scans")[0]?.slice(3, 7), ["1.0 s", "3.0 s", "", "4.0 s"]);
  assertEquals(text("#scans .legend li").length, 2);
  assert(!text("#scans .board title").join("").includes("details"));
  assertEquals((await page()).text("#scans .legend li").length, 3);
});

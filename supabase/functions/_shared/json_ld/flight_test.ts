import { assertEquals } from "@std/assert";
import { readFlight } from "./flight.ts";
import { advert } from "./testing.ts";

/** The scripts of a page whose flight data is pushed in pieces of this length. */
function scripts(flight: string, length = flight.length): string[] {
  const pieces = [];
  for (let at = 0; at < flight.length; at += length) {
    pieces.push(flight.slice(at, at + length));
  }
  return [
    "(self.__next_f=self.__next_f||[]).push([0])",
    ...pieces.map((piece) =>
      `self.__next_f.push([1,${
        JSON.stringify(piece).replaceAll("<", "\\u003c")
      }])`
    ),
    'self.__next_f.push([3,"AAAA"])',
  ];
}

function titles(scripts: readonly string[]): unknown[] {
  return readFlight(scripts)?.postings.map(({ title }) => title) ?? [];
}

/** A row that is a text: its length is that of its bytes. */
function textRow(id: string, text: string): string {
  const { length } = new TextEncoder().encode(text);
  return `${id}:T${length.toString(16)},${text}`;
}

function scriptRow(id: string, linkedData: string): string {
  return `${id}:${
    JSON.stringify([
      "$",
      "script",
      null,
      {
        type: "application/ld+json",
        dangerouslySetInnerHTML: { __html: linkedData },
      },
    ])
  }\n`;
}

const json = JSON.stringify(advert({ description: "Größe <b>„XL“</b> 🥖" }));

Deno.test("readFlight() finds linked data inside a row, in whatever pieces it is pushed", () => {
  const flight = `1:I[123,["x"],"default"]\n${
    scriptRow("2", json)
  }3:["$","p",null,{}]\n`;
  for (const length of [flight.length, 100, 7, 1]) {
    assertEquals(titles(scripts(flight, length)), ["Baker"], `${length}`);
  }
});

Deno.test("readFlight() finds linked data in a row of its own, which another names", () => {
  const flight = `${textRow("1b", json)}${scriptRow("2", "$1b")}`;
  assertEquals(titles(scripts(flight)), ["Baker"]);
  assertEquals(titles(scripts(textRow("1", "é\n🥖 of text") + flight, 11)), [
    "Baker",
  ]);
});

Deno.test("readFlight() finds linked data that is pushed without a row", () => {
  assertEquals(
    titles([
      'self.__next_f.push([1,"a:T5,"])',
      `self.__next_f.push([1,${JSON.stringify(`\n${json}`)}])`,
    ]),
    ["Baker"],
  );
});

Deno.test("readFlight() finds an advert that stands as an object, with what it refers to", () => {
  const node = advert({
    description: "$1b",
    datePosted: "$D2026-02-01T00:00:00.000Z",
    jobLocation: [{ name: "$$5 Street" }],
    baseSalary: "$undefined",
    url: "$ff",
  });
  const flight = `${textRow("1b", "<p>Bread</p>")}2:${
    JSON.stringify({ job: node })
  }\n`;
  const [found] = readFlight(scripts(flight))?.postings ?? [];
  assertEquals(found, {
    ...advert(),
    description: "<p>Bread</p>",
    datePosted: "2026-02-01T00:00:00.000Z",
    jobLocation: [{ name: "$5 Street" }],
    baseSalary: null,
    url: null,
  });
});

Deno.test("readFlight() mends what it finds as it mends a block", () => {
  assertEquals(
    titles(scripts(scriptRow("2", json.replace(/}$/, ",} // end")))),
    ["Baker"],
  );
});

Deno.test("readFlight() counts what it cannot read", () => {
  const broken = json.slice(0, -9);
  for (
    const pages of [
      scripts(scriptRow("2", broken)),
      scripts(textRow("2", broken)),
      scripts(scriptRow("2", json).slice(0, -9)),
      [`self.__next_f.push([1,"\\x${json.replaceAll('"', '\\"')}"])`],
      [`self.__next_f.push([1,"2:${json.replaceAll('"', '\\"').slice(0, -9)}`],
    ]
  ) {
    const found = readFlight(pages);
    assertEquals(found?.postings, [], pages.join());
    assertEquals((found?.unread ?? 0) > 0, true, pages.join());
  }
});

Deno.test("readFlight() gives null where flight data speaks of no adverts", () => {
  assertEquals(readFlight(scripts('1:["$","p",null,{}]\n')), null);
  assertEquals(readFlight(["self.__next_f.push([1, x])", ""]), null);
});

Deno.test("readFlight() does not take modules and texts that speak of JobPosting for adverts", () => {
  const found = readFlight(
    scripts(`1:I[1,["JobPosting.js"],"x"]\n${textRow("2", "A JobPosting …")}`),
  );
  assertEquals([found?.postings, found?.unread], [[], 0]);
});

import { assert, assertEquals } from "@std/assert";
import { findNodes } from "./find_nodes.ts";

function node(title: string, over: Record<string, unknown> = {}) {
  return { "@type": "JobPosting", title, ...over };
}

function titles(value: unknown): unknown[] {
  return findNodes(value).postings.map(({ title }) => title);
}

function listOf(...elements: unknown[]) {
  return { "@type": "ItemList", itemListElement: elements };
}

Deno.test("findNodes() finds adverts wherever a block keeps them", () => {
  for (
    const block of [
      node("Baker"),
      [null, node("Baker")],
      { "@graph": [{ "@type": "WebSite" }, { "@graph": node("Baker") }] },
      listOf({ "@type": "ListItem", position: 1, item: node("Baker") }),
      listOf(node("Baker")),
      { "@type": "WebPage", mainEntity: { hasPart: [node("Baker")] } },
      { props: { pageProps: { job: node("Baker") } } },
    ]
  ) {
    assertEquals(titles(block), ["Baker"], JSON.stringify(block));
  }
});

Deno.test("findNodes() knows the type as text, in an array and as an address", () => {
  const types = [
    "JobPosting",
    ["Thing", "JobPosting"],
    "http://schema.org/JobPosting",
    "https://schema.org#JobPosting",
    "schema:JobPosting",
  ];
  assertEquals(
    titles(types.map((type) => node("x", { "@type": type }))).length,
    5,
  );
  assertEquals(titles({ "@type": "JobPostingList", title: "x" }), []);
  assertEquals(titles({ "@type": { name: "JobPosting" } }), []);
});

Deno.test("findNodes() keeps the order of the page", () => {
  assertEquals(titles({ a: [node("1"), { b: node("2") }], c: node("3") }), [
    "1",
    "2",
    "3",
  ]);
});

Deno.test("findNodes() writes keys in capitals as schema.org does", () => {
  const { postings } = findNodes({
    "@type": "JobPosting",
    Title: "Baker",
    title: "Cook",
    URL: "/1",
    JobLocation: [{ "@type": "Place", Address: { AddressLocality: "Rome" } }],
  });
  assertEquals(postings, [{
    "@type": "JobPosting",
    title: "Cook",
    url: "/1",
    jobLocation: [{ "@type": "Place", address: { addressLocality: "Rome" } }],
  }]);
});

Deno.test("findNodes() gives the addresses that a list names without the adverts", () => {
  const found = findNodes(listOf(
    { "@type": "ListItem", url: "/1" },
    { "@type": "ListItem", item: "/2" },
    { "@type": "ListItem", item: { "@id": "/3" } },
    { "@type": "ListItem", item: { "@type": "JobPosting", url: "/4" } },
    { "@type": "ListItem", url: "/5", item: { "@type": "JobPosting" } },
    { "@type": "ListItem", url: "/6", item: { name: "Baker" } },
    { url: "/7" },
    "/8",
  ));
  assertEquals([...found.links].sort(), [
    "/1",
    "/2",
    "/3",
    "/4",
    "/5",
    "/6",
    "/7",
    "/8",
  ]);
  assertEquals(found.postings, []);
});

Deno.test("findNodes() gives an advert the address that stands beside it", () => {
  const { postings } = findNodes(
    listOf({ "@type": "ListItem", url: "/1", item: node("Baker") }),
  );
  assertEquals(postings[0]?.url, "/1");
});

Deno.test("findNodes() follows no breadcrumbs and no menus", () => {
  assertEquals(
    findNodes([
      {
        "@type": "BreadcrumbList",
        itemListElement: [{ "@type": "ListItem", item: "/jobs" }],
      },
      listOf({ "@type": "SiteNavigationElement", url: "/about" }, {
        "@type": "ListItem",
        item: { "@type": "WebPage", url: "/blog" },
      }),
    ]).links,
    [],
  );
});

Deno.test("findNodes() notes a list that is empty or shows only a part", () => {
  const empty = findNodes(listOf());
  assertEquals([empty.emptyList, empty.partial], [true, false]);
  const part = findNodes({ ...listOf("/1"), numberOfItems: "20" });
  assertEquals([part.emptyList, part.partial], [false, true]);
});

Deno.test("findNodes() counts what is nested too deeply to be looked at", () => {
  let deep: unknown = node("Baker");
  for (let i = 0; i < 10_000; i++) deep = [deep];
  const found = findNodes([deep, node("Cook")]);
  assertEquals(found.postings.length, 1);
  assertEquals(found.unread, 1);
});

Deno.test("findNodes() bounds how deep it writes keys anew", () => {
  let deep: unknown = "x";
  for (let i = 0; i < 10_000; i++) deep = { Deep: deep };
  assertEquals(titles({ "@type": "JobPosting", Title: "Baker", Deep: deep }), [
    "Baker",
  ]);
});

Deno.test("findNodes() counts values beyond its bound", () => {
  const found = findNodes(Array.from({ length: 100_010 }, () => ({})));
  assert(found.unread > 0);
});

Deno.test("findNodes() is not misled by the names of an object's own machinery", () => {
  const value = JSON.parse(
    '{"@type":"JobPosting","Title":"Baker","__proto__":{"name":"x"},"Constructor":1}',
  );
  const [found] = findNodes(value).postings;
  assertEquals(found?.title, "Baker");
  assertEquals(found?.name, undefined);
});

Deno.test("findNodes() takes a list of any length", () => {
  const addresses = Array.from({ length: 200_000 }, (_, i) => `/jobs/${i}`);
  const found = findNodes([
    listOf(...addresses.slice(0, 10)),
    { "@type": "ItemList", itemListElement: addresses },
  ]);
  assertEquals(found.links.length, 200_010);
});

Deno.test("findNodes() takes 100,000 adverts, and counts those beyond", () => {
  const found = findNodes(
    Array.from({ length: 100_000 }, (_, i) => node(`${i}`)),
  );
  assertEquals([found.postings.length, found.unread], [99_999, 1]);
});

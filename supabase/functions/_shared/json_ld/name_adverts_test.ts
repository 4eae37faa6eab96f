import { assertEquals } from "@std/assert";
import { identifierOf, nameAdverts } from "./name_adverts.ts";

const listing = new URL("https://acme.example/jobs");

function found(
  path: string,
  over: Record<string, unknown> = {},
  canonical?: string,
) {
  return {
    node: { title: `Baker ${path}`, ...over },
    pageUrl: new URL(path, listing),
    isAlone: true,
    title: null,
    canonical: canonical ? new URL(canonical, listing) : null,
  };
}

function ids(...adverts: Parameters<typeof found>[]) {
  return nameAdverts(adverts.map((advert) => found(...advert)), listing)
    .map(({ externalId }) => externalId.replace("https://acme.example", ""));
}

Deno.test("identifierOf() reads the board's own id in each of its shapes", () => {
  for (
    const identifier of [
      "77",
      77,
      { "@type": "PropertyValue", name: "Acme", value: 77 },
      [{ value: "77" }, { value: "78" }],
    ]
  ) {
    assertEquals(identifierOf({ identifier }), "77");
  }
  for (const identifier of [null, "", { name: "Acme" }, []]) {
    assertEquals(identifierOf({ identifier }), null);
  }
});

Deno.test("nameAdverts() takes the board's own id", () => {
  assertEquals(
    ids(["/jobs/1", { identifier: "A" }], ["/jobs/2", { identifier: "B" }]),
    [
      "A",
      "B",
    ],
  );
});

Deno.test("nameAdverts() takes the address where different adverts share an id", () => {
  assertEquals(
    ids(
      ["/jobs/1", { identifier: "Acme" }],
      ["/jobs/2", { identifier: "Acme" }],
      ["/jobs/3", { identifier: "C" }],
    ),
    ["/jobs/1", "/jobs/2", "C"],
  );
});

Deno.test("nameAdverts() knows one advert on two pages by its address", () => {
  const over = { title: "Baker", identifier: "A", url: "/jobs/1" };
  assertEquals(ids(["/jobs/1", over], ["/jobs/x/1", over]), ["A", "A"]);
});

Deno.test("nameAdverts() takes the advert's address before the page's", () => {
  assertEquals(
    ids(
      ["/jobs/1?a=b", { url: "https://acme.example/jobs/one?x=1#y" }],
      ["/jobs/2", { "@id": "/jobs/two" }],
      ["/jobs/3?a=b", {}, "/jobs/three"],
      ["/jobs/4?gh_jid=4&a=b"],
    ),
    ["/jobs/one", "/jobs/two", "/jobs/three", "/jobs/4?gh_jid=4"],
  );
});

Deno.test("nameAdverts() believes no address that many adverts claim", () => {
  const adverts = nameAdverts(
    [
      found("/jobs/1", { url: "/work-with-us" }),
      found("/jobs/2", { url: "/work-with-us" }),
      found("/jobs/3", { url: "/" }),
      found("/jobs/4", { url: "/jobs/" }),
      found("/jobs/5", {}, "/jobs"),
    ],
    listing,
  );
  assertEquals(adverts.map(({ url }) => new URL(url).pathname), [
    "/jobs/1",
    "/jobs/2",
    "/jobs/3",
    "/jobs/4",
    "/jobs/5",
  ]);
  assertEquals(new Set(adverts.map(({ externalId }) => externalId)).size, 5);
});

Deno.test("nameAdverts() parts addresses that only an unknown parameter parts", () => {
  assertEquals(ids(["/jobs/view?slug=a"], ["/jobs/view?slug=b"]), [
    "/jobs/view?slug=a",
    "/jobs/view?slug=b",
  ]);
});

Deno.test("nameAdverts() parts the adverts of one page by their titles", () => {
  assertEquals(
    ids(["/jobs", { title: "Baker" }], ["/jobs", { title: "Cook" }]),
    ["/jobs#Baker", "/jobs#Cook"],
  );
});

Deno.test("nameAdverts() gives the requisition unless it stands for different jobs", () => {
  const adverts = nameAdverts([
    found("/jobs/1", { identifier: "A" }),
    found("/jobs/2", { identifier: "B", title: "Cook" }),
    found("/jobs/3", { identifier: "B", title: "Cook" }),
    found("/jobs/4", { identifier: "C" }),
    found("/jobs/5", { identifier: "C" }),
    found("/jobs/6"),
  ], listing);
  assertEquals(adverts.map(({ requisition }) => requisition), [
    "A",
    "B",
    "B",
    null,
    null,
    null,
  ]);
});

Deno.test("identifierOf() does not take the company for the name of a job", () => {
  const hiringOrganization = { name: "Acme" };
  assertEquals(
    identifierOf({
      identifier: { name: "x", value: "Acme" },
      hiringOrganization,
    }),
    null,
  );
  assertEquals(identifierOf({ identifier: "A-1", hiringOrganization }), "A-1");
});

Deno.test("nameAdverts() parts adverts of one title on one page by their places", () => {
  const adverts = nameAdverts(
    ["Rome", "Oslo"].map((jobLocation) => ({
      ...found("/jobs", { title: "Baker", jobLocation }),
      isAlone: false,
    })),
    listing,
  );
  assertEquals(adverts.map(({ externalId }) => externalId), [
    "https://acme.example/jobs#Baker, Rome",
    "https://acme.example/jobs#Baker, Oslo",
  ]);
});

Deno.test("nameAdverts() parts adverts of one title whose addresses an unknown parameter parts", () => {
  const at = (slug: string, jobLocation: string) =>
    found(`/jobs/view?slug=${slug}`, { title: "Baker", jobLocation });
  const ids = nameAdverts([at("a", "Rome"), at("b", "Oslo")], listing)
    .map(({ externalId }) => externalId);
  assertEquals(new Set(ids).size, 2);
});

Deno.test("nameAdverts() reads an address that stands in an array", () => {
  assertEquals(ids(["/jobs/1", { url: ["/jobs/one", "/jobs/uno"] }]), [
    "/jobs/one",
  ]);
});

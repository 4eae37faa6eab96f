import { assertEquals } from "@std/assert";
import { placesOf, workplaceOf } from "./places.ts";

function places(jobLocation: unknown, over: Record<string, unknown> = {}) {
  return placesOf({ jobLocation, ...over }, "Acme", null);
}

function address(over: Record<string, unknown>) {
  return { "@type": "Place", address: { "@type": "PostalAddress", ...over } };
}

Deno.test("placesOf() joins an address of town, region and country", () => {
  assertEquals(
    places(address({
      streetAddress: "Main Street 1",
      addressLocality: "Springfield ",
      addressRegion: "IL",
      addressCountry: "US",
    })),
    ["Springfield, IL, US"],
  );
});

Deno.test("placesOf() reads a country in each of its shapes", () => {
  for (
    const addressCountry of [
      "USA",
      { "@type": "Country", name: "USA" },
      { "@type": "Country", name: ["USA", "USA"] },
      ["USA"],
    ]
  ) {
    assertEquals(
      places(address({ addressLocality: "Springfield", addressCountry })),
      ["Springfield, USA"],
    );
  }
  assertEquals(
    places(address({ addressLocality: "Rome", addressCountry: ["IT", "US"] })),
    ["Rome"],
  );
});

Deno.test("placesOf() drops what is unavailable", () => {
  assertEquals(
    places(address({
      addressLocality: "Rome",
      addressRegion: "UNAVAILABLE",
      addressCountry: "IT",
    })),
    ["Rome, IT"],
  );
  assertEquals(places(address({ addressLocality: "UNAVAILABLE" })), []);
});

Deno.test("placesOf() prefers a place's name to its address", () => {
  const wrong = { addressLocality: "Springfield" };
  assertEquals(
    places([
      { ...address(wrong), name: "Shelbyville, IL" },
      { ...address(wrong), name: "Ogdenville, IL" },
    ]),
    ["Shelbyville, IL", "Ogdenville, IL"],
  );
});

Deno.test("placesOf() takes the address where the name is no place", () => {
  for (const name of ["ACME", "Headquarters", "Remote", " "]) {
    assertEquals(
      places({ ...address({ addressLocality: "Rome" }), name }),
      ["Rome"],
      name,
    );
  }
});

Deno.test("placesOf() reads texts, addresses without a place and nothing", () => {
  assertEquals(places("Rome; Turin"), ["Rome", "Turin"]);
  assertEquals(places({ address: "Via Roma 1, Rome" }), ["Via Roma 1, Rome"]);
  assertEquals(places({ "@type": "PostalAddress", addressLocality: "Rome" }), [
    "Rome",
  ]);
  assertEquals(places({ geo: { latitude: 1 } }), []);
  assertEquals(
    [null, undefined, [], {}, 7].flatMap((none) => places(none)),
    [],
  );
});

Deno.test("placesOf() names a place once", () => {
  assertEquals(
    places([address({ addressLocality: "Rome" }), "rome", "Turin"]),
    ["Rome", "Turin"],
  );
});

Deno.test("placesOf() adds where an applicant may live to remote work only", () => {
  const applicantLocationRequirements = [
    { "@type": "Country", name: ["Italy", "Spain"] },
    { "@type": "State", name: "Bavaria" },
  ];
  assertEquals(
    placesOf(
      { jobLocation: "Rome", applicantLocationRequirements },
      null,
      "remote",
    ),
    ["Rome", "Italy", "Spain", "Bavaria"],
  );
  assertEquals(places("Rome", { applicantLocationRequirements }), ["Rome"]);
  assertEquals(places(null, { applicantLocationRequirements }).length, 3);
});

Deno.test("workplaceOf() reads telecommuting in each of its shapes", () => {
  for (
    const jobLocationType of [
      "TELECOMMUTE",
      ["TELECOMMUTE"],
      "https://schema.org/TELECOMMUTE",
    ]
  ) {
    assertEquals(workplaceOf({ jobLocationType }, "Baker"), "remote");
  }
});

Deno.test("workplaceOf() else asks the places and the title", () => {
  assertEquals(workplaceOf({ jobLocation: { name: "Remote" } }, "x"), "remote");
  assertEquals(
    workplaceOf({ jobLocationType: "?" }, "Baker (Hybrid)"),
    "hybrid",
  );
  assertEquals(workplaceOf({ jobLocation: "Rome" }, "Baker"), null);
});

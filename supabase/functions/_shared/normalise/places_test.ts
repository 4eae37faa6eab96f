import { assertEquals } from "@std/assert";
import { isWorkModel, splitPlaces, uniquePlaces } from "./places.ts";

Deno.test("splitPlaces() parts places at ; | / • lines and or, but not at a comma", () => {
  for (
    const [text, places] of [
      ["Berlin, Germany; London |Paris / Remote or Rome", [
        "Berlin, Germany",
        "London",
        "Paris",
        "Remote",
        "Rome",
      ]],
      ["London/Paris", ["London", "Paris"]],
      ["New York, NY/San Francisco, CA", ["New York, NY", "San Francisco, CA"]],
      ["Research Triangle Park, NC / Durham", [
        "Research Triangle Park, NC",
        "Durham",
      ]],
      ["London and/or Paris", ["London", "Paris"]],
      ["Austin, or Denver", ["Austin", "Denver"]],
      ["Berlin\r\nRome • Oslo", ["Berlin", "Rome", "Oslo"]],
      ["東京；大阪", ["東京", "大阪"]],
    ] as const
  ) {
    assertEquals(splitPlaces(text), [...places], text);
  }
});

Deno.test("splitPlaces() keeps together what is one place", () => {
  for (
    const place of [
      "Remote (US or Canada)",
      "Berlin (Mitte / Wedding; Pankow), Germany",
      "Frankfurt/Main",
      "Frankfurt / Oder",
      "Halle/Saale",
      "Portland, OR",
      "Orlando",
      "Bosnia and Herzegovina",
      "Frankfurt a/M",
      "Stratford-upon-Avon",
    ]
  ) {
    assertEquals(splitPlaces(place), [place], place);
  }
});

Deno.test("splitPlaces() parts behind a bracket that is never closed", () => {
  assertEquals(splitPlaces("Rome (EU; Oslo"), ["Rome (EU", "Oslo"]);
});

Deno.test("splitPlaces() names a place once and drops what is none", () => {
  assertEquals(
    splitPlaces(" berlin ;Berlin; ;UNAVAILABLE;N/A;TBD;-; BERLIN"),
    ["berlin"],
  );
  assertEquals([splitPlaces(null), splitPlaces("  ")], [[], []]);
});

Deno.test("uniquePlaces() cleans each and keeps the order and the first spelling", () => {
  assertEquals(
    uniquePlaces([
      "Rome ",
      null,
      "Unavailable",
      "ROME",
      undefined,
      " São\n Paulo",
    ]),
    ["Rome", "São Paulo"],
  );
});

Deno.test("splitPlaces() takes a hostile text in one pass", () => {
  const spaces = " ".repeat(300_000);
  assertEquals(splitPlaces(`Rome${spaces}or${spaces}Oslo`), ["Rome", "Oslo"]);
  assertEquals(splitPlaces(`Rome${spaces}Oslo`), ["Rome Oslo"]);
  assertEquals(splitPlaces("Rome;".repeat(100_000)), ["Rome"]);
  assertEquals(splitPlaces("(;".repeat(50_000)).length, 1);
});

Deno.test("isWorkModel() knows a workplace that stands where a place should", () => {
  for (
    const text of [
      "Remote",
      "HYBRID",
      "In-Office",
      "In Office",
      "Distributed",
      "Fully remote",
      "Multiple Locations",
    ]
  ) assertEquals(isWorkModel(text), true, text);
  for (const text of ["Remote, Italy", "Remote - US", "Rome", "Hybrid, Rome"]) {
    assertEquals(isWorkModel(text), false, text);
  }
});

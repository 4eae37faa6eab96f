import { assertEquals } from "@std/assert";
import { fitsDefaultFilter } from "./default_filter.ts";

function posting(over: Partial<Parameters<typeof fitsDefaultFilter>[0]> = {}) {
  return {
    title: "Senior Backend Engineer",
    locations: ["Berlin, Germany"],
    workplace: null,
    listed: true,
    ...over,
  };
}

Deno.test("fitsDefaultFilter() takes a wanted title in a wanted place", () => {
  assertEquals(fitsDefaultFilter(posting()), true);
});

Deno.test("fitsDefaultFilter() takes remote work wherever it is", () => {
  const abroad = { locations: ["Tokyo, Japan"] };
  assertEquals(fitsDefaultFilter(posting(abroad)), false);
  assertEquals(
    fitsDefaultFilter(posting({ ...abroad, workplace: "remote" })),
    true,
  );
});

Deno.test("fitsDefaultFilter() needs one of several places only", () => {
  assertEquals(
    fitsDefaultFilter(posting({ locations: ["Paris, France", "London"] })),
    true,
  );
});

Deno.test("fitsDefaultFilter() leaves unwanted titles", () => {
  for (
    const title of [
      "Data Scientist",
      "Engineering Manager, Backend",
      "Software Engineer Intern",
      "Technical Recruiter, Backend Hiring",
    ]
  ) {
    assertEquals(fitsDefaultFilter(posting({ title })), false, title);
  }
});

Deno.test("fitsDefaultFilter() leaves what the board does not show", () => {
  assertEquals(fitsDefaultFilter(posting({ listed: false })), false);
});

import { assertEquals } from "@std/assert";
import { dateFromAge, toDate } from "./dates.ts";
import { employmentType } from "./employment.ts";
import { NO_SALARY, salary } from "./pay.ts";
import {
  splitPlaces,
  workplaceFromField,
  workplaceFromWords,
} from "./places.ts";
import { clean, decodePart, joinPlace } from "./words.ts";

Deno.test("splitPlaces() parts places at ; | / and or, but not at a comma", () => {
  assertEquals(splitPlaces("Berlin, Germany; London |Paris / Remote or Rome"), [
    "Berlin, Germany",
    "London",
    "Paris",
    "Remote",
    "Rome",
  ]);
  assertEquals(splitPlaces("London/Paris"), ["London", "Paris"]);
});

Deno.test("splitPlaces() names a place once and drops what is unavailable", () => {
  assertEquals(splitPlaces(" berlin ;Berlin; ;UNAVAILABLE"), ["berlin"]);
  assertEquals(splitPlaces(null), []);
});

Deno.test("workplaceFromWords() reads the first text that names a workplace", () => {
  assertEquals(workplaceFromWords("Berlin", "Engineer (Remote)"), "remote");
  assertEquals(workplaceFromWords("Hybrid - remote 2 days"), "hybrid");
  assertEquals(workplaceFromWords("Engineer, no remote"), "onsite");
  assertEquals(workplaceFromWords("Berlin", "Remoteness Analyst"), null);
});

Deno.test("workplaceFromField() knows every spelling of a workplace", () => {
  assertEquals(
    [
      "Remote",
      "Hybrid",
      "Flex",
      "Partially Remote",
      "on-site",
      "OnSite",
      "unspecified",
    ].map(workplaceFromField),
    ["remote", "hybrid", "hybrid", "hybrid", "onsite", "onsite", null],
  );
});

Deno.test("employmentType() prefers internship and contract over the hours", () => {
  assertEquals(
    [
      "FULL_TIME",
      "FullTime",
      "Part-time",
      "Full-time Intern",
      "Temporary",
      "Fixed-term contract",
      "Wizard",
      " ",
    ].map(employmentType),
    [
      "full_time",
      "full_time",
      "part_time",
      "internship",
      "temporary",
      "contract",
      "other",
      null,
    ],
  );
});

Deno.test("salary() needs an amount, orders it and knows the period", () => {
  assertEquals(
    salary({ min: 0, max: null, currency: "USD", period: "year" }),
    NO_SALARY,
  );
  assertEquals(
    salary({ min: "90,000", max: 60_000, currency: "eur", period: "1 YEAR" }),
    {
      salaryMin: 60_000,
      salaryMax: 90_000,
      salaryCurrency: "EUR",
      salaryPeriod: "year",
    },
  );
  assertEquals(
    salary({ min: 30, max: 40, currency: "$", period: "bi-weekly" }),
    { salaryMin: 30, salaryMax: 40, salaryCurrency: null, salaryPeriod: null },
  );
});

Deno.test("toDate() reads ISO dates and milliseconds and invents nothing", () => {
  assertEquals(
    toDate("2026-04-17T05:58:03-04:00")?.toISOString(),
    "2026-04-17T09:58:03.000Z",
  );
  assertEquals(toDate("2026-06-16")?.toISOString(), "2026-06-16T00:00:00.000Z");
  assertEquals(toDate(1_779_223_091_267)?.getTime(), 1_779_223_091_267);
  assertEquals([toDate("soon"), toDate(null), toDate(0), toDate("")], [
    null,
    null,
    null,
    null,
  ]);
});

Deno.test("dateFromAge() counts days back from now and invents nothing", () => {
  const now = new Date("2026-03-01T23:30:00Z");
  assertEquals(
    [
      "Posted Today",
      "Posted Yesterday",
      "Posted 1 Day Ago",
      "Posted 12 Days Ago",
      "Posted 30+ Days Ago",
      "Heute ausgeschrieben",
      "",
      null,
    ].map((text) => dateFromAge(text, now)?.toISOString() ?? null),
    [
      "2026-03-01T00:00:00.000Z",
      "2026-02-28T00:00:00.000Z",
      "2026-02-28T00:00:00.000Z",
      "2026-02-17T00:00:00.000Z",
      null,
      null,
      null,
      null,
    ],
  );
});

Deno.test("clean() folds white space and joinPlace() names a part once", () => {
  assertEquals(clean("  Amplitude\n "), "Amplitude");
  assertEquals(joinPlace("Singapore", null, "singapore"), "Singapore");
});

Deno.test("decodePart() decodes what can be decoded", () => {
  assertEquals(
    ["High%20Tea", "S%C3%A3o-Paulo", "100%", "", undefined].map(decodePart),
    ["High Tea", "São-Paulo", null, null, null],
  );
});

import { assertEquals } from "@std/assert";
import { WorkOrder } from "./work_order.ts";

const FILTER = {
  name: "mine",
  title_any: ["baker"],
  title_none: [],
  locations_any: [],
  workplace: ["remote"],
  employment: ["full_time"],
  employment_required: false,
  companies_none: [],
  keywords: { rye: 5 },
  min_salary: null,
  salary_currency: null,
  pay_required: false,
  min_score: 40,
};

function order(over: Record<string, unknown> = {}) {
  return {
    scan_id: "0f9d7d0c-5f5b-4c60-9d6b-7a5f3f0d3c11",
    source: {
      id: 7,
      company: null,
      url: "https://jobs.lever.co/acme",
      provider: null,
      board: null,
      settings: {},
    },
    fingerprint: null,
    cursor: null,
    filter_revision: "1",
    filters: [FILTER],
    requests_per_second: null,
    ...over,
  };
}

Deno.test("a work order of a source's first scan is read as it stands", () => {
  assertEquals<unknown>(WorkOrder.parse(order()), order());
});

Deno.test("a work order carries any cursor, and what a filter has beyond our words is dropped", () => {
  const read = WorkOrder.parse(
    order({
      cursor: { next: 200 },
      filters: [{ ...FILTER, max_age_days: 30 }],
    }),
  );
  assertEquals(read.cursor, { next: 200 });
  assertEquals<unknown>(read.filters, [FILTER]);
});

Deno.test("a work order that is not what begin_scan promises is refused", () => {
  for (
    const over of [
      { scan_id: "7" },
      { source: { ...order().source, id: "7" } },
      { filters: [{ ...FILTER, workplace: ["moon"] }] },
      { filters: [{ ...FILTER, keywords: { rye: "5" } }] },
      { filters: null },
      { filter_revision: 1 },
      { requests_per_second: 0 },
    ]
  ) {
    assertEquals(
      WorkOrder.safeParse(order(over)).success,
      false,
      JSON.stringify(over),
    );
  }
});

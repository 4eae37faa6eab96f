import { assertEquals, assertRejects } from "@std/assert";
import { createReporter, type Report } from "./report.ts";

const SCAN = "0f9d7d0c-5f5b-4c60-9d6b-7a5f3f0d3c11";

/** An API that answers each SQL function as agreed, and keeps what it was called with. */
function fakeApi(answers: Readonly<Record<string, unknown>>) {
  const calls: [name: string, args: unknown][] = [];
  const reporter = createReporter((name, args) => {
    calls.push([name, args]);
    return name in answers
      ? Promise.resolve(answers[name])
      : Promise.reject(new Error(`Unexpected call of ${name}`));
  });
  return { reporter, calls };
}

const REPORT: Report = {
  outcome: "unchanged",
  complete: true,
  reason: null,
  fingerprint: null,
  cursor: null,
  resolved: null,
  company: null,
  fetched: 0,
  matched: 0,
  rejected: 0,
  requests: 1,
  bytes: 2,
  advertised_total: null,
  seen_ids: null,
  matched_ids: null,
  postings: [],
  misses_until_closed: 1,
  empty_proves_nothing: false,
  has_details: false,
};

Deno.test("beginScan() is null for a scan that is stale, repeated or unknown", async () => {
  const { reporter, calls } = fakeApi({ begin_scan: null });
  assertEquals(await reporter.beginScan(SCAN), null);
  assertEquals(calls, [["begin_scan", { scan_id: SCAN }]]);
});

Deno.test("beginScan() refuses an order that is none", async () => {
  const { reporter } = fakeApi({ begin_scan: { scan_id: SCAN } });
  await assertRejects(() => reporter.beginScan(SCAN));
});

Deno.test("finishScan() sends the report and answers the postings that lack details", async () => {
  const { reporter, calls } = fakeApi({
    finish_scan: {
      outcome: "unchanged",
      inserted: 0,
      lacking: [],
      requests_per_second: 6,
    },
  });
  assertEquals(await reporter.finishScan(SCAN, REPORT), {
    outcome: "unchanged",
    lacking: [],
    requests_per_second: 6,
  });
  assertEquals(calls, [["finish_scan", { scan_id: SCAN, report: REPORT }]]);
});

Deno.test("finishScan() refuses an answer that does not say what is lacking", async () => {
  const { reporter } = fakeApi({ finish_scan: { outcome: "unchanged" } });
  await assertRejects(() => reporter.finishScan(SCAN, REPORT));
});

Deno.test("the reporter names the arguments of each function as SQL does", async () => {
  const { reporter, calls } = fakeApi({
    upsert_postings: null,
    save_details: { saved: 0, requests_per_second: null },
    fail_scan: null,
  });
  const failure = {
    kind: "blocked",
    message: "Cannot read acme.example: it answered 403",
    retry_after_seconds: null,
    requests: 1,
    bytes: 0,
    resolved: null,
  } as const;
  await reporter.upsertPostings(SCAN, [{ external_id: "1" }]);
  assertEquals(await reporter.saveDetails(SCAN, [], true), {
    requests_per_second: null,
  });
  await reporter.failScan(SCAN, failure);
  assertEquals(calls, [
    ["upsert_postings", { scan_id: SCAN, postings: [{ external_id: "1" }] }],
    ["save_details", { scan_id: SCAN, postings: [], last: true }],
    ["fail_scan", { scan_id: SCAN, error: failure }],
  ]);
});

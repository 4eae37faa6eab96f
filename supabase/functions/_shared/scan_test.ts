import { assert, assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import type { ScanErrorKind } from "./errors.ts";
import { createGate } from "./gate.ts";
import { EMPTY_POSTING } from "./posting.ts";
import type { Failure, Report, Reporter } from "./report.ts";
import type { LackingPosting, Row } from "./rows.ts";
import { READ_BUDGET_MS, runScan, type ScanDeps } from "./scan.ts";
import { NOW } from "./testing.ts";
import type { Filter, WorkOrder } from "./work_order.ts";

const SCAN = "0f9d7d0c-5f5b-4c60-9d6b-7a5f3f0d3c11";
const LEVER = "https://api.lever.co/v0/postings/acme?mode=json";
const GREENHOUSE =
  "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true";

function order(
  source: Partial<WorkOrder["source"]> = {},
  over: Partial<WorkOrder> = {},
): WorkOrder {
  return {
    scan_id: SCAN,
    source: {
      id: 7,
      company: "Acme",
      url: "https://jobs.lever.co/acme",
      provider: "lever",
      board: "acme",
      settings: {},
      ...source,
    },
    fingerprint: null,
    cursor: null,
    filter_revision: "1",
    filters: [],
    requests_per_second: null,
    ...over,
  };
}

const BAKERS: Filter = {
  name: "bakers",
  title_any: ["baker"],
  title_none: [],
  locations_any: [],
  workplace: [],
  employment: [],
  employment_required: false,
  companies_none: [],
  keywords: {},
  min_salary: null,
  salary_currency: null,
  pay_required: false,
  min_score: null,
};

function advert(id: string, text = "Baker") {
  return { id, text, hostedUrl: `https://jobs.lever.co/acme/${id}` };
}

function adverts(count: number) {
  return Array.from({ length: count }, (_, at) => advert(`id-${at}`));
}

type Door = Exclude<keyof Reporter, "beginScan">;

/**
 * One scan's side of the database: it lets a scan through its doors in their
 * order only, and can refuse at one of them.
 */
function fakeDatabase(
  workOrder: WorkOrder | null,
  over: {
    lacking?: LackingPosting[];
    refusesAt?: Door[];
    /** What finish_scan and then each save_details says of the pace. */
    paces?: (number | null)[];
  } = {},
) {
  const lacking = over.lacking ?? [];
  const paces = [...over.paces ?? []];
  const pace = () => ({ requests_per_second: paces.shift() ?? null });
  let state: "sent" | "running" | "finished" | "released" = "sent";
  const doors: string[] = [];
  const written: Row[] = [];
  const details: Row[] = [];
  const outcome: { report: Report | null; failure: Failure | null } = {
    report: null,
    failure: null,
  };
  function pass(door: Door, states: readonly (typeof state)[]): void {
    doors.push(door);
    if (over.refusesAt?.includes(door)) {
      throw new Error(`Cannot call ${door}: the connection failed`);
    }
    if (!states.includes(state)) {
      throw new Error(`Unexpected ${door}: the scan is ${state}`);
    }
  }
  const reporter: Reporter = {
    beginScan(scanId) {
      doors.push("beginScan");
      assertEquals(scanId, SCAN);
      if (state !== "sent") return Promise.resolve(null);
      if (workOrder) state = "running";
      return Promise.resolve(workOrder);
    },
    // deno-lint-ignore require-await -- a wrong call must reject, not throw
    async upsertPostings(_, rows) {
      pass("upsertPostings", ["running"]);
      written.push(...rows);
    },
    // deno-lint-ignore require-await -- as above
    async finishScan(_, report) {
      pass("finishScan", ["running"]);
      written.push(...report.postings);
      outcome.report = report;
      state = lacking.length > 0 ? "finished" : "released";
      return { outcome: report.outcome, lacking, ...pace() };
    },
    // deno-lint-ignore require-await -- as above
    async saveDetails(_, rows, last) {
      pass("saveDetails", ["finished"]);
      details.push(...rows);
      if (last) state = "released";
      return pace();
    },
    // deno-lint-ignore require-await -- as above
    async failScan(_, failure) {
      pass("failScan", ["running", "finished"]);
      outcome.failure = failure;
      state = "released";
    },
  };
  return { reporter, doors, written, details, outcome };
}

type Answers = Readonly<Record<string, () => Response | Promise<Response>>>;

async function scan(
  answers: Answers,
  database: ReturnType<typeof fakeDatabase>,
  over: Partial<ScanDeps> = {},
) {
  const asked: string[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  await runScan(SCAN, {
    reporter: database.reporter,
    // deno-lint-ignore require-await -- a failure must reject, not throw
    async fetch(address) {
      asked.push(String(address));
      const answer = answers[String(address)];
      if (!answer) throw new Error(`Unexpected request of ${address}`);
      return answer();
    },
    gateway: null,
    // deno-lint-ignore require-await -- a wrong name must reject, not throw
    async resolveHost(hostname) {
      if (!hostname.endsWith("acme.example")) {
        throw new Error(`Unexpected lookup of ${hostname}`);
      }
      return ["93.184.215.14"];
    },
    gate: createGate(),
    now: () => NOW,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: () => 0,
    sleep: () => Promise.resolve(),
    log: (line) => lines.push(line),
    ...over,
  });
  const { report, failure } = database.outcome;
  return { ...database, report, failure, asked, lines };
}

const json = (body: unknown) => () => Response.json(body);
const status = (code: number, headers: HeadersInit = {}) => () =>
  new Response("db.internal", { status: code, headers });

Deno.test("a scan of a small board begins and finishes, and that is all", async () => {
  const { doors, report, asked, written, lines } = await scan(
    { [LEVER]: json([advert("1"), advert("2", "Cook")]) },
    fakeDatabase(order({}, { filters: [BAKERS] })),
  );
  assertEquals(doors, ["beginScan", "finishScan"]);
  assertEquals(asked, [LEVER]);
  assertEquals(written.map((row) => row.external_id), ["1"]);
  const { postings: _, fingerprint, bytes, ...rest } = report ?? {};
  assert(fingerprint);
  assertEquals<unknown>(rest, {
    outcome: "succeeded",
    complete: true,
    reason: null,
    cursor: null,
    resolved: null,
    company: null,
    fetched: 2,
    matched: 1,
    rejected: 0,
    requests: 1,
    advertised_total: null,
    seen_ids: ["1", "2"],
    matched_ids: ["1"],
    misses_until_closed: 1,
    empty_proves_nothing: false,
    has_details: false,
  });
  assertEquals(lines, [{
    scan_id: SCAN,
    source_id: 7,
    provider: "lever",
    outcome: "succeeded",
    fetched: 2,
    matched: 1,
    rejected: 0,
    details: 0,
    requests: 1,
    bytes,
    ms: 0,
  }]);
});

Deno.test("a scan that is stale does nothing", async () => {
  const { doors, asked, lines } = await scan({}, fakeDatabase(null));
  assertEquals(doors, ["beginScan"]);
  assertEquals(asked, []);
  assertEquals(lines, [{ scan_id: SCAN, outcome: "stale" }]);
});

Deno.test("a scan of a large board writes before it finishes, and names all it saw", async () => {
  const { doors, report, written } = await scan(
    { [LEVER]: json(adverts(1_200)) },
    fakeDatabase(order()),
  );
  assertEquals(doors, [
    "beginScan",
    "upsertPostings",
    "upsertPostings",
    "finishScan",
  ]);
  assertEquals(report?.postings.length, 200);
  assertEquals(written.length, 1_200);
  assertEquals(report?.seen_ids?.length, 1_200);
  assertEquals(report?.matched_ids?.length, 1_200);
});

Deno.test("a scan asks through the gateway where one is set", async () => {
  const { asked, report } = await scan(
    {
      "http://gateway.example/api.lever.co/v0/postings/acme?mode=json": json(
        [],
      ),
    },
    fakeDatabase(order()),
    { gateway: new URL("http://gateway.example/") },
  );
  assertEquals(asked.length, 1);
  assertEquals(report?.outcome, "succeeded");
});

/** What the first scan of a board leaves for the next. */
async function fingerprintOf(answers: Answers, workOrder = order()) {
  const { report } = await scan(answers, fakeDatabase(workOrder));
  return report?.fingerprint ?? null;
}

Deno.test("a scan of a board that is as it was says so, and nothing of its postings", async () => {
  const answers = { [LEVER]: json(adverts(600)) };
  const fingerprint = await fingerprintOf(answers);
  const { doors, report } = await scan(
    answers,
    fakeDatabase(order({}, { fingerprint })),
  );
  assertEquals(doors, ["beginScan", "finishScan"]);
  assertEquals(report?.outcome, "unchanged");
  assertEquals(report?.fetched, 0);
  assertEquals(report?.seen_ids, null);
  assertEquals(report?.matched_ids, null);
  assertEquals(report?.postings, []);
  assertEquals(report?.requests, 1);
});

Deno.test("a scan reads an unchanged board again when it would be judged otherwise", async () => {
  const answers = { [LEVER]: json(adverts(2)) };
  const fingerprint = await fingerprintOf(answers);
  for (
    const workOrder of [
      order({}, { fingerprint, filter_revision: "2" }),
      order({ settings: { depth: 2 } }, { fingerprint }),
    ]
  ) {
    const { report } = await scan(answers, fakeDatabase(workOrder));
    assertEquals(report?.outcome, "succeeded");
    assertEquals(report?.fetched, 2);
  }
});

Deno.test("a scan asks a board that told of its state for news only, and keeps what it knew", async () => {
  const tagged = () => Response.json(adverts(2), { headers: { etag: '"1"' } });
  const fingerprint = await fingerprintOf({ [LEVER]: tagged });
  const asked: (string | null)[] = [];
  const { report } = await scan(
    {},
    fakeDatabase(order({}, { fingerprint })),
    {
      fetch: (_, init) => {
        asked.push(new Headers(init?.headers).get("if-none-match"));
        return Promise.resolve(new Response(null, { status: 304 }));
      },
    },
  );
  assertEquals(asked, ['"1"']);
  assertEquals(report?.outcome, "unchanged");
  assertEquals(report?.bytes, 0);
  assertEquals(report?.fingerprint, fingerprint);
});

Deno.test("a scan of a part of a board says why, and leaves no fingerprint", async () => {
  const { doors, report } = await scan(
    { [GREENHOUSE]: json({ jobs: [], meta: { total: 3 } }) },
    fakeDatabase(order({ provider: "greenhouse" })),
  );
  assertEquals(doors, ["beginScan", "finishScan"]);
  assertEquals(report?.outcome, "partial");
  assertEquals(report?.reason, "The board listed 0 of 3 postings");
  assertEquals(report?.fingerprint, null);
  assertEquals(report?.advertised_total, 3);
});

Deno.test("a scan that could not read an advert is partial", async () => {
  const { report, written } = await scan(
    { [LEVER]: json([advert("1"), { id: "2" }]) },
    fakeDatabase(order()),
  );
  assertEquals(report?.outcome, "partial");
  assertEquals(report?.rejected, 1);
  assertEquals(report?.fingerprint, null);
  assertEquals(written.map((row) => row.external_id), ["1"]);
});

const FAILURES: [ScanErrorKind, Answers[string]][] = [
  ["not_found", status(404)],
  ["moved", status(302, { location: "https://other.example/" })],
  ["blocked", status(403)],
  ["throttled", status(429, { "retry-after": "90" })],
  ["unavailable", status(500)],
  ["unavailable", () => Promise.reject(new TypeError("db.internal"))],
  ["timeout", () => Promise.reject(new DOMException("Late", "TimeoutError"))],
  ["payload", () => new Response("<html>Please sign in</html>")],
  ["payload", () => new Response('[{"id":"1","text":"Ba')],
  ["payload", json({ ok: false })],
];

for (const [at, [kind, answer]] of FAILURES.entries()) {
  Deno.test(`a scan fails as ${kind} (${at + 1}), and shows nothing of the answer`, async () => {
    const { doors, failure, lines } = await scan(
      { [LEVER]: answer },
      fakeDatabase(order()),
    );
    assertEquals(doors, ["beginScan", "failScan"]);
    assertEquals(failure?.kind, kind);
    assertEquals(
      failure?.retry_after_seconds,
      kind === "throttled" ? 90 : null,
    );
    assert(failure?.message.startsWith("Cannot read "), failure?.message);
    assert(!/db\.internal|sign in|Ba/.test(JSON.stringify([failure, lines])));
    assertEquals(lines.length, 1);
    assertEquals(lines[0]?.outcome, "failed");
    assertEquals(lines[0]?.error_kind, kind);
  });
}

Deno.test("a scan fails with what it took until then", async () => {
  const { failure } = await scan(
    { [LEVER]: status(503) },
    fakeDatabase(order()),
  );
  assertEquals(failure?.requests, 4);
  assertEquals(failure?.bytes, 0);
});

Deno.test("a scan fails on an address that must not be read, and asks nobody", async () => {
  const { doors, failure, asked } = await scan(
    {},
    fakeDatabase(
      order({ provider: null, board: null, url: "http://10.0.0.1/careers" }),
    ),
  );
  assertEquals(doors, ["beginScan", "failScan"]);
  assertEquals(failure?.kind, "unsafe_url");
  assertEquals(asked, []);
});

Deno.test("a scan fails as too large when a board sends without end", async () => {
  const endless = () =>
    new Response(
      new ReadableStream({
        pull: (controller) =>
          controller.enqueue(new Uint8Array(4 * 1024 * 1024)),
      }, { highWaterMark: 0 }),
    );
  const { failure } = await scan({ [LEVER]: endless }, fakeDatabase(order()));
  assertEquals(failure?.kind, "too_large");
});

Deno.test("a scan fails as a mistake of ours when there is no such provider", async () => {
  const { failure } = await scan(
    {},
    fakeDatabase(order({ provider: "taleo" })),
  );
  assertEquals(failure?.kind, "internal");
  assertEquals(failure?.resolved, null);
});

Deno.test("a scan fails when the database refuses what it writes", async () => {
  const large = { [LEVER]: json(adverts(600)) };
  const upsert = await scan(
    large,
    fakeDatabase(order(), { refusesAt: ["upsertPostings"] }),
  );
  assertEquals(upsert.doors, ["beginScan", "upsertPostings", "failScan"]);
  assertEquals(upsert.failure?.kind, "internal");

  const finish = await scan(
    { [LEVER]: json([]) },
    fakeDatabase(order(), { refusesAt: ["finishScan"] }),
  );
  assertEquals(finish.doors, ["beginScan", "finishScan", "failScan"]);
  assertEquals(
    finish.failure?.message,
    "Cannot call finishScan: the connection failed",
  );
});

Deno.test("a failure that cannot be reported is logged with its own reason", async () => {
  const { lines } = await scan(
    { [LEVER]: status(404) },
    fakeDatabase(order(), { refusesAt: ["failScan"] }),
  );
  assertEquals(lines[0], {
    scan_id: SCAN,
    outcome: "unreported",
    error: "Cannot read api.lever.co: it answered 404",
    cause: "Cannot call failScan: the connection failed",
  });
  assertEquals(lines[1]?.outcome, "failed");
});

Deno.test("the first scan of a source tells what it found behind the address", async () => {
  const first = order({ provider: null, board: null });
  const resolved = { provider: "lever", board: "acme", host: "api.lever.co" };
  const read = await scan({ [LEVER]: json([]) }, fakeDatabase(first));
  assertEquals(read.report?.resolved, resolved);
  const failed = await scan({ [LEVER]: status(404) }, fakeDatabase(first));
  assertEquals(failed.failure?.resolved, resolved);
});

Deno.test("a page that sends readers to its name with www is read there", async () => {
  const page =
    '<script type="application/ld+json">{"@type":"JobPosting","title":"Baker"}</script>';
  const { report, asked } = await scan(
    {
      "https://www.acme.example/robots.txt": status(404),
      "https://acme.example/careers": status(301, {
        location: "https://www.acme.example/careers",
      }),
      "https://www.acme.example/careers": () => new Response(page),
    },
    fakeDatabase(
      order({
        provider: null,
        board: null,
        url: "https://acme.example/careers",
      }),
    ),
  );
  // Where it is sent on to, what it is, whether it may be read, and the page.
  assertEquals(asked.length, 4);
  assertEquals(report?.outcome, "succeeded");
  assertEquals(report?.fetched, 1);
  assertEquals(report?.resolved?.host, "www.acme.example");
});

Deno.test("the first scan of a company's own page reads the board that it shows", async () => {
  const { report } = await scan(
    {
      "https://acme.example/careers": () =>
        new Response('<iframe src="https://jobs.lever.co/acme"></iframe>'),
      [LEVER]: json([]),
    },
    fakeDatabase(
      order({
        provider: null,
        board: null,
        url: "https://acme.example/careers",
      }),
    ),
  );
  assertEquals(report?.outcome, "succeeded");
  assertEquals(report?.resolved, {
    provider: "lever",
    board: "acme",
    host: "api.lever.co",
  });
});

Deno.test("a scan looks up the names that people typed, and asks none that leads to a private address", async () => {
  const { failure, asked } = await scan(
    {},
    fakeDatabase(
      order({ provider: null, board: null, url: "https://acme.example/jobs" }),
    ),
    { resolveHost: () => Promise.resolve(["93.184.215.14", "10.0.0.1"]) },
  );
  assertEquals(failure?.kind, "unsafe_url");
  assertEquals(asked, []);
});

Deno.test("a scan leaves names to the gateway where one is set, and to the system whose own they are", async () => {
  const forbidden = () => Promise.reject(new Error("Unexpected lookup"));
  const via = "http://gateway.example/acme.example";
  const typed = await scan(
    {
      [`${via}/robots.txt`]: status(404),
      [`${via}/jobs`]: () =>
        new Response(
          '<script type="application/ld+json">{"@type":"JobPosting","title":"Baker"}</script>',
        ),
    },
    fakeDatabase(
      order({ provider: null, board: null, url: "https://acme.example/jobs" }),
    ),
    { resolveHost: forbidden, gateway: new URL("http://gateway.example/") },
  );
  assertEquals(typed.report?.outcome, "succeeded");
  const own = await scan(
    { [LEVER]: json([]) },
    fakeDatabase(order()),
    { resolveHost: forbidden },
  );
  assertEquals(own.report?.outcome, "succeeded");
});

const SMART = "https://api.smartrecruiters.com/v1/companies/Acme/postings";
const SMART_LIST: Answers = {
  [`${SMART}?limit=100&offset=0`]: json({
    totalFound: 2,
    content: [{ id: "1", name: "Baker" }, { id: "2", name: "Cook" }],
  }),
};

function lacking(...ids: string[]): LackingPosting[] {
  return ids.map((externalId) => ({
    hasDetails: false,
    posting: {
      ...EMPTY_POSTING,
      externalId,
      title: "Baker",
      url: `https://jobs.smartrecruiters.com/Acme/${externalId}`,
    },
  }));
}

function smartDetail(id: string) {
  return json({
    id,
    jobId: `job-${id}`,
    jobAd: { sections: { jobDescription: { text: "<p>Bread</p>" } } },
  });
}

function smartDatabase(ids: string[], paces: (number | null)[] = []) {
  return fakeDatabase(
    order({ provider: "smartrecruiters", board: "Acme" }),
    { lacking: lacking(...ids), paces },
  );
}

Deno.test("a scan reads the details that the database still lacks, and saves them last", async () => {
  const { doors, report, details, asked, lines } = await scan(
    { ...SMART_LIST, [`${SMART}/1`]: smartDetail("1") },
    smartDatabase(["1"]),
  );
  assertEquals(doors, ["beginScan", "finishScan", "saveDetails"]);
  assertEquals(asked.length, 2);
  assertEquals(report?.has_details, true);
  assertEquals(report?.empty_proves_nothing, true);
  assertEquals(report?.misses_until_closed, 2);
  assertEquals(report?.requests, 1);
  assertEquals(
    details.map((row) => [row.external_id, row.description, row.requisition]),
    [["1", "Bread", "job-1"]],
  );
  assertEquals(lines[0]?.details, 1);
  assertEquals(lines[0]?.requests, 2);
});

Deno.test("a scan marks an advert that is gone meanwhile, and settles the others", async () => {
  const { doors, details, failure } = await scan(
    {
      ...SMART_LIST,
      [`${SMART}/1`]: status(404),
      [`${SMART}/2`]: smartDetail("2"),
    },
    smartDatabase(["1", "2"]),
  );
  assertEquals(doors, ["beginScan", "finishScan", "saveDetails"]);
  assertEquals(details[0], { external_id: "1", failed: true });
  assertEquals(details[1]?.external_id, "2");
  assertEquals(failure, null);
});

Deno.test("a scan asks for details at the pace that the database last told", async () => {
  const ids = Array.from({ length: 20 }, (_, n) => String(n + 1));
  const waits: number[] = [];
  let now = NOW.getTime();
  const { doors, details } = await scan(
    {
      ...SMART_LIST,
      ...Object.fromEntries(
        ids.map((id) => [`${SMART}/${id}`, smartDetail(id)]),
      ),
    },
    smartDatabase(ids, [0.4, ...ids.map(() => 1)]),
    {
      now: () => new Date(now),
      sleep(ms) {
        waits.push(ms);
        now += ms;
        return Promise.resolve();
      },
    },
  );
  assertEquals(details.length, 20);
  assert(doors.filter((door) => door === "saveDetails").length > 1);
  assertEquals(waits[0], 2_500);
  assertEquals(waits.at(-1), 1_000);
});

Deno.test("a scan whose details cannot be saved fails after its listing is in", async () => {
  const database = fakeDatabase(
    order({ provider: "smartrecruiters", board: "Acme" }),
    { lacking: lacking("1"), refusesAt: ["saveDetails"] },
  );
  const { doors, failure } = await scan(
    { ...SMART_LIST, [`${SMART}/1`]: smartDetail("1") },
    database,
  );
  assertEquals(doors, ["beginScan", "finishScan", "saveDetails", "failScan"]);
  assertEquals(failure?.kind, "internal");
});

/** Sleeps until the scan's time is up, as a signal that is heeded does. */
function sleepTooLong(time: FakeTime): ScanDeps["sleep"] {
  return (_, signal) => {
    time.tick(READ_BUDGET_MS);
    return signal.aborted
      ? Promise.reject(signal.reason)
      : Promise.reject(new Error("The scan's time did not end"));
  };
}

Deno.test("a scan whose time is up while it reads the list fails as such", async () => {
  using time = new FakeTime();
  const { doors, failure } = await scan(
    { [LEVER]: status(503) },
    fakeDatabase(order()),
    { sleep: sleepTooLong(time) },
  );
  assertEquals(doors, ["beginScan", "failScan"]);
  assertEquals(failure?.kind, "deadline");
});

Deno.test("a scan whose time is up while it reads details leaves the rest for the next", async () => {
  using time = new FakeTime();
  const { doors, details, failure, lines } = await scan(
    { ...SMART_LIST, [`${SMART}/1`]: status(503) },
    smartDatabase(["1"]),
    { sleep: sleepTooLong(time) },
  );
  assertEquals(doors, ["beginScan", "finishScan", "saveDetails"]);
  assertEquals(details, []);
  assertEquals(failure, null);
  assertEquals(lines[0]?.details, 0);
});

Deno.test("a scan that has ended leaves no clock running", async () => {
  using time = new FakeTime();
  const answers = [status(503), json([])];
  const signals: AbortSignal[] = [];
  const { report } = await scan(
    { [LEVER]: () => answers.shift()?.() ?? status(418)() },
    fakeDatabase(order()),
    {
      sleep(_, signal) {
        signals.push(signal);
        return Promise.resolve();
      },
    },
  );
  assertEquals(report?.outcome, "succeeded");
  time.tick(READ_BUDGET_MS);
  assertEquals(signals.map(({ aborted }) => aborted), [false]);
});

Deno.test("a scan that cannot begin says so and does nothing", async () => {
  const database = fakeDatabase(order());
  const { lines, asked, doors } = await scan({}, {
    ...database,
    reporter: {
      ...database.reporter,
      beginScan: () => Promise.reject(new Error("no connection")),
    },
  });
  assertEquals(lines, [{
    scan_id: SCAN,
    outcome: "not_begun",
    error: "Error: no connection",
  }]);
  assertEquals([asked, doors], [[], []]);
});

Deno.test("a scan's line says what its isolate's CPU did meanwhile, where that is known", async () => {
  const used = [100, 350];
  const { lines } = await scan(
    { [LEVER]: json([]) },
    fakeDatabase(order()),
    { cpuMs: () => used.shift() ?? null },
  );
  assertEquals(lines.map(({ isolate_cpu_ms }) => isolate_cpu_ms), [250]);
});

Deno.test("a scan's lines tell ids, counts and times, and never a posting, an address or a key", async () => {
  const { lines } = await scan(
    { [LEVER]: json([advert("secret-id", "Secret Baker")]) },
    fakeDatabase(order()),
  );
  const text = JSON.stringify(lines);
  assertEquals(/Baker|secret|http|acme/i.test(text), false, text);
  assertEquals(
    lines.map(({ provider, outcome, fetched }) => [
      provider,
      outcome,
      fetched,
    ]),
    [["lever", "succeeded", 1]],
  );
});

Deno.test("a page that fails takes none of the postings before it with it", async () => {
  const many = Array.from({ length: 100 }, (_, at) => ({
    id: String(at),
    name: "Baker",
  }));
  const { written, failure, doors } = await scan(
    {
      [`${SMART}?limit=100&offset=0`]: json({ totalFound: 101, content: many }),
      [`${SMART}?limit=100&offset=100`]: status(500),
    },
    fakeDatabase(order({ provider: "smartrecruiters", board: "Acme" })),
  );
  assertEquals(written.length, 100);
  assertEquals(failure?.kind, "unavailable");
  assertEquals(doors, ["beginScan", "upsertPostings", "failScan"]);
});

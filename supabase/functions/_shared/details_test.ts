import { assertEquals, assertRejects } from "@std/assert";
import { readDetails } from "./details.ts";
import { ScanError, type ScanErrorKind } from "./errors.ts";
import { createJudge, type Judge } from "./judge.ts";
import { createPool } from "./pool.ts";
import { EMPTY_POSTING, lazyText, type Posting } from "./posting.ts";
import { lever } from "./providers/lever.ts";
import type { Provider } from "./providers/types.ts";
import type { LackingPosting, Row } from "./rows.ts";
import { fakeHttp, NOW, readContext } from "./testing.ts";

function lacking(count: number, hasDetails = false): LackingPosting[] {
  return Array.from({ length: count }, (_, at) => ({
    hasDetails,
    posting: {
      ...EMPTY_POSTING,
      externalId: String(at),
      title: "Baker",
      url: `https://acme.example/${at}`,
    },
  }));
}

type Detail = (posting: { externalId: string }) => Promise<Partial<Posting>>;

/** What `save_details` was given: the rows, and which call was the last. */
function fakeTable() {
  const rows: Row[] = [];
  const calls: { count: number; last: boolean }[] = [];
  return {
    rows,
    calls,
    save(postings: readonly Row[], last: boolean): Promise<void> {
      if (calls.at(-1)?.last) throw new Error("Unexpected call after the last");
      rows.push(...postings);
      calls.push({ count: postings.length, last });
      return Promise.resolve();
    },
  };
}

async function read(
  postings: readonly LackingPosting[],
  detail: Detail,
  over: {
    judge?: Judge;
    signal?: AbortSignal;
    parallel?: boolean;
    table?: ReturnType<typeof fakeTable>;
    paced?: boolean;
    now?: () => Date;
  } = {},
) {
  const table = over.table ?? fakeTable();
  // Any provider's own words would do: only its details are asked for.
  const provider: Provider<unknown> = {
    ...lever,
    detail: (posting) => detail(posting),
  };
  const settled = await readDetails(postings, {
    provider,
    context: {
      ...readContext(fakeHttp([])),
      ...(over.parallel && { pool: createPool() }),
      board: { provider: "lever", key: "acme" },
    },
    judge: over.judge ?? createJudge([]),
    scope: { provider: "lever", sourceId: 7, tenant: null },
    signal: over.signal ?? new AbortController().signal,
    paced: over.paced ?? false,
    now: over.now ?? (() => NOW),
    save: table.save,
  });
  return { ...table, settled };
}

const tells: Detail = ({ externalId }) =>
  Promise.resolve({ description: lazyText(() => `Bread ${externalId}`) });

function fails(kind: ScanErrorKind): Promise<never> {
  return Promise.reject(new ScanError(kind, "Cannot read acme.example"));
}

Deno.test("readDetails() saves what each advert tells, judged with it", async () => {
  const { rows, calls, settled } = await read(lacking(2), tells, {
    judge: (posting) => ({
      verdict: posting.description?.() === "Bread 1" ? "match" : "rejected",
      score: 50,
      reasons: [],
      refused: [],
      filters: [],
    }),
  });
  assertEquals(settled, 2);
  assertEquals(calls, [{ count: 2, last: true }]);
  assertEquals(
    rows.map((row) => [row.external_id, row.description, row.verdict]),
    [["0", "Bread 0", "rejected"], ["1", "Bread 1", "match"]],
  );
});

Deno.test("readDetails() saves a hundred at a time, and the last call is always made", async () => {
  const { calls } = await read(lacking(250), tells, { parallel: true });
  assertEquals(calls, [
    { count: 100, last: false },
    { count: 100, last: false },
    { count: 50, last: true },
  ]);
  const even = await read(lacking(100), tells);
  assertEquals(even.calls, [
    { count: 100, last: false },
    { count: 0, last: true },
  ]);
});

Deno.test("readDetails() saves every few seconds where the host's pace may have changed meanwhile", async () => {
  let now = NOW.getTime();
  const slowly: Detail = (posting) => {
    now += 1_000;
    return tells(posting);
  };
  const clock = () => new Date(now);
  const paced = await read(lacking(7), slowly, { paced: true, now: clock });
  assertEquals(paced.calls, [
    { count: 2, last: false },
    { count: 2, last: false },
    { count: 2, last: false },
    { count: 1, last: true },
  ]);
  const free = await read(lacking(7), slowly, { now: clock });
  assertEquals(free.calls, [{ count: 7, last: true }]);
});

Deno.test("readDetails() judges anew what has its details, and asks nobody", async () => {
  const { rows, settled } = await read(
    lacking(1, true),
    () => Promise.reject(new Error("Unexpected request")),
  );
  assertEquals(settled, 1);
  assertEquals(rows, [{
    external_id: "0",
    role_key: "7:0",
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    salary_in_text: false,
    verdict: "match",
    score: 50,
    score_reasons: [],
    filters: [],
  }]);
});

Deno.test("readDetails() marks an advert that could not be read, and goes on", async () => {
  for (
    const kind of [
      "not_found",
      "moved",
      "payload",
      "unavailable",
      "timeout",
      "too_large",
    ] as const
  ) {
    const { rows, settled } = await read(
      lacking(2),
      (posting) => posting.externalId === "0" ? fails(kind) : tells(posting),
    );
    assertEquals(settled, 1, kind);
    assertEquals(rows[0], { external_id: "0", failed: true });
    assertEquals(rows[1]?.external_id, "1");
  }
});

Deno.test("readDetails() asks no more of a host that wants to be left alone, saves what it has and says so", async () => {
  for (const kind of ["throttled", "blocked"] as const) {
    const asked: string[] = [];
    const table = fakeTable();
    const error = await assertRejects(
      () =>
        read(lacking(5), (posting) => {
          asked.push(posting.externalId);
          return posting.externalId === "1" ? fails(kind) : tells(posting);
        }, { table }),
      ScanError,
    );
    assertEquals([error.kind, asked], [kind, ["0", "1"]]);
    assertEquals(table.rows.map((row) => row.external_id), ["0"]);
    assertEquals(table.calls, [{ count: 1, last: false }]);
  }
});

Deno.test("readDetails() asks no more once a request ran into the scan's deadline", async () => {
  const { rows, calls } = await read(
    lacking(5),
    (posting) =>
      posting.externalId === "1" ? fails("deadline") : tells(posting),
  );
  assertEquals(rows.map((row) => row.external_id), ["0"]);
  assertEquals(calls, [{ count: 1, last: true }]);
});

Deno.test("readDetails() leaves the rest for the next scan when its time is up", async () => {
  const deadline = new AbortController();
  const { rows, calls } = await read(lacking(5), (posting) => {
    deadline.abort();
    return tells(posting);
  }, { signal: deadline.signal });
  assertEquals(rows.map((row) => row.external_id), ["0"]);
  assertEquals(calls, [{ count: 1, last: true }]);
});

Deno.test("readDetails() lets a mistake of ours end the scan", async () => {
  await assertRejects(
    () =>
      read(lacking(1), () => Promise.reject(new TypeError("Not a function"))),
    TypeError,
    "Not a function",
  );
});

import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Judgement } from "./judge.ts";
import { EMPTY_POSTING, lazyText, type Posting } from "./posting.ts";
import {
  LackingPostings,
  roleKey,
  type RoleScope,
  toDetailRow,
  toRow,
} from "./rows.ts";

const SCOPE: RoleScope = { provider: "workday", sourceId: 7, tenant: null };

const JUDGEMENT: Judgement = {
  verdict: "provisional",
  score: 70,
  reasons: ["+10 title: baker"],
  filters: ["mine"],
  refused: [],
};

function posting(over: Partial<Posting> = {}): Posting {
  return {
    ...EMPTY_POSTING,
    externalId: "1",
    title: "Baker",
    url: "https://acme.example/1",
    ...over,
  };
}

Deno.test("roleKey() is the advert's own where its job is not known", () => {
  assertEquals(roleKey(SCOPE, posting()), "7:1");
});

Deno.test("roleKey() takes no text for a job's id that no index could hold", () => {
  const keys = [500, 501].map((length) =>
    roleKey(SCOPE, posting({ requisition: "R".repeat(length) })).length
  );
  assertEquals(keys, ["7:r:".length + 500, "7:1".length]);
});

Deno.test("roleKey() joins the adverts of one job of a board, but not of two boards", () => {
  const one = posting({ externalId: "1", requisition: "R1" });
  const other = posting({ externalId: "2", requisition: "R1" });
  assertEquals(roleKey(SCOPE, one), roleKey(SCOPE, other));
  assertEquals(
    roleKey(SCOPE, one) === roleKey({ ...SCOPE, sourceId: 8 }, one),
    false,
  );
});

Deno.test("roleKey() keeps a job apart from an advert of the same number", () => {
  const advert = posting({ externalId: "R1" });
  const job = posting({ externalId: "2", requisition: "R1" });
  assertEquals(roleKey(SCOPE, advert) === roleKey(SCOPE, job), false);
});

Deno.test("roleKey() joins the boards of one employer where they share its job ids", () => {
  const one = posting({ requisition: "R1" });
  const acme = { ...SCOPE, tenant: "acme" };
  assertEquals(roleKey(acme, one), "workday:acme:R1");
  assertEquals(roleKey({ ...acme, sourceId: 8 }, one), "workday:acme:R1");
});

Deno.test("toRow() has every column of a posting and of its judgement", () => {
  const row = toRow(
    posting({
      company: "Acme",
      applyUrl: "https://acme.example/1/apply",
      locations: ["Berlin", "Rome"],
      workplace: "hybrid",
      department: "Kitchen",
      team: "Ovens",
      employmentType: "full_time",
      salaryMin: 30_000,
      salaryMax: 40_000,
      salaryCurrency: "EUR",
      salaryPeriod: "year",
      description: lazyText(() => "Bread"),
      requisition: "R1",
      postedAt: new Date("2026-02-17T00:00:00Z"),
    }),
    JUDGEMENT,
    SCOPE,
    ["salaryMin", "employmentType"],
  );
  assertEquals(row, {
    external_id: "1",
    title: "Baker",
    company: "Acme",
    url: "https://acme.example/1",
    apply_url: "https://acme.example/1/apply",
    locations: ["Berlin", "Rome"],
    workplace: "hybrid",
    department: "Kitchen",
    team: "Ovens",
    employment_type: "full_time",
    salary_min: 30_000,
    salary_max: 40_000,
    salary_currency: "EUR",
    salary_period: "year",
    salary_in_text: false,
    description: "Bread",
    requisition: "R1",
    posted_at: new Date("2026-02-17T00:00:00Z"),
    role_key: "7:r:R1",
    verdict: "provisional",
    score: 70,
    score_reasons: ["+10 title: baker"],
    filters: ["mine"],
    unknown: ["salary_min", "employment_type"],
  });
});

Deno.test("toRow() drops what Postgres cannot store, in every text", () => {
  const row = toRow(
    posting({
      externalId: "1\0",
      title: "Ba\0ker \ud83d",
      locations: ["Ber\0lin", "\udc00Rome"],
      description: lazyText(() => "Bread\0"),
      requisition: "R\0 1",
    }),
    JUDGEMENT,
    SCOPE,
    [],
  );
  assertEquals(row.external_id, "1");
  assertEquals(row.title, "Baker \ufffd");
  assertEquals(row.locations, ["Berlin", "\ufffdRome"]);
  assertEquals(row.description, "Bread");
  assertEquals(row.role_key, "7:r:R 1");
});

const PAY = {
  salary_min: 50_000,
  salary_max: 60_000,
  salary_currency: "EUR",
  salary_period: "year",
  salary_in_text: true,
};
const wordy = posting({
  locations: ["Berlin"],
  description: lazyText(() => "We pay €50,000 - €60,000 per year."),
});

Deno.test("toRow() takes the pay that only the words name, and says so", () => {
  const row = toRow(wordy, JUDGEMENT, SCOPE, []);
  assertEquals({ ...row, ...PAY }, row);
});

Deno.test("toRow() keeps to the pay that a field names", () => {
  const row = toRow(
    { ...wordy, salaryMin: 1, salaryCurrency: "EUR", salaryPeriod: "hour" },
    JUDGEMENT,
    SCOPE,
    [],
  );
  assertEquals([row.salary_min, row.salary_max, row.salary_in_text], [
    1,
    null,
    false,
  ]);
});

Deno.test("toRow() leaves pay to whoever reads the text, where a list has none", () => {
  const row = toRow(posting(), JUDGEMENT, SCOPE, ["description"]);
  assertEquals(row.unknown, [
    "description",
    "salary_min",
    "salary_max",
    "salary_currency",
    "salary_period",
  ]);
});

Deno.test("toDetailRow() takes the pay that the text of the details names", () => {
  const details = { description: wordy.description };
  const row = toDetailRow(details, wordy, JUDGEMENT, SCOPE);
  assertEquals({ ...row, ...PAY }, row);
});

Deno.test("toDetailRow() has what the details told, and names the posting", () => {
  const details = { description: lazyText(() => "Bread"), requisition: "R1" };
  const row = toDetailRow(
    details,
    posting(details),
    { ...JUDGEMENT, verdict: "match" },
    SCOPE,
  );
  assertEquals(row, {
    external_id: "1",
    description: "Bread",
    requisition: "R1",
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    salary_in_text: false,
    role_key: "7:r:R1",
    verdict: "match",
    score: 70,
    score_reasons: ["+10 title: baker"],
    filters: ["mine"],
  });
});

function lacking(over: Record<string, unknown> = {}) {
  return {
    external_id: "1",
    title: "Baker",
    company: null,
    url: "https://acme.example/1",
    apply_url: null,
    locations: ["Berlin"],
    workplace: "remote",
    department: null,
    team: null,
    employment_type: null,
    salary_min: null,
    salary_max: 40_000,
    salary_currency: "EUR",
    salary_period: "year",
    description: "Bread",
    requisition: "R1",
    posted_at: "2026-02-17T00:00:00+00:00",
    has_details: true,
    ...over,
  };
}

Deno.test("LackingPostings reads a stored posting back as it was written", () => {
  const [read] = LackingPostings.parse([lacking()]);
  assert(read);
  assertEquals(read.hasDetails, true);
  assertEquals(read.posting.description?.(), "Bread");
  assertEquals(
    { ...read.posting, description: null },
    posting({
      locations: ["Berlin"],
      workplace: "remote",
      salaryMax: 40_000,
      salaryCurrency: "EUR",
      salaryPeriod: "year",
      requisition: "R1",
      postedAt: new Date("2026-02-17T00:00:00Z"),
    }),
  );
});

Deno.test("LackingPostings keeps unknown as unknown", () => {
  const [read] = LackingPostings.parse([
    lacking({ description: null, posted_at: null, has_details: false }),
  ]);
  assertEquals(read?.posting.description, null);
  assertEquals(read?.posting.postedAt, null);
  assertEquals(read?.hasDetails, false);
});

Deno.test("LackingPostings refuses a word that is none of ours", () => {
  assertThrows(() => LackingPostings.parse([lacking({ workplace: "moon" })]));
});

import { assert, assertEquals, assertMatch } from "@std/assert";
import { unescape } from "@std/html/entities";
import { z } from "zod";
import { ask, askJson, postingsOf, smallBoards, truthOf } from "./testing.ts";

const BOARDS = "/boards-api.greenhouse.io/v1/boards";

const LightJob = z.object({
  absolute_url: z.url(),
  data_compliance: z.array(z.object({ type: z.literal("gdpr") })),
  internal_job_id: z.number().int().nullable(),
  location: z.strictObject({ name: z.string().min(1) }),
  metadata: z.array(z.strictObject({
    id: z.number(),
    name: z.string(),
    value: z.union([z.string(), z.boolean()]).nullable(),
    value_type: z.string(),
  })).nullable(),
  id: z.number().int(),
  updated_at: z.iso.datetime({ offset: true }),
  requisition_id: z.string().nullable(),
  title: z.string(),
  company_name: z.string(),
  first_published: z.iso.datetime({ offset: true }).optional(),
  language: z.literal("en"),
  application_deadline: z.null(),
});

const FullJob = LightJob.extend({
  content: z.string().min(1_000),
  departments: z.array(z.object({ id: z.number(), name: z.string() })).min(1),
  offices: z.array(
    z.object({ name: z.string(), location: z.string().nullable() }),
  ).min(1),
  ai_disclaimer: z.null(),
  include_ai_disclaimer: z.null(),
  ai_opt_out_request_url: z.null(),
});

function listOf<Job extends z.ZodType>(job: Job) {
  return z.strictObject({
    jobs: z.array(job),
    meta: z.strictObject({ total: z.number() }),
  });
}

const FullList = listOf(FullJob.strict());

async function allJobs() {
  const boards = smallBoards({ postingsScale: 0.3 });
  const jobs: z.infer<typeof FullJob>[] = [];
  for (const { provider, url } of boards.truth()) {
    if (provider !== "greenhouse") continue;
    const path = `${BOARDS}${new URL(url).pathname}/jobs?content=true`;
    jobs.push(...FullList.parse(await askJson(boards, path)).jobs);
  }
  return { boards, jobs };
}

Deno.test("greenhouse answers the whole board at once, with its total", async () => {
  const boards = smallBoards();
  const { jobs, meta } = FullList.parse(
    await askJson(boards, `${BOARDS}/stripe/jobs?content=true`),
  );
  const { postings } = truthOf(boards, "Stripe");
  assertEquals(meta.total, postings.length);
  assertEquals(
    jobs.map(({ id, title }) => [String(id), title.trim()]),
    postings.map(({ externalId, title }) => [externalId, title]),
  );
});

Deno.test("greenhouse leaves texts, departments and offices out of the light form", async () => {
  const boards = smallBoards();
  const list = listOf(LightJob.strict()).parse(
    await askJson(boards, `${BOARDS}/stripe/jobs`),
  );
  assertEquals(list.meta.total, truthOf(boards, "Stripe").postings.length);
});

Deno.test("greenhouse refreshes the light form when postings change", async () => {
  const boards = smallBoards();
  const lightIds = async () =>
    listOf(LightJob.strict()).parse(
      await askJson(boards, `${BOARDS}/databricks/jobs`),
    ).jobs.map(({ id }) => String(id));
  const before = await lightIds();
  while (truthOf(boards, "Databricks").postings.length === before.length) {
    boards.change({ added: 5, changed: 0, removed: 0 });
  }
  const { postings } = truthOf(boards, "Databricks");
  assertEquals(await lightIds(), postings.map(({ externalId }) => externalId));
});

Deno.test("greenhouse escapes its HTML once, and the text in it once more", async () => {
  const { jobs } = await allJobs();
  for (const { content } of jobs) {
    assert(!content.includes("<"));
    assertMatch(content, /^&lt;div class=&quot;content-intro&quot;&gt;/);
    assertMatch(content, /&amp;nbsp;/);
  }
  assert(jobs.some(({ content }) => content.includes(" &amp;amp; ")));
  const html = unescape(jobs[0]?.content ?? "");
  assertMatch(html, /^<div class="content-intro"><p>/);
});

Deno.test("greenhouse describes each job in 5 to 15 KB of different words", async () => {
  const { jobs } = await allJobs();
  const sizes = jobs.map(({ content }) => content.length);
  assert(Math.min(...sizes) > 5_000, `${Math.min(...sizes)}`);
  assert(Math.max(...sizes) < 16_000, `${Math.max(...sizes)}`);
  const naming = (word: string) =>
    jobs.filter(({ content }) => content.includes(word)).length / jobs.length;
  for (const word of ["TypeScript", "PostgreSQL", "React", "Kubernetes"]) {
    assert(
      naming(word) > 0.03 && naming(word) < 0.6,
      `${word} ${naming(word)}`,
    );
  }
});

Deno.test("greenhouse gives the adverts of one job one internal_job_id", async () => {
  const { jobs } = await allJobs();
  const groups = Map.groupBy(
    jobs.filter(({ internal_job_id }) => internal_job_id !== null),
    ({ company_name, internal_job_id }) => `${company_name} ${internal_job_id}`,
  );
  const shared = [...groups.values()].filter(({ length }) => length > 1);
  assert(shared.length > 10);
  for (const adverts of shared) {
    assertEquals(new Set(adverts.map(({ title }) => title.trim())).size, 1);
    assertEquals(new Set(adverts.map(({ id }) => id)).size, adverts.length);
  }
});

Deno.test("greenhouse has the loose ends of real boards", async () => {
  const { jobs } = await allJobs();
  const places = jobs.map(({ location }) => location.name);
  assert(places.some((place) => place.includes("; ")));
  assert(places.some((place) => place.includes(" | ")));
  assert(places.some((place) => /^Remote/.test(place)));
  const models = jobs.filter(({ location }) =>
    ["Hybrid", "In-Office"].includes(location.name)
  );
  assert(models.length > 0);
  assert(models.every(({ offices }) => offices.every(({ name }) => name)));
  assert(jobs.some(({ title }) => title !== title.trim()));
  assert(jobs.some(({ company_name }) => company_name.endsWith(" ")));
  assert(jobs.some(({ metadata }) => metadata === null));
  assert(jobs.some(({ internal_job_id }) => internal_job_id === null));
  assert(jobs.some(({ requisition_id }) => requisition_id === null));
  assert(jobs.some((job) => job.requisition_id === "See Opening ID"));
  assert(jobs.some((job) => job.first_published === undefined));
  assert(jobs.some((job) => job.absolute_url.includes("gh_jid=")));
});

Deno.test("greenhouse states the truth's places in the location or the offices", async () => {
  const { boards, jobs } = await allJobs();
  const truth = new Map(
    postingsOf(boards, "greenhouse").map((one) => [one.externalId, one]),
  );
  for (const { id, location, offices } of jobs) {
    const posting = truth.get(String(id));
    assertEquals(offices.map(({ name }) => name), posting?.locations);
    if (posting?.workplace === null || posting?.workplace === "remote") {
      assertEquals(location.name.split(/; | \| /), posting.locations);
    }
  }
});

Deno.test("greenhouse answers a single job, with its pay in cents on demand", async () => {
  const { boards, jobs } = await allJobs();
  const paid = jobs.find(({ content, absolute_url }) =>
    content.includes("pay-range") && absolute_url.includes("/figma/")
  );
  const path = `${BOARDS}/figma/jobs/${paid?.id}`;
  FullJob.strict().parse(await askJson(boards, path));
  const { pay_input_ranges: [range] } = FullJob.extend({
    pay_input_ranges: z.array(z.object({
      min_cents: z.number().int(),
      max_cents: z.number().int(),
      currency_type: z.string().length(3),
    })).length(1),
  }).parse(await askJson(boards, `${path}?pay_transparency=true`));
  assert(range && range.min_cents <= range.max_cents);
  assertEquals(range.min_cents % 100, 0);
});

Deno.test("greenhouse answers 404 for boards and jobs that it does not have", async () => {
  const boards = smallBoards();
  for (const path of ["/acme/jobs", "/stripe/jobs/1", "/stripejobs/jobs"]) {
    const response = await ask(boards, `${BOARDS}${path}`);
    assertEquals(response.status, 404);
    assertEquals(await response.json(), {
      status: 404,
      error: "Job not found",
    });
  }
});

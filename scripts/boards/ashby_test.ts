import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { ask, askJson, postingsOf, smallBoards } from "./testing.ts";

const BOARDS = "/api.ashbyhq.com/posting-api/job-board";

const Address = z.strictObject({
  postalAddress: z.strictObject({
    addressRegion: z.string().optional(),
    addressCountry: z.string(),
    addressLocality: z.string().optional(),
  }),
});

const Component = z.object({
  compensationType: z.enum(["Salary", "EquityPercentage"]),
  interval: z.enum(["1 YEAR", "1 MONTH", "1 HOUR", "NONE"]),
  currencyCode: z.string().length(3).nullable(),
  minValue: z.number().nullable(),
  maxValue: z.number().nullable(),
});

const Job = z.strictObject({
  id: z.uuid(),
  title: z.string().min(1),
  department: z.string(),
  team: z.string(),
  employmentType: z.enum(["FullTime", "PartTime", "Intern", "Contract"]),
  location: z.string().min(1),
  secondaryLocations: z.array(z.strictObject({
    location: z.string(),
    address: z.union([Address, z.strictObject({})]),
  })),
  publishedAt: z.iso.datetime({ offset: true }),
  isListed: z.boolean(),
  isRemote: z.boolean().nullable(),
  workplaceType: z.enum(["Remote", "Hybrid", "OnSite"]).nullable(),
  address: Address,
  jobUrl: z.url(),
  applyUrl: z.url(),
  descriptionHtml: z.string().min(3_000),
  descriptionPlain: z.string().min(3_000),
  shouldDisplayCompensationOnJobPostings: z.boolean(),
});

const PaidJob = Job.extend({
  compensation: z.strictObject({
    compensationTierSummary: z.string().nullable(),
    scrapeableCompensationSalarySummary: z.string().nullable(),
    compensationTiers: z.array(z.strictObject({
      id: z.uuid(),
      tierSummary: z.string(),
      title: z.null(),
      additionalInformation: z.null(),
      components: z.array(
        Component.extend({ id: z.uuid(), summary: z.string() }).strict(),
      ),
    })),
    summaryComponents: z.array(Component.strict()),
  }),
}).strict();

function boardOf<Advert extends z.ZodType>(job: Advert) {
  return z.strictObject({
    jobs: z.array(job),
    apiVersion: z.literal("1"),
  });
}

async function allJobs() {
  const boards = smallBoards({ postingsScale: 0.3 });
  const jobs: z.infer<typeof PaidJob>[] = [];
  for (const { provider, url } of boards.truth()) {
    if (provider !== "ashby") continue;
    const path = `${BOARDS}${new URL(url).pathname}?includeCompensation=true`;
    jobs.push(...boardOf(PaidJob).parse(await askJson(boards, path)).jobs);
  }
  return { boards, jobs };
}

Deno.test("ashby answers the whole board, and says what the truth says", async () => {
  const { boards, jobs } = await allJobs();
  assertEquals(
    jobs.map((job) => ({
      externalId: job.id,
      title: job.title.trim(),
      locations: [
        job.location,
        ...job.secondaryLocations.map(({ location }) => location),
      ],
      listed: job.isListed,
    })),
    postingsOf(boards, "ashby").map((posting) => ({
      externalId: posting.externalId,
      title: posting.title,
      locations: [...posting.locations],
      listed: posting.listed,
    })),
  );
});

Deno.test("ashby leaves compensation out unless it is asked for", async () => {
  const boards = smallBoards();
  const list = boardOf(Job).parse(await askJson(boards, `${BOARDS}/ramp`));
  assert(list.jobs.length > 0);
});

Deno.test("ashby calls most hybrid jobs remote as well", async () => {
  const { jobs } = await allJobs();
  const hybrid = jobs.filter((job) => job.workplaceType === "Hybrid");
  const remoteToo = hybrid.filter((job) => job.isRemote);
  assert(remoteToo.length > hybrid.length / 2);
  assert(remoteToo.length < hybrid.length);
});

Deno.test("ashby has the loose ends of real boards", async () => {
  const { jobs } = await allJobs();
  assert(jobs.some(({ isListed }) => !isListed));
  assert(jobs.some(({ workplaceType }) => workplaceType === null));
  assert(jobs.some(({ isRemote }) => isRemote === null));
  assert(jobs.some(({ title }) => title.startsWith(" ")));
  assert(jobs.some(({ department, team }) => department === team));
  assert(
    jobs.some(({ secondaryLocations }) =>
      secondaryLocations.some(({ address }) => !("postalAddress" in address))
    ),
  );
});

Deno.test("ashby states pay in tiers and in a summary, or not at all", async () => {
  const { jobs } = await allJobs();
  const paid = jobs.filter(({ compensation }) =>
    compensation.compensationTiers.length > 0
  );
  const share = paid.length / jobs.length;
  assert(share > 0.3 && share < 0.55, `${share}`);
  for (const { compensation } of paid) {
    const salary = compensation.summaryComponents[0];
    assertEquals(salary?.compensationType, "Salary");
    assert((salary?.minValue ?? 0) > 0);
    assert((salary?.maxValue ?? 0) >= (salary?.minValue ?? 0));
  }
});

Deno.test("ashby answers 404 for a board that it does not have, capitals included", async () => {
  const boards = smallBoards();
  for (const path of ["/acme", "/deepl", "/ramp/jobs"]) {
    const response = await ask(boards, `${BOARDS}${path}`);
    assertEquals(response.status, 404);
    assertEquals(await response.text(), "Not Found");
  }
  assertEquals((await ask(boards, `${BOARDS}/Deep%4c`)).status, 200);
});

import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import { ask, askJson, smallBoards, truthOf } from "./testing.ts";

const COMPANIES = "/api.smartrecruiters.com/v1/companies";

const Label = z.strictObject({ id: z.string(), label: z.string() });

const Advert = z.object({
  id: z.string().regex(/^\d{15}$/),
  name: z.string().min(1),
  uuid: z.uuid(),
  jobAdId: z.uuid(),
  defaultJobAd: z.boolean(),
  refNumber: z.string(),
  company: z.strictObject({ identifier: z.string(), name: z.string() }),
  releasedDate: z.iso.datetime(),
  location: z.strictObject({
    city: z.string(),
    region: z.string().optional(),
    country: z.string().regex(/^[a-z]{2}$/),
    remote: z.boolean(),
    hybrid: z.boolean(),
    fullLocation: z.string(),
  }),
  industry: Label,
  department: z.union([
    z.strictObject({ id: z.number(), label: z.string() }),
    z.strictObject({}),
  ]),
  function: Label,
  typeOfEmployment: Label,
  experienceLevel: Label,
  customField: z.array(z.strictObject({
    fieldId: z.string(),
    fieldLabel: z.string(),
    valueId: z.string(),
    valueLabel: z.string(),
  })),
  visibility: z.literal("PUBLIC"),
  language: z.object({ code: z.literal("en") }),
});

const Page = z.strictObject({
  offset: z.number(),
  limit: z.number(),
  totalFound: z.number(),
  content: z.array(Advert.extend({ ref: z.url() }).strict()),
});

const Section = z.strictObject({ title: z.string(), text: z.string().min(1) });

const Detail = Advert.extend({
  jobId: z.uuid(),
  postingUrl: z.url(),
  applyUrl: z.url(),
  referralUrl: z.url(),
  jobAd: z.strictObject({
    sections: z.strictObject({
      companyDescription: Section,
      jobDescription: Section,
      qualifications: Section,
      additionalInformation: Section,
    }),
  }),
  compensation: z.strictObject({
    min: z.number(),
    max: z.number(),
    currency: z.string().length(3),
    period: z.enum(["YEARLY", "MONTHLY", "HOURLY"]),
  }).optional(),
  active: z.literal(true),
}).strict();

async function page(
  boards: ReturnType<typeof smallBoards>,
  company: string,
  query: string,
) {
  return Page.parse(
    await askJson(boards, `${COMPANIES}/${company}/postings?${query}`),
  );
}

async function allAdverts() {
  const boards = smallBoards({ postingsScale: 0.4 });
  const { postings } = truthOf(boards, "Bosch");
  const adverts: z.infer<typeof Page>["content"] = [];
  for (let offset = 0; offset < postings.length; offset += 100) {
    const { content, totalFound } = await page(
      boards,
      "BoschGroup",
      `limit=100&offset=${offset}`,
    );
    assertEquals(totalFound, postings.length);
    adverts.push(...content);
  }
  return { boards, adverts, postings };
}

Deno.test("smartrecruiters lists by offset what the truth says", async () => {
  const { adverts, postings } = await allAdverts();
  assertEquals(
    adverts.map(({ id, name }) => [id, name.trim()]),
    postings.map(({ externalId, title }) => [externalId, title]),
  );
  for (const [at, { location }] of adverts.entries()) {
    const [place = ""] = postings[at]?.locations ?? [];
    const parts = location.fullLocation.split(", ");
    assert(place !== "");
    assertEquals(place.split(", ").filter((one) => !parts.includes(one)), []);
  }
});

Deno.test("smartrecruiters gives a hundred at most, and none past the end", async () => {
  const boards = smallBoards({ postingsScale: 0.4 });
  assertEquals((await page(boards, "BoschGroup", "limit=500")).limit, 100);
  assertEquals((await page(boards, "BoschGroup", "limit=7")).content.length, 7);
  const past = await page(boards, "BoschGroup", "offset=5000");
  assertEquals(past.content, []);
  assert(past.totalFound > 100);
});

Deno.test("smartrecruiters answers a company that does not exist like one without jobs", async () => {
  const boards = smallBoards();
  assertEquals(await page(boards, "Acme", "limit=100&offset=0"), {
    offset: 0,
    limit: 100,
    totalFound: 0,
    content: [],
  });
});

Deno.test("smartrecruiters does not care about capitals in a company's name", async () => {
  const boards = smallBoards();
  assertEquals(
    await page(boards, "boschgroup", "limit=3"),
    await page(boards, "BoschGroup", "limit=3"),
  );
});

Deno.test("smartrecruiters names the job behind several adverts only in the details", async () => {
  const { boards, adverts } = await allAdverts();
  const jobs = new Map<string, string[]>();
  for (const advert of adverts) {
    assert(!("jobId" in advert));
    const path = `${COMPANIES}/BoschGroup/postings/${advert.id}`;
    const detail = Detail.parse(await askJson(boards, path));
    assertEquals(detail.name, advert.name);
    jobs.set(detail.jobId, [...jobs.get(detail.jobId) ?? [], detail.refNumber]);
  }
  const shared = [...jobs.values()].filter(({ length }) => length > 1);
  assert(shared.length > 0);
});

Deno.test("smartrecruiters has the loose ends of real companies", async () => {
  const { adverts } = await allAdverts();
  assert(adverts.some(({ department }) => !("label" in department)));
  assert(adverts.some(({ location }) => location.region === undefined));
  assert(adverts.some(({ name }) => name !== name.trim()));
  const remote = adverts.filter(({ location }) => location.remote);
  assert(remote.length > 0);
  for (const { location } of remote) {
    assertMatch(location.fullLocation, /^Remote, , |, REMOTE, /);
  }
  const bytes = JSON.stringify(adverts).length / adverts.length;
  assert(bytes > 1_500 && bytes < 3_500, `${bytes}`);
});

Deno.test("smartrecruiters answers 404 for a posting that is not there", async () => {
  const boards = smallBoards();
  const response = await ask(boards, `${COMPANIES}/BoschGroup/postings/1`);
  assertEquals(response.status, 404);
  await response.body?.cancel();
});

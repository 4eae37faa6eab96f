import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import { CATALOGUE } from "./catalogue.ts";
import { fitsDefaultFilter } from "./default_filter.ts";
import {
  ask,
  askJson,
  askPage,
  listPathsOf,
  NOW,
  smallBoards,
  truthOf,
} from "./testing.ts";
import { postedOn } from "./workday_row.ts";

const SITE =
  "/nvidia.wd5.myworkdayjobs.com/wday/cxs/nvidia/NVIDIAExternalCareerSite";

const Row = z.strictObject({
  title: z.string().min(1),
  externalPath: z.string().regex(/^\/job\/[\w-]+\/[\w-]+_JR\d+(-1)?$/),
  locationsText: z.string().min(1),
  postedOn: z.string().regex(/^Posted (Today|Yesterday|\d+\+? Days Ago)$/),
  remoteType: z.enum(["Remote", "Hybrid", "Onsite"]).optional(),
  bulletFields: z.tuple([z.string().regex(/^JR\d+$/)]),
});

const FacetValue = z.strictObject({
  descriptor: z.string(),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  count: z.number().int().positive(),
});

const Facet = z.strictObject({
  facetParameter: z.string(),
  descriptor: z.string(),
  values: z.array(FacetValue),
});

const Page = z.strictObject({
  total: z.number().int(),
  jobPostings: z.array(Row),
  facets: z.tuple([
    Facet,
    z.strictObject({
      facetParameter: z.literal("locationMainGroup"),
      values: z.array(Facet),
    }),
    Facet,
  ]),
  userAuthenticated: z.literal(false),
});

const Detail = z.strictObject({
  jobPostingInfo: z.strictObject({
    id: z.string(),
    title: z.string(),
    jobDescription: z.string().min(3_000),
    location: z.string(),
    additionalLocations: z.array(z.string()).min(1).optional(),
    postedOn: z.string(),
    startDate: z.iso.date(),
    timeType: z.string(),
    jobReqId: z.string(),
    jobPostingId: z.string(),
    jobPostingSiteId: z.literal("NVIDIAExternalCareerSite"),
    country: z.strictObject({ descriptor: z.string(), id: z.string() }),
    canApply: z.literal(true),
    posted: z.literal(true),
    includeResumeParsing: z.literal(true),
    jobRequisitionLocation: z.object({ descriptor: z.string() }),
    remoteType: z.string().optional(),
    externalUrl: z.url(),
    questionnaireId: z.string(),
  }),
  hiringOrganization: z.strictObject({ name: z.string(), url: z.string() }),
  similarJobs: z.array(z.unknown()),
  userAuthenticated: z.literal(false),
});

async function page(
  boards: ReturnType<typeof smallBoards>,
  offset: number,
  rest: Record<string, unknown> = {},
  path = `${SITE}/jobs`,
) {
  const response = await askPage(boards, path, { limit: 20, offset, ...rest });
  return Page.parse(await response.json());
}

async function allRows(scale: number, company = "NVIDIA") {
  const boards = smallBoards({ postingsScale: scale });
  const rows: z.infer<typeof Row>[] = [];
  const { postings } = truthOf(boards, company);
  const [path] = listPathsOf(company, postings.length);
  for (let offset = 0; offset < postings.length; offset += 20) {
    rows.push(...(await page(boards, offset, {}, path)).jobPostings);
  }
  return { boards, rows, postings };
}

Deno.test("workday lists twenty at a time, newest first, by requisition", async () => {
  const { rows, postings } = await allRows(0.1);
  assertEquals(
    rows.map(({ bulletFields, title }) => [bulletFields[0], title]),
    postings.map(({ externalId, title }) => [externalId, title]),
  );
  const days = rows.map((row) => Number(/\d+/.exec(row.postedOn)?.[0] ?? 0));
  assertEquals(days, days.toSorted((a, b) => a - b));
});

Deno.test("workday refuses pages of more than twenty and requests that are none", async () => {
  const boards = smallBoards();
  for (const body of [{ limit: 21, offset: 0 }, { offset: "0" }]) {
    const response = await askPage(boards, `${SITE}/jobs`, body);
    assertEquals(response.status, 400);
    await response.body?.cancel();
  }
  const response = await ask(boards, `${SITE}/jobs`);
  assertEquals(response.status, 405);
  await response.body?.cancel();
});

Deno.test("workday tenants differ in whether they know their total on later pages", async () => {
  const boards = smallBoards({ postingsScale: 0.3 });
  const later = new Set<boolean>();
  for (const { company, provider, postings } of boards.truth()) {
    if (provider !== "workday") continue;
    const [path] = listPathsOf(company, postings.length);
    assertEquals((await page(boards, 0, {}, path)).total, postings.length);
    const { total } = await page(boards, 20, {}, path);
    assert(total === 0 || total === postings.length);
    later.add(total === 0);
  }
  assertEquals(later.size, 2);
});

Deno.test("workday repeats its facets on every page, and their counts add up", async () => {
  const boards = smallBoards({ postingsScale: 0.1 });
  const { total, facets: [family] } = await page(boards, 0);
  assertEquals(
    family.values.reduce((sum, { count }) => sum + count, 0),
    total,
  );
  assertEquals(
    (await page(boards, 100)).facets,
    (await page(boards, 0)).facets,
  );

  const [value] = family.values;
  const some = await page(boards, 0, {
    appliedFacets: { jobFamilyGroup: [value?.id] },
  });
  assertEquals(some.total, value?.count);
});

Deno.test("workday answers an empty page past the end", async () => {
  const boards = smallBoards();
  assertEquals((await page(boards, 2_000)).jobPostings, []);
});

Deno.test("workday only counts the places of about 9 % of its rows", async () => {
  const { rows, postings } = await allRows(0.5);
  const counted = rows.filter((row) =>
    /^\d+ Locations$/.test(row.locationsText)
  );
  const share = counted.length / rows.length;
  assert(share > 0.05 && share < 0.13, `${share}`);
  for (const [at, { locationsText }] of rows.entries()) {
    const places = postings[at]?.locations ?? [];
    assertEquals(
      locationsText,
      places.length > 1 ? `${places.length} Locations` : places[0],
    );
  }
});

Deno.test("workday names a place that decides about the default filter in the path", async () => {
  for (const company of ["NVIDIA", "Salesforce", "Adobe"]) {
    const { rows, postings } = await allRows(1, company);
    for (const [at, posting] of postings.entries()) {
      const slug = rows[at]?.externalPath.split("/")[2]?.replaceAll("-", " ");
      assertEquals(
        fitsDefaultFilter({ ...posting, locations: [slug ?? ""] }),
        fitsDefaultFilter(posting),
        `${posting.title} in ${posting.locations}`,
      );
    }
  }
});

Deno.test("workday tells the text, the day and every place in the details", async () => {
  const { boards, rows, postings } = await allRows(0.1);
  for (const [at, row] of rows.entries()) {
    const { jobPostingInfo: posting } = Detail.parse(
      await askJson(boards, `${SITE}${row.externalPath}`),
    );
    assertEquals(
      [posting.location, ...posting.additionalLocations ?? []],
      postings[at]?.locations,
    );
    assertEquals(posting.jobReqId, row.bulletFields[0]);
    assertEquals(
      posting.externalUrl,
      `https://nvidia.wd5.myworkdayjobs.com/NVIDIAExternalCareerSite${row.externalPath}`,
    );
    assertEquals(postedOn(new Date(posting.startDate), NOW), row.postedOn);
  }
});

Deno.test("workday tenants show the workplace in the list, in the details or never", async () => {
  const places = new Set<string>();
  for (const { company, provider } of CATALOGUE) {
    if (provider !== "workday") continue;
    const { boards, rows: [row], postings } = await allRows(0.05, company);
    const [path] = listPathsOf(company, 1);
    const detail = z.object({
      jobPostingInfo: z.object({ remoteType: z.string().optional() }),
    }).parse(
      await askJson(
        boards,
        `${path?.replace(/\/jobs$/, "")}${row?.externalPath}`,
      ),
    );
    const inDetail = detail.jobPostingInfo.remoteType !== undefined;
    places.add(row?.remoteType ? "list" : inDetail ? "detail" : "never");
    if (!inDetail) {
      assert(
        postings.every(({ workplace }) =>
          workplace === "remote" || workplace === null
        ),
      );
    }
  }
  assertEquals(places, new Set(["list", "detail", "never"]));
});

Deno.test("postedOn() counts days as Workday does", () => {
  const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
  assertEquals(postedOn(ago(1), NOW), "Posted Today");
  assertEquals(postedOn(ago(13), NOW), "Posted Yesterday");
  assertEquals(postedOn(ago(72), NOW), "Posted 3 Days Ago");
  assertEquals(postedOn(ago(30 * 24), NOW), "Posted 30 Days Ago");
  assertEquals(postedOn(ago(31 * 24), NOW), "Posted 30+ Days Ago");
});

Deno.test("workday answers 404 for a site or an advert that is not there", async () => {
  const boards = smallBoards();
  const host = "/nvidia.wd5.myworkdayjobs.com/wday/cxs/nvidia";
  const site = await askPage(boards, `${host}/Elsewhere/jobs`, { limit: 20 });
  const advert = await ask(boards, `${SITE}/job/Berlin/Baker_JR1`);
  for (const response of [site, advert]) {
    assertEquals(response.status, 404);
    assertMatch(await response.text(), /"httpStatus":404/);
  }
});

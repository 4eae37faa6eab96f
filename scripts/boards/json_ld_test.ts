import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { unescape } from "@std/html/entities";
import { z } from "zod";
import { ask, smallBoards, truthOf } from "./testing.ts";

const LINKED = "/career.teamtailor.com";
const INLINE = "/polestar.teamtailor.com";

const JobPosting = z.strictObject({
  "@context": z.string(),
  "@type": z.literal("JobPosting"),
  title: z.string(),
  description: z.string().min(3_000),
  identifier: z.strictObject({
    "@type": z.literal("PropertyValue"),
    name: z.string(),
    value: z.number().int(),
  }),
  url: z.url(),
  datePosted: z.iso.datetime({ offset: true }),
  employmentType: z.string(),
  hiringOrganization: z.object({ name: z.string() }),
  jobLocation: z.array(z.strictObject({
    "@type": z.literal("Place"),
    address: z.object({
      "@type": z.literal("PostalAddress"),
      addressLocality: z.string(),
      addressCountry: z.string().length(2),
    }),
  })).min(1).optional(),
  jobLocationType: z.literal("TELECOMMUTE").optional(),
  applicantLocationRequirements: z.unknown().optional(),
  baseSalary: z.object({ currency: z.string().length(3) }).optional(),
});

const Graph = z.object({
  "@graph": z.tuple([
    z.object({ "@type": z.literal("WebPage") }),
    z.object({
      "@type": z.literal("ItemList"),
      itemListElement: z.array(z.object({
        "@type": z.literal("ListItem"),
        position: z.number(),
        item: JobPosting,
      })),
    }),
  ]),
});

async function text(
  boards: ReturnType<typeof smallBoards>,
  path: string,
): Promise<string> {
  const response = await ask(boards, path);
  assertEquals(response.status, 200, path);
  return await response.text();
}

function linkedData(html: string): unknown[] {
  return [
    ...html.matchAll(
      /<script type="application\/ld\+json">(.*?)<\/script>/gs,
    ),
  ].map(([, json]) => JSON.parse(json ?? ""));
}

function jobLinks(html: string): string[] {
  const links = html.matchAll(/href="https:\/\/([^"]+\/jobs\/\d+[^"]*)"/g);
  return [...links].map(([, link]) => `/${link}`);
}

Deno.test("json_ld links each advert's own page from the listing page", async () => {
  const boards = smallBoards({ postingsScale: 1 });
  const listing = await text(boards, `${LINKED}/jobs`);
  const { postings } = truthOf(boards, "Teamtailor");
  assert(postings.length >= 30 && postings.length <= 60);
  assert(!listing.includes('"JobPosting"'));

  const links = jobLinks(listing);
  assertEquals(links.length, postings.length);
  for (const [at, link] of links.entries()) {
    const page = await text(boards, link);
    assert(page.length > 20_000, "a real page is heavier");
    const [, posting] = linkedData(page);
    const job = JobPosting.parse(posting);
    assertEquals(String(job.identifier.value), postings[at]?.externalId);
    assertEquals(job.title, postings[at]?.title);
    assertEquals(`/${job.url.replace("https://", "")}`, link);
    assertEquals(
      job.jobLocationType === "TELECOMMUTE",
      postings[at]?.workplace === "remote",
    );
    // Teamtailor writes the HTML as the text of HTML.
    assert(!job.description.includes("<"));
    assertStringIncludes(unescape(job.description), "<p>");
  }
});

Deno.test("json_ld can carry all its adverts on the listing page", async () => {
  const boards = smallBoards({ postingsScale: 1 });
  const { postings } = truthOf(boards, "Polestar");
  assert(postings.length >= 30 && postings.length <= 60);
  const [, graph] = linkedData(await text(boards, `${INLINE}/jobs`));
  const [, list] = Graph.parse(graph)["@graph"];
  assertEquals(
    list.itemListElement.map(({ item: { identifier, title } }) => [
      String(identifier.value),
      title,
    ]),
    postings.map(({ externalId, title }) => [externalId, title]),
  );
});

Deno.test("json_ld lists its pages for crawlers", async () => {
  const boards = smallBoards();
  assertStringIncludes(
    await text(boards, `${LINKED}/robots.txt`),
    "Sitemap: https://career.teamtailor.com/sitemap.xml",
  );
  const sitemap = await text(boards, `${LINKED}/sitemap.xml`);
  const links = jobLinks(await text(boards, `${LINKED}/jobs`));
  assert(links.length > 0);
  for (const link of links) {
    assertStringIncludes(sitemap, `<loc>https:/${link}</loc>`);
  }
});

Deno.test("json_ld knows an advert by the number in its address", async () => {
  const boards = smallBoards();
  const [posting] = truthOf(boards, "Teamtailor").postings;
  const page = await text(
    boards,
    `${LINKED}/jobs/${posting?.externalId}-an-older-title`,
  );
  assertStringIncludes(page, `"value":${posting?.externalId}`);
});

Deno.test("json_ld answers 404 for pages that it does not have", async () => {
  const boards = smallBoards();
  for (const path of [`${LINKED}/jobs/1-baker`, `${INLINE}/about`]) {
    const response = await ask(boards, path);
    assertEquals(response.status, 404);
    await response.body?.cancel();
  }
});

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { z } from "zod";
import { ask, askJson, postingsOf, smallBoards, truthOf } from "./testing.ts";

const SITES = "/api.lever.co/v0/postings";

const Posting = z.strictObject({
  id: z.uuid(),
  text: z.string().min(1),
  createdAt: z.number().int(),
  categories: z.strictObject({
    commitment: z.string(),
    department: z.string().optional(),
    location: z.string(),
    team: z.string().optional(),
    allLocations: z.array(z.string()).min(1),
  }),
  country: z.string().length(2).nullable(),
  workplaceType: z.enum([
    "unspecified",
    "on-site",
    "onsite",
    "remote",
    "hybrid",
  ]),
  salaryRange: z.strictObject({
    interval: z.enum(["per-year-salary", "per-month-salary", "per-hour-wage"]),
    currency: z.string().length(3),
    min: z.number(),
    max: z.number(),
  }).optional(),
  salaryDescription: z.string().optional(),
  salaryDescriptionPlain: z.string().optional(),
  opening: z.string(),
  openingPlain: z.string(),
  descriptionBody: z.string(),
  descriptionBodyPlain: z.string(),
  description: z.string(),
  descriptionPlain: z.string(),
  lists: z.array(z.strictObject({ text: z.string(), content: z.string() })),
  additional: z.string(),
  additionalPlain: z.string(),
  hostedUrl: z.url(),
  applyUrl: z.url(),
});

const Site = z.array(Posting);

async function allPostings() {
  const boards = smallBoards({ postingsScale: 0.3 });
  const postings: z.infer<typeof Site> = [];
  for (const { provider, url } of boards.truth()) {
    if (provider !== "lever") continue;
    const { host, pathname } = new URL(url);
    const path = `/${host.replace("jobs", "api")}/v0/postings${pathname}`;
    postings.push(...Site.parse(await askJson(boards, `${path}?mode=json`)));
  }
  return { boards, postings };
}

Deno.test("lever answers a bare array that says what the truth says", async () => {
  const { boards, postings } = await allPostings();
  assertEquals(
    postings.map(({ id, text, categories }) => ({
      externalId: id,
      title: text.trim(),
      locations: categories.allLocations,
    })),
    postingsOf(boards, "lever").map(({ externalId, title, locations }) => ({
      externalId,
      title,
      locations: [...locations],
    })),
  );
});

Deno.test("lever writes each text as HTML and as plain text", async () => {
  const { postings } = await allPostings();
  for (const posting of postings) {
    assertStringIncludes(posting.description, posting.opening);
    assertStringIncludes(posting.description, posting.descriptionBody);
    assertStringIncludes(posting.descriptionPlain, posting.openingPlain);
    assert(!posting.descriptionPlain.includes("<div>"));
    for (const { content } of posting.lists) {
      assertStringIncludes(content, "\n<li>");
      // The plain description is known to lack the requirements.
      assert(!posting.descriptionPlain.includes(content.slice(6, 40)));
    }
  }
});

Deno.test("lever has the loose ends of real sites", async () => {
  const { postings } = await allPostings();
  const share = (is: (posting: z.infer<typeof Posting>) => boolean) =>
    postings.filter(is).length / postings.length;
  const paid = share(({ salaryRange }) => salaryRange !== undefined);
  assert(paid > 0.3 && paid < 0.55, `${paid}`);
  for (const type of Posting.shape.workplaceType.options) {
    assert(share(({ workplaceType }) => workplaceType === type) > 0, type);
  }
  assert(share(({ country }) => country === null) > 0);
  assert(share(({ categories }) => categories.department === undefined) > 0);
  assert(share(({ categories }) => categories.team === undefined) > 0);
  assert(share(({ categories }) => categories.allLocations.length > 1) > 0);
  assert(share(({ text }) => text !== text.trim()) > 0);
});

Deno.test("lever pages by skip and limit", async () => {
  const boards = smallBoards({ postingsScale: 0.1 });
  const ids = truthOf(boards, "Palantir").postings.map((one) => one.externalId);
  const page = async (query: string) =>
    Site.parse(await askJson(boards, `${SITES}/palantir?mode=json&${query}`))
      .map(({ id }) => id);
  assertEquals(await page("limit=10"), ids.slice(0, 10));
  assertEquals(await page("skip=10&limit=10"), ids.slice(10, 20));
  assertEquals(await page("skip=20"), ids.slice(20));
  assertEquals(await page("skip=1000&limit=10"), []);
});

Deno.test("lever answers a page to a browser that does not ask for JSON", async () => {
  const boards = smallBoards();
  const headers = { accept: "text/html,application/xhtml+xml" };
  const page = await ask(boards, `${SITES}/palantir`, { headers });
  assertStringIncludes(page.headers.get("content-type") ?? "", "text/html");
  await page.body?.cancel();
  for (
    const [query, accept] of [["?mode=json", "text/html"], ["", "*/*"]]
  ) {
    const list = await askJson(boards, `${SITES}/palantir${query}`, {
      headers: { accept: accept ?? "" },
    });
    assert(Site.parse(list).length > 0);
  }
});

Deno.test("lever knows an EU site on the EU host only", async () => {
  const boards = smallBoards();
  const eu = await askJson(
    boards,
    "/api.eu.lever.co/v0/postings/diabolocom?mode=json",
  );
  assert(Site.parse(eu).length > 0);
  for (
    const path of [
      `${SITES}/diabolocom?mode=json`,
      "/api.eu.lever.co/v0/postings/palantir?mode=json",
      `${SITES}/acme?mode=json`,
    ]
  ) {
    const response = await ask(boards, path);
    assertEquals(response.status, 404);
    assertEquals(await response.json(), {
      ok: false,
      error: "Document not found",
    });
  }
});

Deno.test("lever answers a single posting", async () => {
  const boards = smallBoards();
  const [posting] = truthOf(boards, "Palantir").postings;
  const path = `${SITES}/palantir/${posting?.externalId}`;
  assertEquals(
    Posting.parse(await askJson(boards, path)).id,
    posting?.externalId,
  );
});

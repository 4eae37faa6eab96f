/**
 * What every provider promises, whatever its board is like: a provider joins by
 * a row and one line at the end.
 *
 * @module
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import {
  type Exchange,
  fakeHttp,
  NOW,
  readBoard,
  readContext,
  withText,
} from "../testing.ts";
import { ashby } from "./ashby.ts";
import { greenhouse } from "./greenhouse.ts";
import { lever } from "./lever.ts";
import { smartrecruiters } from "./smartrecruiters.ts";
import type { Board, Provider } from "./types.ts";
import { workday } from "./workday.ts";

/** A provider and a board's side of the wire, as much as the promises need. */
interface Row<Raw> {
  readonly provider: Provider<Raw>;
  readonly board: Board;
  /** Addresses that a person would paste, and the key that each must give. */
  readonly matches: Readonly<Record<string, string>>;
  /** Addresses near these that name no board. */
  readonly strangers: readonly string[];
  /** What a board of `count` adverts answers, none of them twice. */
  listing(count: number): Exchange[];
  /** A 200 whose shape is not the board's. */
  broken(): Exchange[];
  /** Fewer adverts than the board says it has; null where it never says how many. */
  cutShort: (() => Exchange[]) | null;
}

/** How many adverts a board of several pages has, for the smallest page there is. */
const SEVERAL = 45;

function upTo<T>(count: number, make: (number: number) => T, from = 0): T[] {
  return Array.from({ length: count }, (_, i) => make(from + i));
}

const GREENHOUSE_URL = "/v1/boards/acme/jobs?content=true";
const greenhouseAdvert = (id: number) => ({
  id: id + 1,
  title: "Baker",
  absolute_url: `https://job-boards.greenhouse.io/acme/jobs/${id + 1}`,
  location: { name: "Berlin or Rome" },
  content: "&lt;p&gt;Bread&lt;/p&gt;",
});

const LEVER_URL = "https://api.lever.co/v0/postings/acme?mode=json";
const leverAdvert = (id: number) => ({
  id: `id-${id}`,
  text: "Baker",
  hostedUrl: `https://jobs.lever.co/acme/id-${id}`,
  createdAt: NOW.getTime(),
  description: "<p>Bread</p>",
});

const ASHBY_URL =
  "https://api.ashbyhq.com/posting-api/job-board/Acme%20Tea?includeCompensation=true";
const ashbyAdvert = (id: number) => ({
  id: `id-${id}`,
  title: "Baker",
  jobUrl: `https://jobs.ashbyhq.com/Acme%20Tea/id-${id}`,
  isListed: true,
  descriptionPlain: "Bread",
});

function smartrecruitersPage(
  offset: number,
  totalFound: number,
  count: number,
): Exchange {
  return {
    url: `/v1/companies/Acme/postings?limit=100&offset=${offset}`,
    answer: {
      totalFound,
      content: upTo(count, (id) => ({ id: String(id), name: "Baker" }), offset),
    },
  };
}

const WORKDAY_HOST = "acme.wd5.myworkdayjobs.com";
function workdayPage(offset: number, total: number, count: number): Exchange {
  return {
    url: `https://${WORKDAY_HOST}/wday/cxs/acme/Careers/jobs`,
    body: { appliedFacets: {}, limit: 20, offset, searchText: "" },
    answer: {
      total,
      jobPostings: upTo(count, (id) => ({
        title: "Baker",
        externalPath: `/job/Berlin/Baker_R${id}`,
        postedOn: "Posted Today",
        bulletFields: [`R${id}`],
      }), offset),
    },
  };
}

/** `count` adverts in pages of `size`; at least one page, as a request is made to know. */
function inPages(
  count: number,
  size: number,
  page: (offset: number, total: number, count: number) => Exchange,
): Exchange[] {
  return upTo(
    Math.max(1, Math.ceil(count / size)),
    (i) => page(i * size, count, Math.min(size, count - i * size)),
  );
}

const GREENHOUSE: Row<Parameters<typeof greenhouse.normalise>[0]> = {
  provider: greenhouse,
  board: { provider: "greenhouse", key: "acme" },
  matches: {
    "https://boards.greenhouse.io/Acme/jobs/1": "acme",
    "https://job-boards.eu.greenhouse.io/acme": "acme",
    "https://boards.greenhouse.io/embed/job_board?for=acme": "acme",
    "https://boards-api.greenhouse.io/v1/boards/acme/jobs": "acme",
  },
  strangers: [
    "https://boards.greenhouse.io/",
    "https://boards.greenhouse.io/embed/job_board/js",
    "https://greenhouse.io.example.com/acme",
  ],
  listing: (count) => [{
    url: GREENHOUSE_URL,
    answer: { jobs: upTo(count, greenhouseAdvert), meta: { total: count } },
  }],
  broken: () => [{ url: GREENHOUSE_URL, answer: { jobs: null } }],
  cutShort: () => [{
    url: GREENHOUSE_URL,
    answer: { jobs: upTo(2, greenhouseAdvert), meta: { total: 3 } },
  }],
};

const LEVER: Row<Parameters<typeof lever.normalise>[0]> = {
  provider: lever,
  board: { provider: "lever", key: "acme" },
  matches: {
    "https://jobs.lever.co/acme": "acme",
    "https://jobs.lever.co/acme/3414ba28-35f7/apply?lever-source=x": "acme",
    "https://jobs.lever.co/Acme.Co_2-x/": "Acme.Co_2-x",
    "https://jobs.eu.lever.co/acme": "eu/acme",
    "https://api.lever.co/v0/postings/acme?mode=json": "acme",
    "https://api.eu.lever.co/v0/postings/acme/3414ba28": "eu/acme",
  },
  strangers: [
    "https://jobs.lever.co/",
    "https://www.lever.co/acme",
    "https://api.lever.co/v1/postings/acme",
    "https://api.lever.co/v0/postings",
    "https://jobs.lever.co/a%20b",
    "https://jobs.lever.co.example.com/acme",
    "https://notjobs.lever.co/acme",
  ],
  listing: (count) => [{ url: LEVER_URL, answer: upTo(count, leverAdvert) }],
  broken: () => [{ url: LEVER_URL, answer: { ok: false } }],
  cutShort: null,
};

const ASHBY: Row<Parameters<typeof ashby.normalise>[0]> = {
  provider: ashby,
  board: { provider: "ashby", key: "Acme Tea" },
  matches: {
    "https://jobs.ashbyhq.com/Acme%20Tea": "Acme Tea",
    "https://jobs.ashbyhq.com/Acme Tea/5f7a/application": "Acme Tea",
    "https://jobs.ashbyhq.com/AcmeTA/embed?version=2": "AcmeTA",
    "https://api.ashbyhq.com/posting-api/job-board/acme.co": "acme.co",
  },
  strangers: [
    "https://jobs.ashbyhq.com/",
    "https://jobs.ashbyhq.com/%20/",
    "https://jobs.ashbyhq.com/100%/",
    "https://jobs.ashbyhq.com/api/non-user-graphql?op=x",
    "https://api.ashbyhq.com/job-board/acme",
    "https://acme.example/careers?ashby_jid=5f7a",
    "https://jobs.ashbyhq.com.example.com/acme",
  ],
  listing: (count) => [{
    url: ASHBY_URL,
    answer: { jobs: upTo(count, ashbyAdvert), apiVersion: "1" },
  }],
  broken: () => [{ url: ASHBY_URL, answer: [] }],
  cutShort: null,
};

const SMARTRECRUITERS: Row<Parameters<typeof smartrecruiters.normalise>[0]> = {
  provider: smartrecruiters,
  board: { provider: "smartrecruiters", key: "Acme" },
  matches: {
    "https://careers.smartrecruiters.com/Acme": "Acme",
    "https://careers.smartrecruiters.com/Acme/bakers?q=x": "Acme",
    "https://jobs.smartrecruiters.com/Acme": "Acme",
    "https://jobs.smartrecruiters.com/Acme/744000138728139-baker": "Acme",
    "https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/ac49":
      "Acme",
    "https://jobs.smartrecruiters.com/external-referrals/company/Acme/publication/ac49":
      "Acme",
    "https://api.smartrecruiters.com/v1/companies/acme/postings": "acme",
    "https://api.smartrecruiters.com/v1/companies/acme/postings/1": "acme",
  },
  strangers: [
    "https://careers.smartrecruiters.com/",
    "https://jobs.smartrecruiters.com/oneclick-ui/company/",
    "https://jobs.smartrecruiters.com/sr-jobs/search",
    "https://api.smartrecruiters.com/v1/postings/1",
    "https://www.smartrecruiters.com/about",
    "https://jobs.smartrecruiters.com.example.com/Acme",
  ],
  listing: (count) => inPages(count, 100, smartrecruitersPage),
  broken: () => [{
    ...smartrecruitersPage(0, 0, 0),
    answer: { message: "no" },
  }],
  cutShort: () => [
    smartrecruitersPage(0, 101, 100),
    smartrecruitersPage(100, 101, 0),
  ],
};

const WORKDAY: Row<Parameters<typeof workday.normalise>[0]> = {
  provider: workday,
  board: { provider: "workday", key: `${WORKDAY_HOST}/acme/Careers` },
  matches: {
    [`https://${WORKDAY_HOST}/Careers`]: `${WORKDAY_HOST}/acme/Careers`,
    [`https://${WORKDAY_HOST}/en-US/Careers?q=x`]:
      `${WORKDAY_HOST}/acme/Careers`,
    [`https://${WORKDAY_HOST}/fr-CA/Careers/job/Berlin/Baker_R1/apply`]:
      `${WORKDAY_HOST}/acme/Careers`,
    [`https://${WORKDAY_HOST}/wday/cxs/acme/Careers/jobs`]:
      `${WORKDAY_HOST}/acme/Careers`,
    [`https://ACME.wd103.myworkdayjobs.com/a_b-C/details/Baker_R1`]:
      "acme.wd103.myworkdayjobs.com/acme/a_b-C",
    "https://acme.wd5-impl.myworkdayjobs-impl.com/Careers":
      "acme.wd5-impl.myworkdayjobs-impl.com/acme/Careers",
    "https://wd1.myworkdaysite.com/en-US/recruiting/acme/Careers/job/Rome/Baker_R1":
      "wd1.myworkdaysite.com/acme/Careers",
    "https://wd1.myworkdaysite.com/recruiting/acme/Careers":
      "wd1.myworkdaysite.com/acme/Careers",
    "https://wd1.myworkdaysite.com/wday/cxs/acme/Careers/jobs":
      "wd1.myworkdaysite.com/acme/Careers",
  },
  strangers: [
    `https://${WORKDAY_HOST}/`,
    `https://${WORKDAY_HOST}/en-US`,
    `https://${WORKDAY_HOST}/robots.txt`,
    `https://${WORKDAY_HOST}/wday/authgwy/acme/login`,
    "https://wd1.myworkdaysite.com/recruiting/acme",
    "https://wd1.myworkdaysite.com/Careers",
    "https://www.myworkday.com/acme",
    "https://acme.wd5.myworkdayjobs.com.example.com/Careers",
  ],
  listing: (count) => inPages(count, 20, workdayPage),
  broken: () => [{ ...workdayPage(0, 0, 0), answer: { total: 1 } }],
  cutShort: () => [workdayPage(0, 22, 20), workdayPage(20, 0, 1)],
};

function promise<Raw>(row: Row<Raw>): void {
  const { provider, board } = row;
  const { id } = provider;
  const read = (exchanges: Exchange[]) =>
    readBoard(provider, board, fakeHttp(exchanges));

  Deno.test(`${id} finds its board in every address a person would paste`, () => {
    for (const [address, key] of Object.entries(row.matches)) {
      const found = provider.match(new URL(address));
      assertEquals(found, { provider: id, key }, address);
    }
  });

  Deno.test(`${id} leaves other addresses alone`, () => {
    for (const address of row.strangers) {
      assertEquals(provider.match(new URL(address)), null, address);
    }
  });

  Deno.test(`${id} asks only the hosts that it names`, async () => {
    const http = fakeHttp(row.listing(SEVERAL));
    const hosts = provider.hosts(board);
    await readBoard(provider, board, {
      json(url, request) {
        assert(hosts.includes(url.host), url.host);
        return http.json(url, request);
      },
      text(url, request) {
        assert(hosts.includes(url.host), url.host);
        return http.text(url, request);
      },
    });
    assertEquals(http.left(), []);
  });

  Deno.test(`${id} reads a whole board, complete, each posting once and with an address`, async () => {
    const { postings, listing } = await read(row.listing(SEVERAL));
    assertEquals(listing.complete, true);
    assertEquals(listing.advertisedTotal ?? SEVERAL, SEVERAL);
    assertEquals(
      new Set(postings.map(({ externalId }) => externalId)).size,
      SEVERAL,
    );
    assertEquals(new Set(postings.map(({ url }) => url)).size, SEVERAL);
    for (const { url, title } of postings) {
      assertEquals(new URL(url).protocol, "https:");
      assertEquals(new URL(url).href, url);
      assert(title);
    }
  });

  Deno.test(`${id} makes equal postings of one advert`, async () => {
    const context = readContext(fakeHttp(row.listing(1)));
    const page = await provider.pages(board, context).next();
    assert(!page.done);
    const [advert] = page.value;
    const twice = [advert, structuredClone(advert)].map((raw) =>
      withText(
        provider.normalise(provider.raw.parse(raw), { board, now: NOW }),
      )
    );
    assertEquals(twice[0], twice[1]);
  });

  Deno.test(`${id} knows an empty board as empty and complete`, async () => {
    const { postings, listing } = await read(row.listing(0));
    assertEquals(postings, []);
    assertEquals(listing.complete, true);
    assertEquals(listing.advertisedTotal ?? 0, 0);
  });

  Deno.test(`${id} refuses a page of a shape it does not know`, async () => {
    const error = await assertRejects(() => read(row.broken()), ScanError);
    assertEquals(error.kind, "payload");
  });

  const { cutShort } = row;
  if (cutShort) {
    Deno.test(`${id} says why a listing that is cut short is not complete`, async () => {
      const { postings, listing } = await read(cutShort());
      assert(postings.length > 0);
      assertEquals(listing.complete, false);
      assert(listing.reason);
      assert((listing.advertisedTotal ?? 0) > postings.length);
    });
  }
}

promise(GREENHOUSE);
promise(LEVER);
promise(ASHBY);
promise(SMARTRECRUITERS);
promise(WORKDAY);

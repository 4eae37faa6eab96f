/**
 * Teamtailor: the JSON Feed of a company's career site, pages of a hundred.
 * https://www.jsonfeed.org/version/1.1/
 *
 * Each advert carries a whole schema.org JobPosting. A site on a domain of the
 * company's own has the same feed, but its address does not tell that it is one.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING } from "../posting.ts";
import { descriptionOf } from "../json_ld/description.ts";
import { employmentOf, postedAt } from "../json_ld/job_facts.ts";
import { payOf } from "../json_ld/pay.ts";
import { placesOf, workplaceOf } from "../json_ld/places.ts";
import { textOf } from "../json_ld/values.ts";
import type { Board, Provider } from "./types.ts";

/** Outside of Europe a region stands behind the company: `acme.na.teamtailor.com`. */
const COMPANY = /^([a-z0-9][a-z0-9-]*(?:\.[a-z]{2})?)\.teamtailor\.com$/;

/** Teamtailor's own subdomains; `career` is a board, its own. */
const NO_COMPANIES = new Set([
  "www",
  "app",
  "api",
  "cdn",
  "docs",
  "help",
  "integrations",
  "partner",
  "status",
  "support",
]);

const FEED = "/jobs.json";

const Feed = z.object({
  version: z.string().startsWith("https://jsonfeed.org/version/"),
  items: z.array(z.unknown()),
  next_url: z.string().nullish(),
});

const Raw = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  url: z.url({ protocol: /^https$/, normalize: true }),
  title: z.string().nullish(),
  date_published: z.string().nullish(),
  content_html: z.string().nullish(),
  _jobposting: z.record(z.string(), z.unknown()).nullish(),
}).transform((raw, context) => {
  const node = raw._jobposting ?? {};
  const title = textOf(raw.title) ?? textOf(node.title) ?? textOf(node.name);
  if (title !== null) return { ...raw, node, title };
  context.addIssue({ code: "custom", path: ["title"], message: "No title" });
  return z.NEVER;
});

function match(url: URL): Board | null {
  const company = COMPANY.exec(url.hostname)?.[1];
  if (!company || NO_COMPANIES.has(company)) return null;
  return { provider: "teamtailor", key: company };
}

function hostOf({ key }: Board): string {
  return `${key}.teamtailor.com`;
}

function idOf(advert: unknown): unknown {
  return typeof advert === "object" && advert !== null && "id" in advert
    ? advert.id
    : null;
}

/** Where the feed goes on; undefined: at an address that is not the feed's. */
function nextPage(
  address: string | null | undefined,
  page: URL,
): URL | null | undefined {
  if (!address?.trim()) return null;
  if (!URL.canParse(address, page)) return undefined;
  const next = new URL(address, page);
  return next.origin === page.origin && next.pathname === page.pathname
    ? next
    : undefined;
}

export const teamtailor: Provider<z.infer<typeof Raw>> = {
  id: "teamtailor",
  unknown: [],
  missesUntilClosed: 2,
  match,
  hosts: (board) => [hostOf(board)],
  raw: Raw,

  async *pages(board, { http }) {
    const ids = new Set<unknown>();
    let page = new URL(`https://${hostOf(board)}${FEED}`);
    while (true) {
      const feed = Feed.safeParse(await http.json(page));
      if (!feed.success) {
        throw new ScanError(
          "payload",
          `Cannot read board "${board.key}": the answer is no JSON Feed`,
          { cause: feed.error },
        );
      }
      const { items, next_url: address } = feed.data;
      const known = ids.size;
      items.forEach((advert) => ids.add(idOf(advert)));
      yield items;
      const next = nextPage(address, page);
      if (next === undefined) {
        return {
          complete: false,
          reason: "The feed goes on at an address that is not its own",
        };
      }
      // No page leads to one that has nothing to add, not even to the last.
      const addsNothing = known > 0 && ids.size === known;
      if (next === null && !addsNothing) return { complete: true };
      if (next === null || ids.size === known || next.href === page.href) {
        return {
          complete: false,
          reason: "The feed goes on without another advert",
        };
      }
      page = next;
    }
  },

  normalise({ node, ...raw }) {
    const company = textOf(node.hiringOrganization);
    const workplace = workplaceOf(node, raw.title);
    return {
      ...EMPTY_POSTING,
      ...payOf(node),
      externalId: raw.id,
      title: raw.title,
      company,
      url: raw.url,
      locations: placesOf(node, company, workplace),
      workplace,
      employmentType: employmentOf(node.employmentType),
      description: descriptionOf(node) ??
        descriptionOf({ description: raw.content_html }),
      postedAt: postedAt(raw.date_published) ?? postedAt(node.datePosted),
    };
  },
};

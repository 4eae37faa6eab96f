/**
 * JSON-LD: any careers page whose adverts are schema.org/JobPosting nodes.
 * https://schema.org/JobPosting
 *
 * The page carries its adverts, or it leads to pages that carry one each. Such a
 * listing is complete only when every link was read and gave its advert, since
 * what it does not name is archived.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING } from "../posting.ts";
import { absolute, siteHosts } from "../json_ld/addresses.ts";
import { descriptionOf } from "../json_ld/description.ts";
import { findLinks, isPartial, SHOWS_A_PART } from "../json_ld/find_links.ts";
import { employmentOf, postedAt } from "../json_ld/job_facts.ts";
import { nameAdverts } from "../json_ld/name_adverts.ts";
import { payOf } from "../json_ld/pay.ts";
import { placesOf, workplaceOf } from "../json_ld/places.ts";
import { readLinks } from "../json_ld/read_links.ts";
import { advertsOf, HTML, readPage } from "../json_ld/read_page.ts";
import { readRobots } from "../json_ld/robots.ts";
import { textOf } from "../json_ld/values.ts";
import type { Board, Listing, Provider } from "./types.ts";

/** One fetch each: more would not fit into one scan's time. */
const LINKS_A_SCAN = 200;

const Cursor = z.object({ next: z.number().int().nonnegative() });

const Raw = z.object({
  // From pages(): where the node was found, and what makes it unique there.
  pageUrl: z.url({ protocol: /^https?$/ }),
  externalId: z.string().min(1),
  requisition: z.string().nullish(),
  // The node: every field in any of the shapes that pages give it.
  title: z.unknown().optional(),
  name: z.unknown().optional(),
  url: z.unknown().optional(),
  hiringOrganization: z.unknown().optional(),
  employmentUnit: z.unknown().optional(),
  description: z.unknown().optional(),
  responsibilities: z.unknown().optional(),
  qualifications: z.unknown().optional(),
  datePosted: z.unknown().optional(),
  employmentType: z.unknown().optional(),
  jobLocationType: z.unknown().optional(),
  applicantLocationRequirements: z.unknown().optional(),
  jobLocation: z.unknown().optional(),
  baseSalary: z.unknown().optional(),
  estimatedSalary: z.unknown().optional(),
  salaryCurrency: z.unknown().optional(),
}).transform((raw, context) => {
  const title = textOf(raw.title) ?? textOf(raw.name);
  if (title !== null) return { ...raw, title };
  context.addIssue({ code: "custom", path: ["title"], message: "No title" });
  return z.NEVER;
});

/** The board behind an address that no other provider knows. */
export function jsonLdBoard(url: URL): Board {
  const page = new URL(url);
  page.hash = "";
  return { provider: "json_ld", key: page.href };
}

export const jsonLd: Provider<z.infer<typeof Raw>> = {
  id: "json_ld",
  unknown: [],
  missesUntilClosed: 2,
  retriesForbidden: true,
  // Any page could be one of these: the resolver asks the other providers first.
  match: () => null,
  hosts: (board) => siteHosts(new URL(board.key)),
  raw: Raw,

  async *pages(board, { http, cursor, pool }) {
    const address = new URL(board.key);
    const robots = await readRobots(address, http);
    if (!robots.allows(address)) {
      throw new ScanError(
        "blocked",
        `Cannot read "${board.key}": its robots.txt does not allow it`,
      );
    }
    const page = readPage(await http.text(address, HTML), address);
    const doubts = page.unread > 0
      ? [`JSON-LD blocks of the page that could not be read: ${page.unread}`]
      : [];
    if (page.nodes.length > 0) {
      if (await isPartial(page, address)) doubts.push(SHOWS_A_PART);
      const found = await advertsOf(page, address);
      yield nameAdverts(found, address);
      return listing(doubts);
    }

    const { links, doubts: linkDoubts } = await findLinks(page, address, http);
    doubts.push(...linkDoubts);
    const start = startAt(cursor, links.length);
    const end = start + LINKS_A_SCAN;
    const read = await readLinks(links.slice(start, end), robots, http, pool);
    yield nameAdverts(read.found, address);
    doubts.push(...read.doubts);
    if (start > 0) {
      doubts.push(`This scan went on at link ${start + 1} of ${links.length}`);
    }
    if (links.length <= end) return listing(doubts);
    doubts.push(
      `The page leads to ${links.length} adverts and a scan reads ${LINKS_A_SCAN}`,
    );
    return { ...listing(doubts), cursor: { next: end } };
  },

  normalise(raw) {
    const company = textOf(raw.hiringOrganization);
    const workplace = workplaceOf(raw, raw.title);
    return {
      ...EMPTY_POSTING,
      ...payOf(raw),
      externalId: raw.externalId,
      title: raw.title,
      company,
      url: absolute(raw.url, raw.pageUrl)?.href ?? raw.pageUrl,
      locations: placesOf(raw, company, workplace),
      workplace,
      department: textOf(raw.employmentUnit),
      employmentType: employmentOf(raw.employmentType),
      description: descriptionOf(raw),
      requisition: raw.requisition ?? null,
      postedAt: postedAt(raw.datePosted),
    };
  },
};

function listing(doubts: readonly string[]): Listing {
  return doubts.length === 0
    ? { complete: true }
    : { complete: false, reason: doubts.join("; ") };
}

/** Where the last scan left off; the list may have shrunk since. */
function startAt(cursor: unknown, count: number): number {
  const left = Cursor.safeParse(cursor);
  return left.success && left.data.next < count ? left.data.next : 0;
}

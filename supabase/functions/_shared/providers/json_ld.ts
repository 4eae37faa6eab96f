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
import { findLinks } from "../json_ld/find_links.ts";
import { employmentOf, postedAtOf } from "../json_ld/job_facts.ts";
import { nameAdverts } from "../json_ld/name_adverts.ts";
import { payOf } from "../json_ld/pay.ts";
import { placesOf, workplaceOf } from "../json_ld/places.ts";
import { readLinks } from "../json_ld/read_links.ts";
import { advertsOf, HTML, readPage } from "../json_ld/read_page.ts";
import { createRobots } from "../json_ld/robots.ts";
import { turnOf } from "../json_ld/turn.ts";
import { listOf, textOf } from "../json_ld/values.ts";
import type { Board, Provider } from "./types.ts";

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
  validThrough: z.unknown().optional(),
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
  typedHosts: true,
  raw: Raw,

  async *pages(board, { http, cursor, pool }) {
    const address = new URL(board.key);
    const robots = createRobots(http);
    if (!(await robots.rulesOf(address)).allows(address)) {
      throw new ScanError(
        "blocked",
        `Cannot read "${board.key}": its robots.txt does not allow it`,
      );
    }
    const page = await readPage(await http.text(address, HTML), address);
    const { links, doubts } = await findLinks(page, address, http, robots);
    const turn = await turnOf(links, cursor);
    const read = await readLinks(turn.links, robots, http, pool);
    yield nameAdverts([...advertsOf(page, address), ...read.found], address);

    const all = [...doubts, ...read.doubts, ...turn.doubts];
    const next = await turn.cursorAfter(read.read);
    const why = next ? [...all, ...turn.notes, ...read.notes] : all;
    return {
      complete: all.length === 0,
      ...(why.length > 0 && { reason: why.join("; ") }),
      ...(next && { cursor: next }),
    };
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
      url: absolute(listOf(raw.url)[0], raw.pageUrl)?.href ?? raw.pageUrl,
      locations: placesOf(raw, company, workplace),
      workplace,
      department: textOf(raw.employmentUnit),
      employmentType: employmentOf(raw.employmentType),
      description: descriptionOf(raw),
      requisition: raw.requisition ?? null,
      postedAt: postedAtOf(raw),
    };
  },
};

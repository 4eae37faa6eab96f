/**
 * Reads the pages that a listing leads to, several at once.
 *
 * What became of a link decides whether the listing may close postings: a page
 * that is not found is an advert that was taken down between the listing and us;
 * every other page without an advert may be one that we failed to see.
 *
 * @module
 */
import { ScanError } from "../errors.ts";
import type { BoardHttp, ReadContext } from "../providers/types.ts";
import { isFatal } from "./fatal.ts";
import type { FoundAdvert } from "./name_adverts.ts";
import { advertsOf, HTML, readPage } from "./read_page.ts";
import type { Robots } from "./robots.ts";

export interface ReadLinks {
  readonly found: readonly FoundAdvert[];
  /** Why adverts may be missing; empty when every link gave what it should. */
  readonly doubts: readonly string[];
  /** How many of the links were read, from the first on. */
  readonly read: number;
  /** Why they are not all; empty when they are. */
  readonly notes: readonly string[];
}

interface Outcome {
  readonly found: readonly FoundAdvert[];
  readonly unread: number;
  readonly isGone: boolean;
  readonly isRead: boolean;
}

const NOTHING: Outcome = { found: [], unread: 0, isGone: false, isRead: true };

/** @throws {ScanError} when the host forbids to go on, or the time was up before anything was read. */
export async function readLinks(
  links: readonly URL[],
  robots: Robots,
  http: BoardHttp,
  pool: ReadContext["pool"],
): Promise<ReadLinks> {
  // Thrown here and not in the pool, which would lose what the others read.
  const fatal: unknown[] = [];
  async function readLink(url: URL): Promise<Outcome> {
    if (fatal.length > 0) return { ...NOTHING, isRead: false };
    try {
      if (!(await robots.rulesOf(url)).allows(url)) return NOTHING;
      const page = await readPage(await http.text(url, HTML), url);
      return {
        ...NOTHING,
        found: advertsOf(page, url),
        unread: page.unread,
      };
    } catch (error) {
      if (isFatal(error)) {
        fatal.push(error);
        return { ...NOTHING, isRead: false };
      }
      const isGone = error instanceof ScanError && error.kind === "not_found";
      return { ...NOTHING, isGone };
    }
  }

  const found: FoundAdvert[] = [];
  let read = 0;
  let missing = 0;
  let unread = 0;
  for await (const outcome of pool(links, readLink)) {
    if (!outcome.isRead) break;
    read++;
    for (const advert of outcome.found) found.push(advert);
    unread += outcome.unread;
    if (outcome.found.length === 0 && !outcome.isGone) missing++;
  }
  const stop = fatal.find((error) => !isDeadline(error)) ??
    (read === 0 ? fatal[0] : undefined);
  if (stop !== undefined) throw stop;

  const doubts: string[] = [];
  if (missing > 0) doubts.push(`${missing} of ${read} links gave no advert`);
  else if (read > 0 && found.length === 0) {
    doubts.push(`None of ${read} links was found`);
  }
  if (unread > 0) {
    doubts.push(
      `JSON-LD blocks behind links that could not be read: ${unread}`,
    );
  }
  const notes = read < links.length
    ? [`The time of the scan was up after ${read} of ${links.length} links`]
    : [];
  return { found, doubts, read, notes };
}

function isDeadline(error: unknown): boolean {
  return error instanceof ScanError && error.kind === "deadline";
}

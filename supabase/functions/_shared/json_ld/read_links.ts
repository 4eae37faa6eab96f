/**
 * Reads the pages that a listing leads to, several at once.
 *
 * @module
 */
import { ScanError } from "../errors.ts";
import type { BoardHttp, ReadContext } from "../providers/types.ts";
import type { FoundAdvert } from "./name_adverts.ts";
import { isFatal } from "./optional_text.ts";
import { advertsOf, HTML, readPage } from "./read_page.ts";
import type { Robots } from "./robots.ts";

export interface ReadLinks {
  readonly found: readonly FoundAdvert[];
  /** Why adverts may be missing; empty when every link gave what it should. */
  readonly doubts: readonly string[];
}

interface Outcome {
  readonly found: readonly FoundAdvert[];
  readonly unread: number;
  /** The advert was taken down between the listing and us. */
  readonly isGone: boolean;
}

const NOTHING: Outcome = { found: [], unread: 0, isGone: false };

/** @throws {ScanError} when the host or the scan's time forbids to go on. */
export async function readLinks(
  links: readonly URL[],
  robots: Robots,
  http: BoardHttp,
  pool: ReadContext["pool"],
): Promise<ReadLinks> {
  // Thrown here and not in the pool, which wraps what fails inside it.
  const fatal: unknown[] = [];
  async function readLink(url: URL): Promise<Outcome> {
    if (fatal.length > 0 || !robots.allows(url)) return NOTHING;
    try {
      const page = readPage(await http.text(url, HTML), url);
      const found = await advertsOf(page, url);
      return { ...NOTHING, found, unread: page.unread };
    } catch (error) {
      if (isFatal(error)) fatal.push(error);
      const isGone = error instanceof ScanError && error.kind === "not_found";
      return { ...NOTHING, isGone };
    }
  }

  const found: FoundAdvert[] = [];
  const doubts: string[] = [];
  let missing = 0;
  let unread = 0;
  for await (const outcome of pool(links, readLink)) {
    if (fatal.length > 0) throw fatal[0];
    found.push(...outcome.found);
    unread += outcome.unread;
    if (outcome.found.length === 0 && !outcome.isGone) missing++;
  }
  if (missing > 0) {
    doubts.push(`${missing} of ${links.length} links gave no advert`);
  }
  if (unread > 0) {
    doubts.push(
      `JSON-LD blocks behind links that could not be read: ${unread}`,
    );
  }
  return { found, doubts };
}

/**
 * The adverts of a board, each once, whichever page names it and how often. What
 * an advert says at first sight is known at once, all the rest when it is asked
 * for: most are thrown away for their title.
 *
 * @module
 */
import { uniquePlaces } from "./normalise/places.ts";
import type { Posting } from "./posting.ts";
import type { Glance, NormaliseContext, Provider } from "./providers/types.ts";
import { storable } from "./storable.ts";

/** An advert of a page. */
export interface Sighting {
  readonly externalId: string;
  readonly title: string;
  readonly company: string | null;
  /**
   * With all that this page and those before it say of it; null: it cannot be
   * read. To be asked before the next page is.
   */
  posting(): Posting | null;
}

type First = Pick<Posting, "externalId" | "title" | "company">;

/** Its ids and its company also stand in the report, beside the rows. */
function named<T extends First>(first: T): T {
  const { externalId, company } = first;
  return {
    ...first,
    externalId: storable(externalId),
    company: company === null ? null : storable(company),
  };
}

/** In UTF-8 no more than a key of an index may have. */
const MAX_ID_CHARS = 800;

/** Why the database could not keep a posting that its board's own check has passed. */
function flawOf({ externalId, title }: First): string | null {
  if (externalId === "") return "id Nothing that can be stored";
  if (externalId.length > MAX_ID_CHARS) return "id Too long to be one";
  return storable(title).trim() === ""
    ? "title Nothing that can be stored"
    : null;
}

/** Boards that list a job once for each place say different things of it; who may work at home need not come. */
const FREEST: readonly (Posting["workplace"])[] = [
  "remote",
  "hybrid",
  "onsite",
];

function merge(known: Posting, again: Posting): Posting {
  const locations = uniquePlaces([...known.locations, ...again.locations]);
  const workplace = FREEST.find((one) =>
    one === known.workplace || one === again.workplace
  );
  return {
    ...known,
    description: again.description,
    locations,
    workplace: workplace ?? null,
  };
}

/** One id's advert, of all pages. */
class SeenAdvert implements Sighting {
  readonly externalId: string;
  readonly title: string;
  readonly company: string | null;
  #known: Posting | null = null;
  #isLost = false;
  #unread: (() => Posting | null)[] = [];

  constructor({ externalId, title, company }: First) {
    this.externalId = externalId;
    this.title = title;
    this.company = company;
  }

  add(read: () => Posting | null): void {
    this.#unread.push(read);
  }

  posting(): Posting | null {
    for (const read of this.#unread) {
      const posting = read();
      if (!posting) continue;
      this.#known = this.#known ? merge(this.#known, posting) : posting;
    }
    this.#unread = [];
    this.#isLost = this.#known === null;
    return this.#known;
  }

  /** True: what was asked for could not be read. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Lets go of the text, which holds on to the whole answer. */
  endPage(): void {
    this.#unread = [];
    this.#known &&= { ...this.#known, description: null };
  }
}

/** Makes what reads the pages of one board. */
export function createSightings<Raw>(
  provider: Provider<Raw>,
  context: NormaliseContext,
) {
  const seen = new Map<string, SeenAdvert>();
  // Two adverts of one job may share its id, and a board counts adverts.
  const paths = new Set<string>();
  let rejected = 0;
  let firstRejection = "";
  let page = new Set<SeenAdvert>();

  function reject(why: string): null {
    firstRejection ||= why;
    rejected++;
    return null;
  }

  function read(advert: unknown): Posting | null {
    const raw = provider.raw.safeParse(advert);
    if (!raw.success) {
      const [issue] = raw.error.issues;
      return reject(
        `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim(),
      );
    }
    const posting = named(provider.normalise(raw.data, context));
    const flaw = flawOf(posting);
    return flaw === null ? posting : reject(flaw);
  }

  function glanceAt(advert: unknown): Glance | null {
    const glance = provider.glance?.(advert) ?? null;
    // What is wrong with it, reading it will say.
    return glance && flawOf(named(glance)) === null ? named(glance) : null;
  }

  function see(first: First, path: string | undefined): SeenAdvert {
    if (path !== undefined) paths.add(path);
    const before = seen.get(first.externalId);
    if (before) return before;
    const advert = new SeenAdvert(first);
    seen.set(first.externalId, advert);
    return advert;
  }

  return {
    /** Ends the page before. */
    take(adverts: readonly unknown[]): readonly Sighting[] {
      page.forEach((one) => one.endPage());
      page = new Set();
      for (const advert of adverts) {
        const glance = glanceAt(advert);
        if (glance) {
          const one = see(glance, glance.path);
          one.add(() => read(advert));
          page.add(one);
          continue;
        }
        const posting = read(advert);
        if (!posting) continue;
        const one = see(posting, posting.url);
        one.add(() => posting);
        page.add(one);
      }
      return [...page];
    },
    ids: (): readonly string[] =>
      [...seen.values()].filter(({ isLost }) => !isLost)
        .map(({ externalId }) => externalId),
    count: (): number => seen.size,
    /** How many adverts were listed, in so far as they can be told apart. */
    listed: (): number => Math.max(seen.size, paths.size),
    /** Adverts that could not be read, and why the first could not. */
    rejections: () => ({ count: rejected, first: firstRejection }),
  };
}

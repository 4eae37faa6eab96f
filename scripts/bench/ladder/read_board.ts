/**
 * How the predecessor's designs read a board: by boardscan's own adapters and
 * judge, with the same details for the same matches and the same politeness, so
 * that nothing differs but what is measured.
 *
 * @module
 */
import { collect } from "../../../supabase/functions/_shared/collect.ts";
import { createJudge } from "../../../supabase/functions/_shared/judge.ts";
import { createPool } from "../../../supabase/functions/_shared/pool.ts";
import type { Posting } from "../../../supabase/functions/_shared/posting.ts";
import { providerById } from "../../../supabase/functions/_shared/providers/mod.ts";
import {
  type Row,
  toDetailRow,
  toRow,
} from "../../../supabase/functions/_shared/rows.ts";
import {
  createBoardHttp,
  type WayOut,
} from "../../../supabase/functions/_shared/way_out.ts";
import type { Filter } from "../../../supabase/functions/_shared/work_order.ts";
import type { Source, StoredPosting } from "./predecessor_client.ts";

/** What a board lists and the filters take. */
export interface Reading {
  readonly postings: readonly StoredPosting[];
  readonly fetched: number;
  /** Only then what is not listed has gone. */
  readonly complete: boolean;
}

export interface ReadOptions {
  readonly way: WayOut;
  readonly filters: readonly Filter[];
  readonly now: Date;
}

export interface BoardReader {
  /** Whether a board has adverts of which the list tells only a part. */
  hasDetails(source: Source): boolean;
  /** Reads it to its end; details only of matches that are new or listed otherwise than in `known`. */
  read(source: Source, known: readonly StoredPosting[]): Promise<Reading>;
}

/** A match, and the posting itself where its details are to be read. */
interface Match {
  readonly row: Row;
  readonly posting: Posting | null;
}

function toStored(
  externalId: string,
  { verdict, ...row }: Row,
  listed: string | null,
): StoredPosting {
  return {
    ...row,
    external_id: externalId,
    listed,
    // One whose details a filter refuses stays known, or they would be read again.
    is_open: verdict !== "rejected",
  };
}

/** The reader of one run. */
export function createBoardReader(
  { way, filters, now }: ReadOptions,
): BoardReader {
  async function read(
    source: Source,
    known: readonly StoredPosting[],
  ): Promise<Reading> {
    const provider = providerById(source.provider);
    const board = { provider: source.provider, key: source.board };
    const judge = createJudge([...filters], source.company);
    const scope = {
      provider: provider.id,
      sourceId: source.id,
      tenant: provider.tenant?.(board) ?? null,
    };
    const http = createBoardHttp({ provider, board }, way, null);
    const context = { http, now, cursor: null, pool: createPool() };

    const matches = new Map<string, Match>();
    let fetched = 0;
    let complete = true;
    let cursor: unknown = null;
    do {
      const pages = collect(provider, board, { ...context, cursor });
      let page = await pages.next();
      for (; !page.done; page = await pages.next()) {
        for (const sighting of page.value) {
          const posting = sighting.posting();
          if (!posting) continue;
          const judgement = judge(posting, provider.unknown);
          if (judgement.verdict === "rejected") continue;
          matches.set(posting.externalId, {
            row: toRow(posting, judgement, scope, provider.unknown),
            posting: provider.detail ? posting : null,
          });
        }
      }
      const { listing, seenIds } = page.value;
      fetched += seenIds.length;
      complete &&= listing.complete;
      cursor = listing.cursor ?? null;
    } while (cursor !== null);

    const stored = new Map(known.map((one) => [one.external_id, one]));
    async function whole(
      [id, { row, posting }]: readonly [string, Match],
    ): Promise<StoredPosting> {
      if (!posting || !provider.detail) return toStored(id, row, null);
      const listed = JSON.stringify(row);
      const before = stored.get(id);
      if (before?.listed === listed) return before;
      const details = await provider.detail(posting, { ...context, board });
      const detailed = { ...posting, ...details };
      return toStored(id, {
        ...row,
        ...toDetailRow(details, detailed, judge(detailed, []), scope),
      }, listed);
    }
    const postings: StoredPosting[] = [];
    for await (const one of context.pool(matches, whole)) postings.push(one);
    return { postings, fetched, complete };
  }

  return {
    hasDetails: ({ provider }) => providerById(provider).detail !== undefined,
    read,
  };
}

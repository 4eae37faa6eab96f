/**
 * Judges postings as they come and writes those that are kept, in chunks, one
 * chunk while the next page loads.
 *
 * @module
 */
import type { TitleJudge } from "./judge.ts";
import type { Posting } from "./posting.ts";
import type { Sighting } from "./sightings.ts";
import { type RoleScope, type Row, toRow } from "./rows.ts";

/** What one RPC carries: enough to be cheap, little enough for any gateway. */
const MAX_ROWS = 500;
const MAX_CHARS = 1_000_000;

export interface WriterOptions {
  readonly judge: TitleJudge;
  readonly scope: RoleScope;
  readonly unknown: readonly (keyof Posting)[];
  readonly write: (postings: readonly Row[]) => Promise<void>;
}

function size(row: Row): number {
  const { description } = row;
  return 500 + (typeof description === "string" ? description.length : 0);
}

/** Makes the writer of one scan. */
export function createWriter(options: WriterOptions) {
  const matched = new Set<string>();
  let company: string | null = null;
  let chunk = new Map<string, Row>();
  let chars = 0;
  let writing: Promise<void> = Promise.resolve();

  return {
    /** Takes a page; waits only for the chunk before the last. */
    async take(sightings: readonly Sighting[]): Promise<void> {
      for (const sighting of sightings) {
        company ??= sighting.company;
        if (!options.judge.takesTitle(sighting.title)) continue;
        const posting = sighting.posting();
        if (!posting) continue;
        const judgement = options.judge(posting, options.unknown);
        if (judgement.verdict === "rejected") continue;
        const row = toRow(posting, judgement, options.scope, options.unknown);
        matched.add(posting.externalId);
        chunk.set(posting.externalId, row);
        chars += size(row);
        if (chunk.size < MAX_ROWS && chars < MAX_CHARS) continue;
        await writing;
        writing = options.write([...chunk.values()]);
        // It is awaited with the next chunk; until then its failure is nobody's.
        writing.catch(() => {});
        chunk = new Map();
        chars = 0;
      }
    },
    /** What is still unwritten, once all that was sent has arrived. */
    async end(): Promise<readonly Row[]> {
      await writing;
      return [...chunk.values()];
    },
    /** Writes what is still unwritten, where no report will carry it. */
    async flush(): Promise<void> {
      await writing;
      if (chunk.size > 0) await options.write([...chunk.values()]);
    },
    matchedIds: (): readonly string[] => [...matched],
    /** The employer, as the board's own adverts name it. */
    company: () => company,
  };
}

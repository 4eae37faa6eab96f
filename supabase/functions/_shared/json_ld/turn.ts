/**
 * Which links of a long list are this scan's turn.
 *
 * The list is put in order and the cursor names the last link that was read, not
 * its place: adverts come and go between two scans. It also knows the links up
 * to there, for one that was added among them is not read before the next round.
 *
 * @module
 */
import { z } from "zod";

/** One fetch each: more would not fit into one scan's time. */
export const LINKS_A_SCAN = 200;

const Cursor = z.object({ after: z.string(), passed: z.string() });
export type Cursor = z.infer<typeof Cursor>;

export interface Turn {
  readonly links: readonly URL[];
  /** Why this turn is not the whole list; empty when it is. */
  readonly notes: readonly string[];
  /** Why the turns of a round may have missed some of it. */
  readonly doubts: readonly string[];
  /** Where the next scan goes on after this many links of the turn; null: at the end of the list. */
  cursorAfter(read: number): Promise<Cursor | null>;
}

/** Goes on where `cursor` says; starts anew where it says nothing or nothing is left. */
export async function turnOf(
  links: readonly URL[],
  cursor: unknown,
): Promise<Turn> {
  const list = [...links].sort((a, b) => (a.href < b.href ? -1 : 1));
  const left = Cursor.safeParse(cursor).data;
  const next = left ? list.findIndex(({ href }) => href > left.after) : 0;
  const start = Math.max(next, 0);
  const notes: string[] = [];
  const doubts: string[] = [];
  if (start > 0) {
    notes.push(`This scan went on at link ${start + 1} of ${list.length}`);
    if (await digest(list.slice(0, start)) !== left?.passed) {
      doubts.push("Links that were read before have changed since");
    }
  }
  if (list.length > start + LINKS_A_SCAN) {
    notes.push(
      `The page leads to ${list.length} adverts and a scan reads ${LINKS_A_SCAN}`,
    );
  }
  return {
    links: list.slice(start, start + LINKS_A_SCAN),
    notes,
    doubts,
    async cursorAfter(read) {
      const end = start + read;
      const last = list[end - 1];
      if (!last || end >= list.length) return null;
      return { after: last.href, passed: await digest(list.slice(0, end)) };
    },
  };
}

async function digest(links: readonly URL[]): Promise<string> {
  const text = links.map(({ href }) => href).join("\n");
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(text),
  );
  return [...new Uint8Array(hash, 0, 8)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

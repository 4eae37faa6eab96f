/**
 * What a POST to the door may ask for.
 *
 * @module
 */
import { z } from "zod";
import { storable } from "../_shared/storable.ts";
import { WantedBoard } from "./add_board.ts";
import { WantedFilter } from "./preview.ts";

/** Room for ten thousand ids, and for more words than any filter has. */
export const MAX_BODY_BYTES = 256 * 1024;

const WantedScan = z.strictObject({
  sources: z.array(z.number().int().positive()).min(1).max(10_000).optional(),
  providers: z.array(z.string().overwrite(storable).min(1).max(100)).min(1).max(
    100,
  ).optional(),
  wait: z.boolean().optional(),
});
export type WantedScan = z.infer<typeof WantedScan>;

const WantedExplanation = z.strictObject({
  explain: z.number().int().positive(),
});
const WantedPreview = z.strictObject({ preview: WantedFilter });

const Wanted = z.union([
  WantedScan,
  WantedBoard,
  WantedExplanation,
  WantedPreview,
]);
export type Wanted = z.infer<typeof Wanted>;

/** For whoever asked for something else. */
export const WANTED =
  'Wanted: a JSON body {"sources": [ids], "providers": [names]}, or none for all sources, or {"add": "https://..."}, {"explain": posting id} or {"preview": filter}';

export type ReadWanted =
  | { readonly wanted: Wanted }
  | { readonly wanted: null; readonly why: string };

/** Reads a body; an empty one asks for a scan of all sources. */
export function readWanted(text: string): ReadWanted {
  let body: unknown = {};
  try {
    if (text.trim() !== "") body = JSON.parse(text);
  } catch {
    return { wanted: null, why: "The body is no JSON" };
  }
  const read = Wanted.safeParse(body);
  if (read.success) return { wanted: read.data };
  const preview = WantedPreview.safeParse(body);
  // Of the four forms a body can have, only a filter is worth words of its own.
  const isFilter = typeof body === "object" && body !== null &&
    "preview" in body;
  return {
    wanted: null,
    why: isFilter && preview.error ? z.prettifyError(preview.error) : WANTED,
  };
}

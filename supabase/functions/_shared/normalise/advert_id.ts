/**
 * The id that a board gives an advert.
 *
 * @module
 */
import { z } from "zod";
import { storable } from "../storable.ts";

/** As text that can be stored and stand in an address. */
export const AdvertId = z.union([z.number().int(), z.string()])
  .transform((id) => storable(String(id)))
  .refine((id) => id !== "", "is empty");

/** The `id` of an advert that is not checked yet, to count how many there are; null for what has none. */
export function advertId(advert: unknown): string | null {
  if (typeof advert !== "object" || advert === null || !("id" in advert)) {
    return null;
  }
  const { id } = advert;
  return typeof id === "number" || (typeof id === "string" && id !== "")
    ? String(id)
    : null;
}

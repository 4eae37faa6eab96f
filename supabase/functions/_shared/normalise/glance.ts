/**
 * What an advert says at first sight, where id and title are fields of it.
 *
 * @module
 */
import type { Glance } from "../providers/types.ts";

/** Null for what a schema with an `AdvertId` and a trimmed title would not take. */
export function glanceAt(
  advert: unknown,
  titleField: string,
): Omit<Glance, "company"> | null {
  if (typeof advert !== "object" || advert === null) return null;
  const id: unknown = Reflect.get(advert, "id");
  const title: unknown = Reflect.get(advert, titleField);
  if (typeof id !== "string" && !Number.isSafeInteger(id)) return null;
  if (typeof title !== "string" || title.trim() === "") return null;
  return { externalId: String(id), title: title.trim() };
}

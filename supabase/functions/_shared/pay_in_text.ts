/**
 * Pay that only the words of a posting name: read once, and only for postings
 * that are looked at so closely that their text is made anyway.
 *
 * @module
 */
import { payFromText, type TextPay } from "./normalise/text_pay.ts";
import type { Posting } from "./posting.ts";

const known = new WeakMap<Posting, TextPay | null>();

/** Null where a field names the pay, or where the words do not, or not clearly. */
export function payInText(posting: Posting): TextPay | null {
  const { salaryMin, salaryMax, description, locations } = posting;
  if (salaryMin !== null || salaryMax !== null || !description) return null;
  const before = known.get(posting);
  if (before !== undefined) return before;
  const pay = payFromText(description(), locations);
  known.set(posting, pay);
  return pay;
}

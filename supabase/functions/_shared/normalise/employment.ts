/**
 * The kind of employment, from the words that boards use for it.
 *
 * @module
 */
import type { EmploymentType } from "../posting.ts";
import { clean } from "./words.ts";

// In this order: "Full-time Intern" is an internship, "Contract, part-time" a contract.
const WORDS: readonly (readonly [RegExp, EmploymentType])[] = [
  [
    /intern(?:ship)?s?\b|trainee|working student|werkstudent|co-?op\b/,
    "internship",
  ],
  [/volunt/, "volunteer"],
  [/contract|freelanc|fixed.?term|self.?employed|per.?diem/, "contract"],
  [/temp|season/, "temporary"],
  [/part.?time|teilzeit/, "part_time"],
  [/full.?time|permanent|regular|vollzeit/, "full_time"],
];

/** `other` for a word that fits none; null where the board says nothing. */
export function employmentType(
  text: string | null | undefined,
): EmploymentType | null {
  const words = clean(text)?.toLowerCase().replaceAll("_", " ");
  if (!words) return null;
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? "other";
}

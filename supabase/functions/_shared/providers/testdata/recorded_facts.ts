/**
 * What can be checked of a recorded posting against values that a person wrote
 * down from the file. Imported by tests only.
 *
 * @module
 */
import type { Posting } from "../../posting.ts";
import { hashOf } from "./one_answer.ts";

/** Title and address as hashes, so that nothing of a recording is repeated; places, workplace, pay and date. */
export async function hashedFactsOf(posting: Posting): Promise<unknown[]> {
  const { salaryMin, salaryMax, salaryCurrency, salaryPeriod } = posting;
  return [
    await hashOf(posting.title),
    await hashOf(posting.url),
    posting.locations,
    posting.workplace,
    [salaryMin, salaryMax, salaryCurrency, salaryPeriod],
    posting.postedAt?.toISOString() ?? null,
  ];
}

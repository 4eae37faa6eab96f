/**
 * Builders of digests. Imported by tests only.
 *
 * @module
 */
import type { Digest, DigestPosting } from "./digest.ts";

export const DIGEST_ID = "5e0c8e1a-0000-4000-8000-000000000001";
/** Whatever comes to light of it must not hold this word. */
export const SECRET = "s3cr3t";
export const WEBHOOK = `https://receiver.example/hooks/${SECRET}?key=${SECRET}`;

export function digestPosting(
  over: Partial<DigestPosting> = {},
): DigestPosting {
  return {
    title: "Engineer",
    company: "Acme",
    places: ["Berlin"],
    workplace: null,
    pay: null,
    score: 80,
    url: "https://boards.example/jobs/1",
    ...over,
  };
}

export function digest(over: Partial<Digest> = {}): Digest {
  const postings = over.postings ?? [digestPosting()];
  return {
    digest_id: DIGEST_ID,
    kind: "json",
    webhook: WEBHOOK,
    test: false,
    notification: "jobs",
    filter: null,
    matches: postings.length,
    ...over,
    postings,
  };
}

/** What a digest that tells nothing but that it arrives looks like. */
export function testDigest(over: Partial<Digest> = {}): Digest {
  return digest({ test: true, matches: 0, postings: [], ...over });
}

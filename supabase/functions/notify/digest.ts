/**
 * What SQL asks a message to tell, and the two calls of its sending. Twins:
 * `public.begin_digest`, `public.end_digest`, `scanner.digest_content`
 * (supabase/migrations).
 *
 * @module
 */
import { z } from "zod";
import type { Rpc } from "../_shared/rpc.ts";

export const DigestPosting = z.object({
  title: z.string(),
  company: z.string().nullable(),
  places: z.array(z.string()),
  workplace: z.string().nullable(),
  pay: z.string().nullable(),
  score: z.number(),
  url: z.string(),
});

/** One role, by the best of its adverts. */
export type DigestPosting = z.infer<typeof DigestPosting>;

export const Digest = z.object({
  digest_id: z.uuid(),
  kind: z.enum(["slack", "discord", "ntfy", "json"]),
  /** Null when somebody took it out of Vault. */
  webhook: z.string().nullable(),
  /** Says only that messages arrive. */
  test: z.boolean(),
  notification: z.string(),
  filter: z.string().nullable(),
  /** How many there are; `postings` are the best of them. */
  matches: z.number().int().nonnegative(),
  postings: z.array(DigestPosting),
});

export type Digest = z.infer<typeof Digest>;

/** How an attempt went; `error` is in our own words, never the receiver's. */
export type Outcome =
  | { readonly ok: true }
  | {
    readonly ok: false;
    readonly error: string;
    /** Seconds that the receiver asked us to wait. */
    readonly retryAfterSeconds: number | null;
  };

/** The sending's side of the two doors. */
export function createDigestDoors(rpc: Rpc) {
  return {
    /** Null when the attempt is stale, repeated or unknown. */
    async beginDigest(digestId: string): Promise<Digest | null> {
      const answer = await rpc("begin_digest", { digest_id: digestId });
      return Digest.nullable().parse(answer);
    },
    async endDigest(digestId: string, outcome: Outcome): Promise<void> {
      await rpc("end_digest", {
        digest_id: digestId,
        ok: outcome.ok,
        error: outcome.ok ? null : outcome.error,
        retry_after_seconds: outcome.ok ? null : outcome.retryAfterSeconds,
      });
    },
  };
}

export type DigestDoors = ReturnType<typeof createDigestDoors>;

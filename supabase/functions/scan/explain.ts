/**
 * Why a stored posting is kept, or is not: what each filter says of it now.
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import { createJudge, createJudges } from "../_shared/judge.ts";
import type { Rpc } from "../_shared/rpc.ts";
import { ageRefusal, readStoredPostings } from "./stored_posting.ts";

export interface ExplainDeps {
  readonly rpc: Rpc;
  readonly now: () => Date;
}

/** Answers for one posting, by the id that the views show. */
export async function explain(
  id: number,
  { rpc, now }: ExplainDeps,
): Promise<Response> {
  const { filters, postings: [found] } = await readStoredPostings(rpc, {
    ids: [id],
  });
  if (!found) {
    return Response.json({
      error: `Cannot explain posting ${id}: it is not stored`,
      hint:
        "Use the id that open_postings or job_postings shows; what no filter takes is not stored",
    }, { status: STATUS_CODE.NotFound });
  }
  const { about, posting, unknown } = found;
  const whole = createJudge(filters)(posting, unknown);
  return Response.json({
    posting: {
      id: about.id,
      title: posting.title,
      company: posting.company,
      url: posting.url,
      status: about.status,
      archived_reason: about.archived_reason,
      closed_at: about.closed_at,
    },
    verdict: whole.verdict,
    score: whole.score,
    reasons: whole.reasons,
    filters: createJudges(filters).map((judge, at) => {
      const { verdict, score, reasons, refused } = judge(posting, unknown);
      const filter = filters[at];
      return {
        name: filter?.name,
        verdict,
        score,
        reasons,
        refused: [
          ...refused,
          ...ageRefusal(filter?.max_age_days ?? null, found, now()),
        ],
      };
    }),
  });
}

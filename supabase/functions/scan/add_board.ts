/**
 * Adding a board by any address that a person would paste: found, looked at and
 * watched at once, or refused with a sentence that helps.
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import { z } from "zod";
import { countPostings } from "../_shared/count_postings.ts";
import { ScanError, type ScanErrorKind } from "../_shared/errors.ts";
import { createLook } from "../_shared/look_at_page.ts";
import type { Rpc } from "../_shared/rpc.ts";
import { resolve } from "../_shared/resolve.ts";
import { storable } from "../_shared/storable.ts";
import { createWayOut, type WayDeps } from "../_shared/way_out.ts";

/** Longer than that nobody looks at a button. */
const LOOK_BUDGET_MS = 20_000;
/** A board that is looked at once need not be asked faster. */
const REQUESTS_PER_SECOND = 5;

export const WantedBoard = z.strictObject({
  add: z.string().overwrite(storable).trim().min(1).max(2_000),
  company: z.string().overwrite(storable).trim().min(1).max(200).optional(),
});
export type WantedBoard = z.infer<typeof WantedBoard>;

const Source = z.object({
  id: z.number(),
  company: z.string().nullable(),
  url: z.string(),
  enabled: z.boolean(),
  added: z.boolean(),
});

export interface AddDeps {
  readonly rpc: Rpc;
  readonly way: WayDeps;
}

const OPEN_IT =
  "Open the address in a browser: it should show the list of jobs";
const LATER = "Try again in a few minutes";

const REFUSALS: Record<ScanErrorKind, [status: number, hint: string]> = {
  unsafe_url: [
    STATUS_CODE.BadRequest,
    "Wanted: the address of a public careers page, such as https://jobs.lever.co/company",
  ],
  not_found: [STATUS_CODE.NotFound, OPEN_IT],
  moved: [STATUS_CODE.NotFound, "Give the address that the page leads to"],
  blocked: [
    STATUS_CODE.UnprocessableEntity,
    "This site does not let programs read it; look for the board behind it, on greenhouse.io, lever.co and the like",
  ],
  payload: [STATUS_CODE.UnprocessableEntity, OPEN_IT],
  too_large: [
    STATUS_CODE.UnprocessableEntity,
    "Give the address of the list of jobs alone",
  ],
  duplicate: [STATUS_CODE.Conflict, "It is watched already"],
  throttled: [STATUS_CODE.BadGateway, LATER],
  unavailable: [STATUS_CODE.BadGateway, LATER],
  timeout: [STATUS_CODE.GatewayTimeout, LATER],
  deadline: [STATUS_CODE.GatewayTimeout, LATER],
  internal: [STATUS_CODE.InternalServerError, "This is a fault of boardscan"],
};

/** Looks at the board and, if it is one, watches it. */
export async function addBoard(
  { add, company }: WantedBoard,
  { rpc, way }: AddDeps,
): Promise<Response> {
  const deadline = new AbortController();
  const stop = way.after(LOOK_BUDGET_MS, () => deadline.abort());
  try {
    const whole = createWayOut(way, {
      signal: deadline.signal,
      tally: { requests: 0, bytes: 0 },
      requestsPerSecond: REQUESTS_PER_SECOND,
    });
    // People paste what their browser shows, which leaves the scheme out.
    const url = /^[a-z][a-z+.-]*:/i.test(add) ? add : `https://${add}`;
    const target = await resolve(
      { url, provider: null, board: null },
      createLook(whole),
    );
    const count = await countPostings(target, whole);
    if (target.provider.id === "json_ld" && count.postings === 0) {
      return nothingThere(url);
    }
    const source = Source.parse(
      await rpc("add_source", {
        url,
        company: company ?? count.company,
        resolved: target.resolved,
      }),
    );
    return Response.json({
      added: source.added,
      source: source.id,
      provider: target.provider.id,
      board: target.board.key,
      company: source.company,
      postings: count.postings,
      complete: count.complete,
      ...(!source.added && {
        hint:
          `This board is watched already, as source ${source.id} (${source.url})${
            source.enabled ? "" : ", which is switched off"
          }`,
      }),
    }, { status: source.added ? STATUS_CODE.Created : STATUS_CODE.OK });
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    const [status, hint] = REFUSALS[error.kind];
    return Response.json({ error: error.message, hint }, { status });
  } finally {
    stop();
  }
}

function nothingThere(url: string): Response {
  return Response.json({
    error:
      `Cannot find a board at "${url}": the page names no posting and shows no board that is known`,
    hint:
      "Open one of its jobs and give that address; a page that is empty today can be added in SQL with add_source()",
  }, { status: STATUS_CODE.UnprocessableEntity });
}

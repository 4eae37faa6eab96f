/**
 * The doors, called as the API calls them for the functions. Imported by tests only.
 *
 * @module
 */
import { z } from "zod";
import type {
  Failure,
  Report,
  Resolved,
} from "../../functions/_shared/report.ts";
import type { Row } from "../../functions/_shared/rows.ts";
import type { AsRole, Database } from "../../../scripts/stack/database.ts";
import { Answer } from "./read.ts";

const SERVICE: AsRole = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/",
};

const Finished = z.object({
  outcome: z.string(),
  lacking: z.array(z.looseObject({ external_id: z.string() })),
  requests_per_second: z.number().nullable(),
});

/** The functions of `public`, called as the API calls them for the functions. */
export function createDoors(database: Database) {
  async function call(
    door: string,
    ...parameters: readonly unknown[]
  ): Promise<unknown> {
    const { rows } = await database.queryAs(
      SERVICE,
      `select to_jsonb(public.${door})::text as answer`,
      parameters,
    );
    const [{ answer }] = Answer.parse(rows);
    return answer === null ? null : JSON.parse(answer);
  }
  return {
    beginScan: (scanId: string) => call("begin_scan($1::text::uuid)", scanId),
    upsert: (scanId: string, postings: unknown) =>
      call(
        "upsert_postings($1::text::uuid, $2::text::jsonb)",
        scanId,
        JSON.stringify(postings),
      ),
    /** The whole answer is `outcome`, `lacking` and the pace for the details. */
    async finish(scanId: string, report: Partial<Report>) {
      return Finished.parse(
        await call(
          "finish_scan($1::text::uuid, $2::text::jsonb)",
          scanId,
          JSON.stringify(report),
        ),
      );
    },
    saveDetails: (scanId: string, postings: readonly Row[], last: boolean) =>
      call(
        "save_details($1::text::uuid, $2::text::jsonb, $3::text::boolean)",
        scanId,
        JSON.stringify(postings),
        last,
      ),
    fail: (scanId: string, error: Partial<Failure>) =>
      call(
        "fail_scan($1::text::uuid, $2::text::jsonb)",
        scanId,
        JSON.stringify(error),
      ),
    /** Without sources: all enabled ones. */
    async requestScan(...sourceIds: number[]): Promise<string> {
      const ids = sourceIds.length === 0 ? null : `{${sourceIds.join()}}`;
      return z.uuid().parse(
        await call("request_scan($1::text::bigint[])", ids),
      );
    },
    /** All enabled sources of these providers. */
    async requestProviders(...providers: string[]): Promise<string> {
      return z.uuid().parse(
        await call(
          "request_scan(null, $1::text::text[])",
          `{${providers.join()}}`,
        ),
      );
    },
    admit: (userId: string, presses: boolean) =>
      call(
        "admit_operator($1::text::uuid, $2::text::boolean)",
        userId,
        presses,
      ),
    /** Without a time: of all its sources. */
    progress: (batchId: string, endedAfter: string | null = null) =>
      call(
        "scan_progress($1::text::uuid, $2::text::timestamptz)",
        batchId,
        endedAfter,
      ),
    addSource: (
      url: string | null,
      company: string | null = null,
      resolved: Resolved | null = null,
    ) =>
      call(
        "add_source($1::text, $2::text, $3::text::jsonb)",
        url,
        company,
        resolved && JSON.stringify(resolved),
      ),
  };
}

export type Doors = ReturnType<typeof createDoors>;

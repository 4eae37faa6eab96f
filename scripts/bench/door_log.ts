/**
 * A database that writes down when each scan was taken to be posted and when its
 * doors were called, so that the time between can be told apart.
 *
 * @module
 */
import { z } from "zod";
import type { Database, QueryResult } from "../stack/database.ts";

/** One call of a door of one scan; times as `Date.now()` gives them, with fractions. */
export interface DoorCall {
  readonly door: string;
  readonly scanId: string;
  readonly from: number;
  readonly to: number;
  /** Postings that came with it. */
  readonly postings: number;
  readonly answerBytes: number;
  /** The pace that its answer allows; null: none. */
  readonly requestsPerSecond: number | null;
}

export interface DoorLog {
  readonly database: Database;
  /** In the order in which they ended. */
  calls(): readonly DoorCall[];
  /** When the network worker took the scan's request. */
  takenAt(scanId: string): number | undefined;
}

const DOOR =
  /public\."?(begin_scan|upsert_postings|finish_scan|save_details|fail_scan)"?\(/;

const Asked = z.object({
  scan_id: z.string(),
  postings: z.array(z.unknown()).default([]),
});

const Answered = z.object({
  requests_per_second: z.number().nullable().default(null),
});

const Taken = z.array(z.object({ body: z.string() }));
const TakenBody = z.object({ scan_id: z.string() });

interface Heard {
  readonly door: string;
  readonly from: number;
  readonly to: number;
  readonly asked: string;
  readonly answered: string;
}

const now = () => performance.timeOrigin + performance.now();

function readCall({ door, from, to, asked, answered }: Heard): DoorCall {
  const { scan_id, postings } = Asked.parse(JSON.parse(asked));
  const answer = Answered.safeParse(JSON.parse(answered));
  return {
    door,
    scanId: scan_id,
    from,
    to,
    postings: postings.length,
    answerBytes: new TextEncoder().encode(answered).length,
    requestsPerSecond: answer.data?.requests_per_second ?? null,
  };
}

/** Listens to everything that goes to `database` by the API and the network worker. */
export function logDoors(database: Database): DoorLog {
  // Read later: while scans are under way, their time is not to be spent here.
  const heard: Heard[] = [];
  const taken: { at: number; rows: QueryResult["rows"] }[] = [];
  let read: DoorCall[] | null = null;

  return {
    database: {
      ...database,
      async query(text, parameters) {
        const answer = await database.query(text, parameters);
        if (/^\s*delete from net\.http_request_queue\b/.test(text)) {
          taken.push({ at: now(), rows: answer.rows });
        }
        return answer;
      },
      async queryAs(as, text, parameters = []) {
        const door = DOOR.exec(text)?.[1];
        if (!door) return await database.queryAs(as, text, parameters);
        const from = now();
        const answer = await database.queryAs(as, text, parameters);
        const asked = parameters.find((value) =>
          typeof value === "string" && value.startsWith("{")
        );
        read = null;
        heard.push({
          door,
          from,
          to: now(),
          asked: String(asked),
          answered: String(answer.rows[0]?.["body"] ?? "null"),
        });
        return answer;
      },
    },
    calls: () => read ??= heard.map(readCall),
    takenAt(scanId) {
      return taken.find(({ rows }) =>
        Taken.parse(rows).some(({ body }) =>
          TakenBody.safeParse(JSON.parse(body)).data?.scan_id === scanId
        )
      )?.at;
    },
  };
}

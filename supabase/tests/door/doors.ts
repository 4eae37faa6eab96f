/**
 * Every door there is: the two functions as they are asked, and what the API
 * shows of the schema `public`, read from the catalogue. Imported by tests only.
 *
 * @module
 */
import { rows } from "../testing/read.ts";
import type { World } from "./world.ts";

export interface Door {
  readonly name: string;
  /** Asked of the functions, whose refusals are constant. */
  readonly isFunction: boolean;
  /** Reaches out to boards, which an operator may do only so often. */
  readonly presses: boolean;
  request(headers: Readonly<Record<string, string>>): Request;
}

/** What there is to ask for. */
export interface Known {
  readonly batchId: string;
  readonly sourceId: number;
  readonly postingId: number;
  /** Addresses of boards that nobody watches, one for each time. */
  nextBoard(): string;
}

/** What each function of `public` is called with: right in form, and no scan's id. */
function rpcArguments(
  { batchId, sourceId, postingId }: Known,
): Record<string, unknown> {
  const scan_id = crypto.randomUUID();
  return {
    add_notification: { name: "matrix", url: "https://receiver.example/" },
    add_source: { url: "https://jobs.lever.co/matrix" },
    admit_operator: { user_id: scan_id, presses: true },
    begin_digest: { digest_id: scan_id },
    begin_scan: { scan_id },
    end_digest: { digest_id: scan_id, ok: true },
    fail_scan: { scan_id, error: { kind: "internal", message: "No" } },
    finish_scan: { scan_id, report: { outcome: "succeeded", seen_ids: [] } },
    postings_to_judge: { ids: [postingId] },
    request_scan: { source_ids: [sourceId] },
    save_details: { scan_id, postings: [], last: true },
    scan_progress: { batch_id: batchId },
    test_notification: { name: "nobody" },
    upsert_postings: { scan_id, postings: [] },
  };
}

function functionDoors(apiUrl: string, known: Known): Door[] {
  const { batchId, sourceId, postingId } = known;
  const url = `${apiUrl}/functions/v1/scan`;
  function post(name: string, body: () => unknown, presses = false): Door {
    return {
      name,
      isFunction: true,
      presses,
      request: (headers) =>
        new Request(url, {
          method: "POST",
          headers,
          body: JSON.stringify(body()),
        }),
    };
  }
  function get(name: string, over: Readonly<Record<string, string>>): Door {
    return {
      name,
      isFunction: true,
      presses: false,
      request: (headers) =>
        new Request(`${url}?batch=${batchId}`, {
          headers: { ...headers, ...over },
        }),
    };
  }
  return [
    post("POST scan", () => ({ sources: [sourceId] }), true),
    post("POST scan, wait", () => ({ sources: [sourceId], wait: true }), true),
    get("GET scan", {}),
    get("GET scan, events", { accept: "text/event-stream" }),
    post("POST add", () => ({ add: known.nextBoard() }), true),
    post("POST explain", () => ({ explain: postingId })),
    post("POST preview", () => ({ preview: { title_any: ["engineer"] } })),
    {
      ...post("POST notify", () => null),
      request: (headers) =>
        new Request(`${apiUrl}/functions/v1/notify`, {
          method: "POST",
          headers,
          body: JSON.stringify({ digest_id: crypto.randomUUID() }),
        }),
    },
    {
      ...post("POST scan-source", () => null),
      request: (headers) =>
        new Request(`${url}-source`, {
          method: "POST",
          headers,
          body: JSON.stringify({ scan_id: crypto.randomUUID() }),
        }),
    },
  ];
}

/** The functions, then all that the catalogue says is in `public`. */
export async function createDoors(
  { apiUrl, database }: World,
  known: Known,
): Promise<readonly Door[]> {
  const withArguments = rpcArguments(known);
  const functions = await rows(
    database,
    "select proname as name from pg_proc where pronamespace = 'public'::regnamespace order by 1",
  );
  const relations = await rows(
    database,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace
     and relkind in ('r', 'v', 'm', 'p', 'f') order by 1`,
  );
  return [
    ...functionDoors(apiUrl, known),
    ...functions.map(({ name }): Door => ({
      name: `rpc ${name}`,
      isFunction: false,
      presses: false,
      request: (headers) =>
        new Request(`${apiUrl}/rest/v1/rpc/${name}`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(withArguments[String(name)] ?? {}),
        }),
    })),
    ...relations.map(({ name }): Door => ({
      name: String(name),
      isFunction: false,
      presses: false,
      request: (headers) =>
        new Request(`${apiUrl}/rest/v1/${name}?limit=1`, { headers }),
    })),
  ];
}

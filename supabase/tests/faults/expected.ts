/**
 * What must come of each fault on each provider. Imported by tests only.
 *
 * The board has the fault, and has lost two postings. After the scan:
 *
 *   closes        all was read, and the two are closed
 *   counts        all was read, and the two have been missed once: pages can
 *                 shift, so only a second listing without them closes them
 *   holds         all was read, but it is too little to be believed: nothing is
 *                 closed, and the board's health says "holding"
 *   partial       not all was read: nothing is closed
 *   <error kind>  the scan failed so: nothing is closed, health says "failing"
 *   … 60 s        the host is left alone for that long, health says "paused"
 *
 * @module
 */
import { assert } from "@std/assert";
import type { Fault } from "../../../scripts/boards/mod.ts";

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  "one answer": [
    "greenhouse",
    "lever",
    "ashby",
    "workable",
    "recruitee",
    "rippling",
    "pinpoint",
    "breezy",
  ],
  // Where there is no such board, these send readers to a page or show one.
  bamboohr: ["bamboohr"],
  personio: ["personio"],
  // What its list repeats or hides, it is asked for in parts.
  workday: ["workday"],
  smartrecruiters: ["smartrecruiters"],
  // Its pages say what comes next, and none says how many adverts there are.
  teamtailor: ["teamtailor"],
  json_ld: ["json_ld", "json_ld (page)"],
};

// "asked": how many requests a scan that fails makes at most.
const TABLE = `
fault             | asked | one answer      | bamboohr        | personio        | workday         | smartrecruiters | teamtailor      | json_ld
500               | 4     | unavailable     | unavailable     | unavailable     | unavailable     | unavailable     | unavailable     | unavailable
500_once          |       | closes          | closes          | closes          | counts          | counts          | counts          | counts
500_later_pages   | 9     | n/a no pages    | n/a no pages    | n/a no pages    | unavailable     | unavailable     | unavailable     | n/a no pages
hang              | 1     | timeout         | timeout         | timeout         | timeout         | timeout         | timeout         | timeout
hang_in_body      | 1     | timeout         | timeout         | timeout         | timeout         | timeout         | timeout         | timeout
html              | 3     | payload         | payload         | not_found       | payload         | payload         | payload         | partial
cut_off_json      | 3     | payload         | payload         | payload         | payload         | payload         | payload         | partial
no_body           | 3     | payload         | payload         | payload         | payload         | payload         | payload         | partial
403               | 4     | blocked         | blocked         | blocked         | blocked         | blocked         | blocked         | blocked
404               | 2     | not_found       | not_found       | not_found       | not_found       | not_found       | not_found       | not_found
429               | 4     | throttled 1 s   | throttled 1 s   | throttled 1 s   | throttled 1 s   | throttled 1 s   | throttled 1 s   | throttled 1 s
429_once          |       | closes          | closes          | closes          | counts          | counts          | counts          | counts
429_long          | 1     | throttled 120 s | throttled 120 s | throttled 120 s | throttled 120 s | throttled 120 s | throttled 120 s | throttled 120 s
429_bare          | 4     | throttled 60 s  | throttled 60 s  | throttled 60 s  | throttled 60 s  | throttled 60 s  | throttled 60 s  | throttled 60 s
empty             |       | holds           | holds           | holds           | holds           | holds           | holds           | partial
empty_later_pages |       | n/a no pages    | n/a no pages    | n/a no pages    | partial         | partial         | partial          | n/a no pages
zero_total        |       | n/a no pages    | n/a no pages    | n/a no pages    | counts          | counts          | n/a no total    | n/a no pages
wrapped_offset    |       | n/a no pages    | n/a no pages    | n/a no pages    | counts          | partial         | partial         | n/a no pages
duplicate_page    |       | n/a no pages    | n/a no pages    | n/a no pages    | counts          | partial         | partial         | n/a no pages
redirect          | 4     | moved           | not_found       | not_found       | unavailable     | moved           | moved           | moved
redirect_loop     | 4     | unavailable     | not_found       | not_found       | unavailable     | unavailable     | unavailable     | unavailable
30_mb             | 1     | too_large       | too_large       | too_large       | too_large       | too_large       | too_large       | too_large
content_type      |       | closes          | closes          | closes          | counts          | counts          | counts          | counts
bom               |       | closes          | closes          | closes          | counts          | counts          | counts          | counts
`;

/** What the board's health must say to each outcome. */
const REASONS: Readonly<Record<string, RegExp>> = {
  closes: /^$/,
  counts: /^$/,
  holds:
    /^Listed \d+ postings, far fewer than before: nothing is closed until it says so three times \(1 so far\)$/,
  partial:
    /^The (page names no adverts|page ends in the middle|board listed \d+ of \d+|feed goes on without)|^JSON-LD blocks/,
  unavailable:
    /: it (answered 500|redirects in a circle|sends a search elsewhere)$/,
  timeout: /: no whole answer within 30 s$/,
  payload: /: (the answer is no JSON|its XML is broken or cut off)$/,
  blocked: /: it answered 403$/,
  not_found: /: it (answered 404|answers with a page|sends readers to )/,
  throttled: /: it answered 429$/,
  moved: /: it sends readers on to elsewhere\.example$/,
  too_large: /: the answer is larger than 25 MB$/,
};

/** What one cell must come to. */
export interface Expected {
  readonly said: string;
  readonly reason: RegExp;
  readonly asked: number;
}

function readTable(): Map<string, Expected> {
  const [head = [], ...lines] = TABLE.trim().split("\n").map((line) =>
    line.split("|").map((cell) => cell.trim())
  );
  const expected = new Map<string, Expected>();
  for (const [fault, asked, ...cells] of lines) {
    for (const [at, said] of cells.entries()) {
      const [outcome = ""] = said.split(" ");
      for (const name of COLUMNS[head[at + 2] ?? ""] ?? []) {
        expected.set(`${fault} ${name}`, {
          said,
          reason: REASONS[outcome] ?? /$^/,
          asked: Number(asked || Infinity),
        });
      }
    }
  }
  return expected;
}

const EXPECTED = readTable();

/** Null where a provider cannot have the fault. */
export function expectedOf(fault: Fault, name: string): Expected | null {
  const expected = EXPECTED.get(`${fault} ${name}`);
  assert(expected, `Nothing is expected of ${name} when it has ${fault}`);
  return expected.said.startsWith("n/a") ? null : expected;
}

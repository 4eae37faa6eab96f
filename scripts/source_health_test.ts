import { assert, assertEquals, assertMatch } from "@std/assert";
import { unicodeWidth } from "@std/cli/unicode-width";
import { createClient } from "@supabase/supabase-js";
import {
  readSourceHealth,
  renderSourceHealth,
  type SourceHealth,
} from "./source_health.ts";

const NOW = new Date("2026-03-10T12:00:00Z");

function source(over: Partial<SourceHealth> = {}): SourceHealth {
  return {
    source_id: 3,
    company: "Acme",
    provider: "lever",
    state: "ok",
    reason: null,
    open_postings: 1_234,
    last_good_scan_at: "2026-03-10T10:00:00Z",
    next_scan_at: "2026-03-10T16:00:00Z",
    failures: 0,
    url: "https://jobs.lever.co/acme",
    ...over,
  };
}

function table(width: number, ...sources: SourceHealth[]): string[] {
  return renderSourceHealth(sources, NOW, width)
    // deno-lint-ignore no-control-regex
    .replace(/\x1b\[\d+m/g, "").split("\n");
}

/** The row of one board. */
function row(over: Partial<SourceHealth> = {}): string {
  return table(200, source(over))[1] ?? "";
}

/** A REST interface that holds these rows, and answers at most a thousand at once. */
function serveRows(rows: readonly SourceHealth[]) {
  const ranges: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const { pathname, searchParams } = new URL(request.url);
      assertEquals(pathname, "/rest/v1/source_health");
      const offset = Number(searchParams.get("offset"));
      const limit = Math.min(1_000, Number(searchParams.get("limit")));
      ranges.push(`${offset}+${limit} by ${searchParams.get("order")}`);
      return Response.json(rows.slice(offset, offset + limit));
    },
  );
  return {
    client: createClient(`http://127.0.0.1:${server.addr.port}`, "key", {
      auth: { persistSession: false, autoRefreshToken: false },
    }),
    ranges,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("readSourceHealth() reads all boards, page by page, those that need a person first", async () => {
  const rows = Array.from({ length: 1_001 }, (_, at) =>
    source({
      source_id: at + 1,
      state: ["ok", "failing", "disabled", "unheard of"][at % 4] ?? "",
    }));
  await using rest = serveRows(rows);
  const read = await readSourceHealth(rest.client);
  assertEquals(read.length, 1_001);
  assertEquals(rest.ranges, [
    "0+1000 by source_id.asc",
    "1000+1000 by source_id.asc",
  ]);
  const states = read.map(({ state }) => state);
  assertEquals([states.at(0), states.at(250)], ["unheard of", "failing"]);
  assertEquals(states.at(501), "ok");
  assertEquals(states.at(-1), "disabled");
});

Deno.test("renderSourceHealth() is a row for each board, its state in front", () => {
  assertEquals(table(200, source()), [
    "state  id  company  provider   open  good scan  next    failures  reason",
    "ok      3  Acme     lever     1,234  2 h ago    in 4 h",
    "1 row",
  ]);
});

Deno.test("renderSourceHealth() says when in the unit that fits", () => {
  for (
    const [last_good_scan_at, words] of [
      [null, "never"],
      ["2026-03-10T11:59:30Z", "just now"],
      ["2026-03-10T11:15:00Z", "45 min ago"],
      ["2026-03-09T12:00:00Z", "24 h ago"],
      ["2026-03-05T12:00:00Z", "5 d ago"],
    ] as const
  ) assert(row({ last_good_scan_at }).includes(`  ${words}  `), words);
  assertMatch(row({ next_scan_at: "2026-03-10T12:00:30Z" }), / now$/);
  assertMatch(row({ next_scan_at: "2026-03-10T11:00:00Z" }), / now$/);
  assertMatch(row({ next_scan_at: "2026-03-10T12:20:00Z" }), / in 20 min$/);
});

Deno.test("renderSourceHealth() names no next scan of a board that is switched off", () => {
  assertMatch(row({ state: "disabled" }), /2 h ago$/);
});

Deno.test("renderSourceHealth() gives failures and their reason, as plain text", () => {
  assertMatch(
    row({ state: "failing", failures: 3, reason: "it\x1b[2J answered\r\n500" }),
    /^failing .* 3 {2}it/,
  );
});

Deno.test("renderSourceHealth() shows the address of a board that has no name yet", () => {
  assertMatch(
    row({ company: null, provider: null, state: "never scanned" }),
    /^never scanned {3}3 {2}https:\/\/jobs\.lever\.co\/acme {2}\? /,
  );
});

Deno.test("renderSourceHealth() gives way to a narrow terminal, the reason first", () => {
  const reason = "Listed 3 postings, far fewer than before: nothing is closed";
  const lines = table(90, source({ state: "holding", reason }));
  for (const line of lines) assert(unicodeWidth(line) <= 90, line);
  assertMatch(lines[1] ?? "", /^holding {3}3 {2}Acme {5,}.*Listed .*…$/);
});

import { assertEquals, assertThrows } from "@std/assert";
import type { DoorCall } from "./door_log.ts";
import { drawBar, timeScan } from "./scan_spans.ts";

function call(door: string, from: number, over: Partial<DoorCall> = {}) {
  return {
    door,
    scanId: "one",
    from,
    to: from + 10,
    postings: 0,
    answerBytes: 0,
    requestsPerSecond: null,
    ...over,
  };
}

const begin = (over: Partial<DoorCall> = {}) => call("begin_scan", 500, over);
const finish = (over: Partial<DoorCall> = {}) =>
  call("finish_scan", 1_000, over);

function time(
  calls: readonly DoorCall[],
  { listMs = 300, detailMs = 20, requests = 1 } = {},
) {
  return timeScan({
    requestedAt: 0,
    dispatchedAt: 100,
    takenAt: 400,
    calls,
    requests,
    listMs,
    detailsMs: (details) => details * detailMs,
  });
}

Deno.test("the time of a scan is told apart, and nothing of it is lost", () => {
  const { spans, ended } = time([begin(), finish()]);
  assertEquals(spans, {
    place: 100,
    net: 300,
    start: 100,
    doors: 20,
    board: 300,
    pace: 0,
    rest: 190,
  });
  assertEquals(Object.values(spans).reduce((a, b) => a + b, 0), ended);
});

Deno.test("a board is not said to have taken longer than its listing did", () => {
  const { spans } = time([begin(), finish()], { listMs: 10_000 });
  assertEquals(spans.board, 490);
  assertEquals(spans.rest, 0);
});

Deno.test("details are the board's time too, and their last save is a door's", () => {
  const { spans, ended } = time([
    begin(),
    finish(),
    call("save_details", 1_500, { postings: 10 }),
    call("save_details", 2_000, { postings: 5 }),
  ]);
  assertEquals(ended, 2_010);
  assertEquals(spans.board, 300 + 15 * 20);
  assertEquals(spans.doors, 30);
});

Deno.test("pace is what the pace adds to the board's own time", () => {
  const { spans } = time(
    [begin({ requestsPerSecond: 10 }), finish()],
    { requests: 5 },
  );
  assertEquals(Math.round(spans.board), 300);
  assertEquals(Math.round(spans.pace), 100);
});

Deno.test("each answer may allow another pace for the details after it", () => {
  const { spans } = time([
    begin(),
    finish({ requestsPerSecond: 10 }),
    // A second's worth of requests, and half a second's.
    call("save_details", 2_010, { postings: 10, requestsPerSecond: 20 }),
    call("save_details", 3_000, { postings: 10 }),
  ]);
  assertEquals(Math.round(spans.board + spans.pace), 300 + 1_500);
});

Deno.test("a scan that failed has no timeline", () => {
  assertThrows(
    () => time([begin(), call("fail_scan", 900)]),
    Error,
    "it failed",
  );
  assertThrows(() => time([begin()]), Error, "it failed");
});

Deno.test("a bar shows where each part begins", () => {
  const times = {
    spans: time([begin(), finish()]).spans,
    dispatched: 200,
    begun: 400,
    listed: 700,
    ended: 900,
  };
  assertEquals(drawBar(times, 1_000, 10), "··--███▒▒ ");
});

Deno.test("a listing too short for the axis is still drawn", () => {
  const times = {
    spans: time([begin(), finish()]).spans,
    dispatched: 0,
    begun: 1_000,
    listed: 1_000,
    ended: 1_000,
  };
  assertEquals(
    drawBar({ ...times, begun: 500, listed: 501 }, 1_000, 10),
    "-----█▒▒▒▒",
  );
  assertEquals(drawBar(times, 1_000, 10), "----------");
});

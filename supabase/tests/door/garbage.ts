/**
 * Requests that nobody should send. Imported by tests only.
 *
 * @module
 */
import fc from "fast-check";
import { badBody } from "./garbage_body.ts";
import type { WireRequest } from "./wire.ts";

export interface Garbage extends WireRequest {
  readonly door: "scan" | "scan-source" | "notify";
  /** Whether it goes to the function itself, past the gateway. */
  readonly isDirect: boolean;
}

/** What a header's value may hold: all bytes but control characters, and of those the tab. */
const headerValue = fc.string({
  unit: fc.integer({ min: 0x09, max: 0xff })
    .filter((code) => code === 9 || (code >= 0x20 && code !== 0x7f))
    .map((code) => String.fromCharCode(code)),
  maxLength: 100,
});

const header = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      "content-type",
      "accept",
      "last-event-id",
      "origin",
      "authorization",
      "content-encoding",
      "x-forwarded-for",
      "x-client-info",
      "cookie",
      "range",
      "if-none-match",
      "upgrade",
      "expect",
      "connection",
      "host",
    ),
    headerValue,
  ),
  fc.constantFrom<[string, string]>(
    ["content-type", "text/event-stream; charset=utf-7"],
    ["content-type", "multipart/form-data"],
    ["content-encoding", "gzip"],
    ["accept", "text/event-stream"],
    ["accept", "text/event-stream;q=0, */*"],
    ["expect", "100-continue"],
    ["upgrade", "websocket"],
    ["connection", "upgrade"],
    ["host", ""],
    ["host", "a b"],
    ["host", "[::1"],
    ["host", "x:99999999"],
    ["authorization", "Bearer"],
    ["authorization", "Basic Og=="],
    ["authorization", `Bearer ${"a.".repeat(5_000)}`],
    ["authorization", "Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6IngifQ.e30.AA"],
    ["authorization", "Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6IngifQ.bnVsbA.AA"],
    ["last-event-id", "-271821-04-20T00:00:00.000Z"],
    ["last-event-id", "+275760-09-13T00:00:00.000Z"],
    ["last-event-id", "0000-01-01T00:00:00Z"],
    ["last-event-id", "9999-12-31T23:59:59Z"],
    ["origin", "null"],
    ["bad name", "x"],
    ["x-control", "a\x01b"],
    ["x-long", "x".repeat(9_000)],
  ),
);

const headers = fc.oneof(
  { weight: 20, arbitrary: fc.array(header, { maxLength: 5 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 50, max: 300 }).map((count) =>
      Array.from(
        { length: count },
        (_, at): [string, string] => [`x-many-${at}`, "x"],
      )
    ),
  },
);

interface Framing {
  readonly breaksOff?: boolean;
  told(length: number): [string, string][];
}

const trueLength: Framing = {
  told: (length) => [["content-length", String(length)]],
};

/** How the length of the body is told, rightly or not. */
const framing = fc.oneof(
  { weight: 3, arbitrary: fc.constant(trueLength) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Framing>(
      {
        breaksOff: true,
        told: (length) => [["content-length", String(length + 10)]],
      },
      { breaksOff: true, told: () => [["transfer-encoding", "chunked"]] },
      {
        breaksOff: true,
        told: () => [["transfer-encoding", "chunked"], ["content-length", "3"]],
      },
      {
        told: (length) => [["content-length", String(Math.floor(length / 2))]],
      },
      { told: () => [["content-length", "-1"]] },
      { told: () => [["content-length", "99999999999999999999"]] },
      {
        told: (length) => [
          ["content-length", String(length)],
          ["content-length", "1"],
        ],
      },
      { told: () => [["transfer-encoding", "gzip, nonsense"]] },
      { told: () => [] },
    ),
  },
);

const path = fc.oneof(
  { weight: 12, arbitrary: fc.constant("") },
  {
    weight: 3,
    arbitrary: fc.oneof(
      fc.constantFrom("/", "//", "/../..", "/%2e%2e", "%00", "/%ff", ";a=b"),
      fc.webPath(),
      fc.string({ maxLength: 20 }).map((text) =>
        `/${encodeURIComponent(text)}`
      ),
    ),
  },
);

const query = fc.oneof(
  fc.constantFrom("", "", "?", "?batch=", "?batch", "?batch=%", "?%ff=%zz"),
  fc.uuid().map((id) => `?batch=${id}`),
  fc.tuple(fc.uuid(), fc.uuid()).map(([a, b]) => `?batch=${a}&batch=${b}`),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc.integer({ min: 1_000, max: 20_000 }).map((length) =>
    `?batch=${"x".repeat(length)}`
  ),
);

const method = fc.oneof(
  { weight: 8, arbitrary: fc.constant("POST") },
  { weight: 4, arbitrary: fc.constant("GET") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...["PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT"],
      ...["get", "BREW", "X".repeat(100)],
    ),
  },
);

/** Half of the requests carry the key, for who is refused at once breaks nothing. */
export function garbage(secretKey: string): fc.Arbitrary<Garbage> {
  return fc.record({
    door: fc.constantFrom<Garbage["door"]>(
      ...["scan", "scan", "scan", "scan-source", "notify"] as const,
    ),
    isDirect: fc.boolean(),
    hasKey: fc.boolean(),
    method,
    path,
    query,
    headers,
    framing,
    body: badBody,
  }).map(({ door, isDirect, hasKey, framing, path, query, ...rest }) => ({
    door,
    isDirect,
    method: rest.method,
    target: `${isDirect ? "" : "/functions/v1"}/${door}${path}${query}`,
    headers: [
      ...(rest.headers.some(([name]) => name === "host")
        ? []
        : [["host", "127.0.0.1"] as const]),
      ...(hasKey ? [["apikey", secretKey] as const] : []),
      ...rest.headers,
      ...framing.told(rest.body.length),
    ],
    body: rest.body,
    breaksOff: framing.breaksOff ?? false,
  }));
}

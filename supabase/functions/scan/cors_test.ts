import { assertEquals } from "@std/assert";
import { createCors } from "./cors.ts";

const PAGE = "https://jobs.example";
const { preflight, share } = createCors([PAGE]);

function from(origin: string | null): Request {
  return new Request("http://127.0.0.1/scan", {
    headers: { ...(origin && { origin }) },
  });
}

Deno.test("a listed page may ask with what the door needs", () => {
  const { status, headers } = preflight(from(PAGE));
  assertEquals(status, 204);
  assertEquals(headers.get("access-control-allow-origin"), PAGE);
  assertEquals(headers.get("access-control-allow-methods"), "GET, POST");
  assertEquals(
    headers.get("access-control-allow-headers"),
    "authorization, apikey, content-type, x-client-info, last-event-id",
  );
  assertEquals(headers.get("vary"), "Origin");
});

for (
  const origin of [
    null,
    "null",
    "https://evil.example",
    "http://jobs.example",
    "https://jobs.example.evil.example",
    "https://jobs.example:8443",
  ]
) {
  Deno.test(`a page of ${origin} is not let in and shown nothing`, () => {
    const asked = preflight(from(origin));
    assertEquals(asked.status, 403);
    assertEquals(asked.headers.get("access-control-allow-origin"), null);
    const answer = share(from(origin), Response.json({}));
    assertEquals(answer.headers.get("access-control-allow-origin"), null);
    assertEquals(answer.headers.get("vary"), "Origin");
  });
}

Deno.test("a listed page is shown the answer, refusals too, and how long to wait", () => {
  const { headers } = share(from(PAGE), new Response(null, { status: 429 }));
  assertEquals(headers.get("access-control-allow-origin"), PAGE);
  assertEquals(headers.get("access-control-expose-headers"), "retry-after");
});

Deno.test("without a list no page is let in", () => {
  assertEquals(createCors([]).preflight(from(PAGE)).status, 403);
});

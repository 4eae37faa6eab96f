import { assertEquals } from "@std/assert";
import { requestSettings } from "./request_settings.ts";

Deno.test("requestSettings() tells SQL what PostgREST tells it", () => {
  const settings = requestSettings({
    role: "authenticated",
    claims: { sub: "ann" },
    method: "GET",
    path: "/open_postings",
  });
  const { "request.jwt.claims": claims, ...rest } = settings;
  assertEquals(JSON.parse(claims ?? ""), { sub: "ann", role: "authenticated" });
  assertEquals(rest, {
    "request.method": "GET",
    "request.path": "/open_postings",
    "search_path": "public, extensions",
  });
});

Deno.test("requestSettings() names the role of the request, whatever the claims say", () => {
  const settings = requestSettings({
    role: "anon",
    claims: { role: "service_role" },
    method: "GET",
    path: "/",
  });
  assertEquals(settings["request.jwt.claims"], '{"role":"anon"}');
});

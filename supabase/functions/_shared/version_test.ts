import { assertEquals, assertMatch } from "@std/assert";
import { sayVersion, VERSION, VERSION_HEADER } from "./version.ts";

Deno.test("sayVersion() names the version in every answer, and leaves the rest as it is", async () => {
  const answer = sayVersion((request) =>
    Response.json({ method: request.method }, {
      status: 405,
      headers: { allow: "POST" },
    })
  );
  const response = await answer(new Request("http://127.0.0.1/"));
  assertMatch(VERSION, /^\d+\.\d+\.\d+$/);
  assertEquals(response.headers.get(VERSION_HEADER), VERSION);
  assertEquals(response.status, 405);
  assertEquals(response.headers.get("allow"), "POST");
  assertEquals(await response.json(), { method: "GET" });
});

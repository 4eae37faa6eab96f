import { assertEquals } from "@std/assert";
import { createKeyCheck, presentedKey } from "./auth.ts";

const holdsSecretKey = createKeyCheck(["sb_one", "sb_two"]);

function request(headers: HeadersInit = {}): Request {
  return new Request("https://abc.supabase.co/functions/v1/scan", { headers });
}

Deno.test("presentedKey() is the apikey, else the bearer token", () => {
  assertEquals(
    presentedKey(new Headers({ apikey: "a", authorization: "Bearer b" })),
    "a",
  );
  assertEquals(presentedKey(new Headers({ authorization: "bearer b" })), "b");
  assertEquals(presentedKey(new Headers({ authorization: "Basic b" })), null);
  assertEquals(presentedKey(new Headers()), null);
});

Deno.test("the key check takes every accepted key, in either header", async () => {
  assertEquals(await holdsSecretKey(request({ apikey: "sb_one" })), true);
  assertEquals(await holdsSecretKey(request({ apikey: "sb_two" })), true);
  assertEquals(
    await holdsSecretKey(request({ authorization: "Bearer sb_two" })),
    true,
  );
});

Deno.test("the key check refuses no key, an empty one and one that is only near", async () => {
  assertEquals(await holdsSecretKey(request()), false);
  for (const apikey of ["", "sb_on", "sb_one2", "SB_ONE", "sb_onesb_two"]) {
    assertEquals(await holdsSecretKey(request({ apikey })), false, apikey);
  }
});

Deno.test("the key check looks at the apikey alone where there is one", async () => {
  assertEquals(
    await holdsSecretKey(
      request({ apikey: "sb_publishable", authorization: "Bearer sb_one" }),
    ),
    false,
  );
});

import { assertEquals } from "@std/assert";
import { checkKey, keyKind } from "./key.ts";

/** A token of the kind that Supabase gave out before its secret keys. */
function legacy(role: string): string {
  const part = (value: unknown) =>
    btoa(JSON.stringify(value)).replaceAll("=", "");
  return `${part({ alg: "HS256", typ: "JWT" })}.${part({ role })}.signature`;
}

Deno.test("keyKind() tells the kinds of keys by their form", () => {
  assertEquals(keyKind("sb_secret_abc"), "secret");
  assertEquals(keyKind("sb_publishable_abc"), "publishable");
  assertEquals(keyKind(legacy("service_role")), "legacy");
  assertEquals(keyKind(legacy("anon")), "publishable");
  assertEquals(keyKind("eyJhbGciOi.not json.x"), "unknown");
  assertEquals(keyKind("hunter2"), "unknown");
});

Deno.test("checkKey() takes a secret key, bears a legacy one, and refuses none and the one for browsers", () => {
  assertEquals(checkKey("sb_secret_abc").state, "ok");
  assertEquals(checkKey(legacy("service_role")).state, "note");
  assertEquals(checkKey("hunter2").state, "note");
  assertEquals(checkKey(undefined).state, "wrong");
  assertEquals(checkKey("").state, "wrong");
  assertEquals(checkKey("sb_publishable_abc").state, "wrong");
});

Deno.test("checkKey() never repeats a key", () => {
  for (
    const key of ["sb_secret_abc", "sb_publishable_abc", "hunter2", legacy("x")]
  ) {
    assertEquals(JSON.stringify(checkKey(key)).includes(key), false);
  }
});

import { assertEquals } from "@std/assert";
import { createReadClaims } from "./claims.ts";
import { NOW } from "./testing.ts";

const ISSUER = "https://abc.supabase.co/auth/v1";
const USER = "5e0c8e1a-0000-4000-8000-00000000000a";
const CLAIMS = {
  sub: USER,
  exp: NOW.getTime() / 1_000 + 60,
  iss: ISSUER,
  aud: "authenticated",
  role: "authenticated",
};

function encode(value: unknown): string {
  return btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_")
    .replaceAll("=", "");
}

/** A project whose keys have signed every token that carries claims. */
function read(
  claims: Readonly<Record<string, unknown>> | null,
  header: unknown = { alg: "ES256", kid: "k" },
) {
  let verified = 0;
  const readClaims = createReadClaims({
    issuer: ISSUER,
    now: () => NOW,
    keysWith: () => Promise.resolve({ keys: [] }),
    verify() {
      verified++;
      return Promise.resolve(claims);
    },
  });
  const user = readClaims(`${encode(header)}.${encode(claims)}.signature`);
  return user.then((id) => ({ id, verified }));
}

Deno.test("a token that the project has signed for a user names the user", async () => {
  assertEquals(await read(CLAIMS), { id: USER, verified: 1 });
  const several = { ...CLAIMS, aud: ["other", "authenticated"] };
  assertEquals((await read(several)).id, USER);
});

const { sub: _sub, ...withoutSub } = CLAIMS;
const { exp: _exp, ...withoutExp } = CLAIMS;
const { iss: _iss, ...withoutIss } = CLAIMS;
const { aud: _aud, ...withoutAud } = CLAIMS;

for (
  const [what, claims] of [
    ["a wrong signature", null],
    ["no sub", withoutSub],
    ["a sub that is no user", { ...CLAIMS, sub: "anybody" }],
    ["no exp", withoutExp],
    ["an exp that is no time", { ...CLAIMS, exp: "2999-01-01" }],
    ["an exp of this second", { ...CLAIMS, exp: NOW.getTime() / 1_000 }],
    ["no issuer", withoutIss],
    ["another issuer", { ...CLAIMS, iss: "https://other.supabase.co/auth/v1" }],
    ["no audience", withoutAud],
    ["another audience", { ...CLAIMS, aud: "anon" }],
    ["another role", { ...CLAIMS, role: "anon" }],
  ] as const
) {
  Deno.test(`a token with ${what} names nobody`, async () => {
    assertEquals((await read(claims)).id, null);
  });
}

for (
  const header of [
    { alg: "HS256", kid: "k" },
    { alg: "none" },
    { alg: "none", kid: "k" },
    { alg: "ES256" },
    { kid: "k" },
    null,
    "ES256",
  ]
) {
  Deno.test(`a token whose header is ${JSON.stringify(header)} is not even looked up`, async () => {
    assertEquals(await read(CLAIMS, header), { id: null, verified: 0 });
  });
}

Deno.test("what is no token names nobody", async () => {
  const readClaims = createReadClaims({
    issuer: ISSUER,
    now: () => NOW,
    keysWith: () => Promise.resolve({ keys: [] }),
    verify: () => Promise.reject(new Error("Unexpected look-up")),
  });
  for (const token of ["", ".", "a.b.c", "%%%.x.y", "x".repeat(100_000)]) {
    assertEquals(await readClaims(token), null);
  }
});

Deno.test("a token of a key that is none of the project's is not looked at", async () => {
  const readClaims = createReadClaims({
    issuer: ISSUER,
    now: () => NOW,
    keysWith: () => Promise.resolve(null),
    verify: () => Promise.reject(new Error("Unexpected look-up")),
  });
  const token = `${encode({ alg: "ES256", kid: "k" })}.${encode(CLAIMS)}.x`;
  assertEquals(await readClaims(token), null);
});

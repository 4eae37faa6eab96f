import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { Buffer } from "node:buffer";
import { createKeys, restoreKeys } from "./keys.ts";

const NOW = new Date("2026-03-01T12:00:00Z");
const EXP = NOW.getTime() / 1000 + 60;

function recode(
  token: string,
  { header, body }: { header?: unknown; body?: unknown },
): string {
  const [head, claims, signature] = token.split(".");
  const encode = (value: unknown) =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  return [
    header === undefined ? head : encode(header),
    body === undefined ? claims : encode(body),
    signature,
  ].join(".");
}

Deno.test("createKeys() makes keys of the platform's two forms, new ones for each stack", async () => {
  const [one, other] = [await createKeys(), await createKeys()];
  assertMatch(one.publishable, /^sb_publishable_[\w-]{32}$/);
  assertMatch(one.secret, /^sb_secret_[\w-]{32}$/);
  assert(one.publishable !== other.publishable);
  assert(one.secret !== other.secret);
  assert(one.jwks().keys[0]?.x !== other.jwks().keys[0]?.x);
});

Deno.test("keys.verify() gives the claims that were signed", async () => {
  const keys = await createKeys();
  const claims = { sub: "u1", role: "authenticated", exp: EXP };
  assertEquals(await keys.verify(await keys.sign(claims), NOW), claims);
});

Deno.test("keys.verify() refuses a token from the second it expires", async () => {
  const keys = await createKeys();
  const token = await keys.sign({ sub: "u1", exp: EXP });
  assert(await keys.verify(token, new Date(EXP * 1000 - 1)));
  assertEquals(await keys.verify(token, new Date(EXP * 1000)), null);
});

Deno.test("keys.verify() refuses a token without a numeric exp", async () => {
  const keys = await createKeys();
  assertEquals(await keys.verify(await keys.sign({ sub: "u1" }), NOW), null);
  assertEquals(
    await keys.verify(await keys.sign({ sub: "u1", exp: String(EXP) }), NOW),
    null,
  );
});

Deno.test("keys.verify() refuses another stack's token, also under this stack's key id", async () => {
  const keys = await createKeys();
  const other = await createKeys();
  const foreign = await other.sign({ sub: "u1", exp: EXP });
  assertEquals(await keys.verify(foreign, NOW), null);
  const kid = keys.toJSON().kid;
  const renamed = await restoreKeys({ ...other.toJSON(), kid });
  assertEquals(
    await keys.verify(await renamed.sign({ sub: "u1", exp: EXP }), NOW),
    null,
  );
});

Deno.test("keys.verify() refuses a right signature under an unknown key id", async () => {
  const keys = await createKeys();
  const renamed = await restoreKeys({ ...keys.toJSON(), kid: "other" });
  const token = await renamed.sign({ sub: "u1", exp: EXP });
  assertEquals(await keys.verify(token, NOW), null);
});

Deno.test("keys.verify() refuses changed claims, other algorithms and what is no token", async () => {
  const keys = await createKeys();
  const token = await keys.sign({ role: "authenticated", exp: EXP });
  const kid = keys.toJSON().kid;
  for (
    const forged of [
      recode(token, { body: { role: "service_role", exp: EXP } }),
      recode(token, { header: { alg: "none", kid } }),
      recode(token, { header: { alg: "HS256", kid } }),
      recode(token, { header: { alg: "ES256" } }),
      token.slice(0, token.lastIndexOf(".") + 1),
      `${token}.x`,
      "a.b.c",
      "",
    ]
  ) {
    assertEquals(await keys.verify(forged, NOW), null, forged);
  }
});

Deno.test("restoreKeys() takes what JSON.stringify made of the keys, and verifies its older tokens", async () => {
  const keys = await createKeys();
  const token = await keys.sign({ sub: "u1", exp: EXP });
  const restored = await restoreKeys(JSON.parse(JSON.stringify(keys)));
  assertEquals(restored.publishable, keys.publishable);
  assertEquals(restored.secret, keys.secret);
  assertEquals(restored.jwks(), keys.jwks());
  assertEquals((await restored.verify(token, NOW))?.sub, "u1");
});

Deno.test("restoreKeys() refuses what it did not make", async () => {
  await assertRejects(() => restoreKeys({ publishable: "x" }));
});

Deno.test("keys.jwks() shows the public half only", async () => {
  const text = JSON.stringify((await createKeys()).jwks());
  assertEquals(text.includes('"d":'), false);
});

Deno.test("supabase-js verifies a token against keys.jwks()", async () => {
  const keys = await createKeys();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      assertEquals(
        new URL(request.url).pathname,
        "/auth/v1/.well-known/jwks.json",
      );
      return Response.json(keys.jwks());
    },
  );
  try {
    const client = createClient(
      `http://127.0.0.1:${server.addr.port}`,
      keys.publishable,
      {
        auth: {
          persistSession: false,
          autoRefreshToken: false,
          detectSessionInUrl: false,
        },
      },
    );
    const exp = Math.floor(Date.now() / 1000) + 60;
    const good = await client.auth.getClaims(
      await keys.sign({ sub: "u1", role: "authenticated", exp }),
    );
    assertEquals(good.error, null);
    assertEquals(good.data?.claims.sub, "u1");

    const other = await restoreKeys({
      ...(await createKeys()).toJSON(),
      kid: keys.toJSON().kid,
    });
    const bad = await client.auth.getClaims(
      await other.sign({ sub: "u1", role: "authenticated", exp }),
    );
    assert(bad.error);
  } finally {
    await server.shutdown();
  }
});

import { assertEquals } from "@std/assert";
import { readSecretKey } from "./secret_key.ts";

const PROJECT = {
  ref: "abcdefghijklmnopqrst",
  url: "https://abcdefghijklmnopqrst.supabase.co",
  platform: "--remote",
  database: "--remote",
};

const printing = (printed: string | null) => ({
  read: () => Promise.resolve(printed),
});
const nobody = {
  read: () => Promise.reject(new Error("The platform was asked")),
};

Deno.test("the key in the environment is taken where it is of this project", async () => {
  const given = {
    SUPABASE_URL: `${PROJECT.url}/`,
    SUPABASE_SECRET_KEY: "sb_secret_given",
  };
  assertEquals(await readSecretKey(nobody, PROJECT, given), "sb_secret_given");
  assertEquals(
    await readSecretKey(printing("[]"), PROJECT, {
      ...given,
      SUPABASE_URL: "https://another.example",
    }),
    null,
  );
});

Deno.test("else the platform's, a new one before the older kind", async () => {
  const older = { name: "service_role", type: "legacy", api_key: "eyJ.old" };
  const newer = { name: "default", type: "secret", api_key: "sb_secret_new" };
  const anon = { name: "anon", type: "publishable", api_key: "sb_p" };
  const read = (...keys: unknown[]) =>
    readSecretKey(printing(JSON.stringify(keys)), PROJECT, {});
  assertEquals(await read(anon, older, newer), "sb_secret_new");
  assertEquals(await read(anon, older), "eyJ.old");
  assertEquals(await read(anon), null);
  assertEquals(await read({ ...newer, api_key: null }), null);
});

Deno.test("a platform that shows none is no failure", async () => {
  assertEquals(await readSecretKey(printing(null), PROJECT, {}), null);
});

import { assertEquals, assertThrows } from "@std/assert";
import { readEnvironment } from "./environment.ts";

const URL_AND_KEY = {
  SUPABASE_URL: "https://abc.supabase.co",
  SUPABASE_SERVICE_ROLE_KEY: "service-role",
};

Deno.test("readEnvironment() takes the service role's key of an older project", () => {
  assertEquals(readEnvironment(URL_AND_KEY), {
    supabaseUrl: "https://abc.supabase.co",
    secretKeys: ["service-role"],
    boardGateway: null,
    allowedOrigins: [],
    authIssuer: "https://abc.supabase.co/auth/v1",
  });
});

Deno.test("readEnvironment() reads which pages may call, each as browsers name it", () => {
  const { allowedOrigins } = readEnvironment({
    ...URL_AND_KEY,
    ALLOWED_ORIGINS: "https://jobs.example, http://localhost:3000,",
  });
  assertEquals(allowedOrigins, [
    "https://jobs.example",
    "http://localhost:3000",
  ]);
});

Deno.test("readEnvironment() reads who issues the tokens where that is another address", () => {
  const { authIssuer } = readEnvironment({
    ...URL_AND_KEY,
    AUTH_ISSUER: "http://127.0.0.1:54321/auth/v1",
  });
  assertEquals(authIssuer, "http://127.0.0.1:54321/auth/v1");
});

Deno.test("readEnvironment() puts the default key first, and the service role's last", () => {
  const { secretKeys } = readEnvironment({
    ...URL_AND_KEY,
    SUPABASE_SECRET_KEYS: JSON.stringify({ ci: "sb_b", default: "sb_a" }),
  });
  assertEquals(secretKeys, ["sb_a", "sb_b", "service-role"]);
});

Deno.test("readEnvironment() takes keys of which none is called default", () => {
  const { secretKeys } = readEnvironment({
    SUPABASE_URL: URL_AND_KEY.SUPABASE_URL,
    SUPABASE_SECRET_KEYS: JSON.stringify({ ci: "sb_b" }),
  });
  assertEquals(secretKeys, ["sb_b"]);
});

Deno.test("readEnvironment() names each key once", () => {
  const { secretKeys } = readEnvironment({
    ...URL_AND_KEY,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: "service-role" }),
  });
  assertEquals(secretKeys, ["service-role"]);
});

Deno.test("readEnvironment() reads where board requests go", () => {
  const { boardGateway } = readEnvironment({
    ...URL_AND_KEY,
    BOARD_GATEWAY_URL: "http://127.0.0.1:8080/boards",
  });
  assertEquals(boardGateway?.href, "http://127.0.0.1:8080/boards");
});

Deno.test("readEnvironment() takes an empty variable as one that is not set", () => {
  const environment = readEnvironment({
    ...URL_AND_KEY,
    SUPABASE_SECRET_KEYS: "",
    BOARD_GATEWAY_URL: "",
  });
  assertEquals(environment, readEnvironment(URL_AND_KEY));
});

Deno.test("readEnvironment() fails by name for what is missing or malformed", () => {
  const { SUPABASE_URL: _, ...withoutUrl } = URL_AND_KEY;
  const wrong: [Record<string, string>, string][] = [
    [withoutUrl, "SUPABASE_URL"],
    [{ ...URL_AND_KEY, SUPABASE_URL: "abc" }, "SUPABASE_URL"],
    [{ ...URL_AND_KEY, SUPABASE_URL: "ftp://abc.supabase.co" }, "SUPABASE_URL"],
    [{ ...URL_AND_KEY, BOARD_GATEWAY_URL: "gateway" }, "BOARD_GATEWAY_URL"],
    [{ ...URL_AND_KEY, ALLOWED_ORIGINS: "*" }, "ALLOWED_ORIGINS"],
    [{ ...URL_AND_KEY, ALLOWED_ORIGINS: "jobs.example" }, "ALLOWED_ORIGINS"],
    [
      { ...URL_AND_KEY, ALLOWED_ORIGINS: "https://jobs.example/" },
      "ALLOWED_ORIGINS",
    ],
    [{ ...URL_AND_KEY, AUTH_ISSUER: "auth" }, "AUTH_ISSUER"],
    // Parses as an address with the scheme "localhost:".
    [
      { ...URL_AND_KEY, BOARD_GATEWAY_URL: "localhost:8080" },
      "BOARD_GATEWAY_URL",
    ],
  ];
  for (const [variables, name] of wrong) {
    assertThrows(
      () => readEnvironment(variables),
      TypeError,
      `Cannot start: missing or malformed ${name}`,
    );
  }
});

Deno.test("readEnvironment() refuses to start without any key", () => {
  assertThrows(
    () => readEnvironment({ SUPABASE_URL: URL_AND_KEY.SUPABASE_URL }),
    TypeError,
    "neither SUPABASE_SECRET_KEYS nor SUPABASE_SERVICE_ROLE_KEY is set",
  );
  assertThrows(
    () =>
      readEnvironment({
        SUPABASE_URL: URL_AND_KEY.SUPABASE_URL,
        SUPABASE_SECRET_KEYS: "{}",
      }),
    TypeError,
    "neither SUPABASE_SECRET_KEYS nor SUPABASE_SERVICE_ROLE_KEY is set",
  );
});

Deno.test("readEnvironment() never repeats a key that it cannot read", () => {
  for (const keys of ['["sb_hidden"]', "sb_hidden", '{"default":""}']) {
    const error = assertThrows(
      () => readEnvironment({ ...URL_AND_KEY, SUPABASE_SECRET_KEYS: keys }),
      TypeError,
      "Cannot start: SUPABASE_SECRET_KEYS is no JSON object of keys",
    );
    assertEquals(error.message.includes("sb_hidden"), false);
  }
});

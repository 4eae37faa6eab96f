import { assertEquals } from "@std/assert";
import { createScrub } from "./scrub.ts";

const TOKEN = `sbp_${"0123456789".repeat(4)}`;

Deno.test("what is printed holds none of the secrets that were told", () => {
  const scrub = createScrub(["p@ss word", undefined, ""]);
  assertEquals(
    scrub("with p@ss word and p%40ss%20word"),
    "with [hidden] and [hidden]",
  );
});

Deno.test("secrets that nobody told are known by their form", () => {
  const scrub = createScrub([]);
  for (
    const [line, clean] of [
      [`token ${TOKEN}.`, "token [hidden]."],
      ["key sb_secret_abcDEF-123_x", "key [hidden]"],
      ["key sb_publishable_abcDEF", "key [hidden]"],
      [
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJl",
        "jwt [hidden]",
      ],
      [
        "postgresql://postgres:it@s/me@db.example:5432/postgres",
        "postgresql://postgres:[hidden]@db.example:5432/postgres",
      ],
      [
        "postgresql://postgres.abc:se:cr@et@pooler.example:5432/postgres",
        "postgresql://postgres.abc:[hidden]@pooler.example:5432/postgres",
      ],
      ["Authorization: Bearer abc.def", "Authorization: Bearer [hidden]"],
      ["host=x password=geheim dbname=y", "host=x password=[hidden] dbname=y"],
    ] as const
  ) assertEquals(scrub(line), clean);
});

Deno.test("what is no secret stays as it is", () => {
  const scrub = createScrub(["abc"]);
  for (
    const line of [
      "Applying migration 20261121000600_job_sources.sql...",
      "https://abcdefghijklmnopqrst.supabase.co/functions/v1/scan",
      "postgresql://postgres@127.0.0.1:5432/postgres",
      'password authentication failed for user "postgres"',
    ]
  ) assertEquals(scrub(line), line);
});

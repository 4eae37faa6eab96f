import { assertEquals, assertThrows } from "@std/assert";

import { PROVIDERS } from "../../supabase/functions/_shared/providers/mod.ts";
import { boardOf, boardOfEach, keyOf } from "./sized_boards.ts";

Deno.test("boardOfEach() has a board of every provider that boardscan reads", () => {
  assertEquals(
    boardOfEach(10).map(({ provider }) => provider),
    PROVIDERS.map(({ id }) => id),
  );
});

Deno.test("boardOf() is of the size that was asked for", () => {
  assertEquals(boardOf("workday", 10_000).postings, 10_000);
});

Deno.test("boardOf() names a provider of which no board is simulated", () => {
  assertThrows(
    () => boardOf("fax", 10),
    RangeError,
    'Cannot measure "fax": no board of it is simulated',
  );
});

Deno.test("keyOf() is what the board's provider calls it, the address itself where any page will do", () => {
  const key = (provider: string) => keyOf(boardOf(provider, 10));
  assertEquals(key("greenhouse"), "stripe");
  assertEquals(
    key("workday"),
    "nvidia.wd5.myworkdayjobs.com/nvidia/NVIDIAExternalCareerSite",
  );
  assertEquals(key("json_ld"), "https://career.teamtailor.com/jobs");
});

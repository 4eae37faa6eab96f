import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { createRandom, seedOf } from "./random.ts";

Deno.test("createRandom() repeats itself for the same seed only", () => {
  const stream = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 5 }, () => random.fraction());
  };
  assertEquals(stream(1), stream(1));
  assert(stream(1)[0] !== stream(2)[0]);
});

Deno.test("createRandom() spreads evenly", () => {
  const random = createRandom(1);
  const counts = [0, 0, 0, 0];
  for (let at = 0; at < 4_000; at++) {
    const slot = random.integer(0, 3);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  assert(counts.every((count) => count > 900 && count < 1_100), `${counts}`);
});

Deno.test("draw() takes each member once at most", () => {
  const random = createRandom(1);
  const list = ["a", "b", "c", "d"];
  for (let at = 0; at < 50; at++) {
    const drawn = random.draw(list, 3);
    assertEquals(new Set(drawn).size, 3);
  }
  assertEquals(random.draw(list, 9).toSorted(), list);
});

Deno.test("weighted() never gives what weighs nothing", () => {
  const random = createRandom(1);
  for (let at = 0; at < 100; at++) {
    assertEquals(random.weighted([["never", 0], ["always", 1]]), "always");
  }
});

Deno.test("uuid() looks like one", () => {
  assertMatch(
    createRandom(1).uuid(),
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

Deno.test("pick() refuses an empty list", () => {
  assertThrows(
    () => createRandom(1).pick([]),
    RangeError,
    "Cannot pick from a list: it is empty",
  );
});

Deno.test("seedOf() tells parts apart wherever they are cut", () => {
  assert(seedOf("ab", "c") !== seedOf("a", "bc"));
  assertEquals(seedOf("a", 1), seedOf("a", "1"));
});

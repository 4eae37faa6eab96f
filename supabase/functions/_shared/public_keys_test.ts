import { assertEquals } from "@std/assert";
import { createPublicKeys } from "./public_keys.ts";
import { NOW } from "./testing.ts";

const key = (kid: string) => ({ kty: "EC", alg: "ES256", kid, x: "x" });

/** A project with these keys at the moment, and how often it was asked. */
function project(...kids: string[]) {
  const state = { kids, asked: 0, ms: NOW.getTime(), down: false };
  const keysWith = createPublicKeys({
    // deno-lint-ignore require-await -- a failure must reject, not throw
    async ask() {
      state.asked++;
      if (state.down) throw new Error("no connection");
      return { keys: state.kids.map(key) };
    },
    now: () => new Date(state.ms),
  });
  return { state, keysWith };
}

Deno.test("a project's keys are asked for once and kept", async () => {
  const { state, keysWith } = project("a", "b");
  const found = await Promise.all([keysWith("a"), keysWith("b")]);
  assertEquals(found.map((keys) => keys?.keys.length), [2, 2]);
  assertEquals((await keysWith("a"))?.keys[0]?.kid, "a");
  assertEquals(state.asked, 1);
});

Deno.test("made-up keys are nobody's, and the project is asked for them once a minute at most", async () => {
  const { state, keysWith } = project("a");
  for (let i = 0; i < 1_000; i++) {
    assertEquals(await keysWith(`made-up-${i}`), null);
  }
  assertEquals(state.asked, 1);
  assertEquals((await keysWith("a"))?.keys.length, 1);
});

Deno.test("a new key of the project is known a minute later, and one that is gone after ten", async () => {
  const { state, keysWith } = project("old");
  await keysWith("old");
  state.kids = ["new"];
  assertEquals(await keysWith("new"), null);
  state.ms += 60_000;
  assertEquals((await keysWith("new"))?.keys.length, 1);
  assertEquals(await keysWith("old"), null);
});

Deno.test("a project that does not answer for a while keeps its keys", async () => {
  const { state, keysWith } = project("a");
  await keysWith("a");
  state.down = true;
  state.ms += 11 * 60_000;
  assertEquals((await keysWith("a"))?.keys.length, 1);
  assertEquals(await keysWith("b"), null);
});

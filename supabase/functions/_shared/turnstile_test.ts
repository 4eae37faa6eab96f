import { assertEquals, assertRejects } from "@std/assert";
import { createTurnstile, TurnedAway } from "./turnstile.ts";

Deno.test("the turnstile lets so many through at once, in the order they came", async () => {
  const pass = createTurnstile({ atOnce: 2, waiting: 10 });
  const begun: number[] = [];
  const ends = [1, 2, 3, 4].map(() => Promise.withResolvers<void>());
  const all = ends.map(({ promise }, at) =>
    pass(async () => {
      begun.push(at);
      await promise;
      return at;
    })
  );
  assertEquals(begun, [0, 1]);
  ends[1]?.resolve();
  await all[1];
  await Promise.resolve();
  assertEquals(begun, [0, 1, 2]);
  for (const { resolve } of ends) resolve();
  assertEquals(await Promise.all(all), [0, 1, 2, 3]);
});

Deno.test("the turnstile turns away whoever comes when too many wait, and lets others in later", async () => {
  const pass = createTurnstile({ atOnce: 1, waiting: 1 });
  const end = Promise.withResolvers<string>();
  const first = pass(() => end.promise);
  const second = pass(() => Promise.resolve("second"));
  await assertRejects(() => pass(() => Promise.resolve("third")), TurnedAway);
  end.resolve("first");
  assertEquals([await first, await second], ["first", "second"]);
  assertEquals(await pass(() => Promise.resolve("fourth")), "fourth");
});

Deno.test("the turnstile gives the place of a failure to the next", async () => {
  const pass = createTurnstile({ atOnce: 1, waiting: 1 });
  const failed = pass(() => Promise.reject(new Error("no database")));
  const next = pass(() => Promise.resolve("next"));
  await assertRejects(() => failed, Error, "no database");
  assertEquals(await next, "next");
});

import { assertEquals, assertRejects } from "@std/assert";
import { tenWorkers } from "./ten_workers.ts";

const SOURCES = Array.from({ length: 49 }, (_, n) => n);

Deno.test("tenWorkers() has ten under way and does each once, the next as soon as one has ended", async () => {
  const begun: number[] = [];
  const ends = SOURCES.map(() => Promise.withResolvers<void>());
  const all = tenWorkers(SOURCES, (n) => {
    begun.push(n);
    return ends[n]?.promise ?? Promise.reject(new RangeError());
  });
  assertEquals(begun, SOURCES.slice(0, 10));
  ends[3]?.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(begun, SOURCES.slice(0, 11));
  for (const end of ends) end.resolve();
  await all;
  assertEquals(begun, SOURCES);
});

Deno.test("tenWorkers() fails with the first that fails", async () => {
  await assertRejects(
    () => tenWorkers(SOURCES, (n) => Promise.reject(new Error(`failed ${n}`))),
    Error,
    "failed 0",
  );
});

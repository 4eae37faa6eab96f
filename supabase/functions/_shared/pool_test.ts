import { assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "./errors.ts";
import { createPool } from "./pool.ts";

/** Work that is under way until it is told how to end. */
function manualWork() {
  const begun: number[] = [];
  const open = new Map<number, PromiseWithResolvers<string>>();
  return {
    begun,
    open,
    read(one: number): Promise<string> {
      begun.push(one);
      const end = Promise.withResolvers<string>();
      open.set(one, end);
      return end.promise;
    },
    end(one: number): void {
      open.get(one)?.resolve(`read ${one}`);
      open.delete(one);
    },
  };
}

/** Lets everything that can go on without us do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

Deno.test("the pool yields results in the order of what was asked, whichever comes first", async () => {
  const work = manualWork();
  const results = Array.fromAsync(createPool()([1, 2, 3], work.read));
  await settle();
  for (const one of [3, 1, 2]) work.end(one);
  assertEquals(await results, ["read 1", "read 2", "read 3"]);
});

Deno.test("the pool reads four at once, and the next when one of them is done", async () => {
  const work = manualWork();
  const results = Array.fromAsync(createPool()([1, 2, 3, 4, 5, 6], work.read));
  await settle();
  assertEquals(work.begun, [1, 2, 3, 4]);
  work.end(1);
  await settle();
  assertEquals(work.begun, [1, 2, 3, 4, 5]);
  for (const one of [2, 3, 4, 5]) work.end(one);
  await settle();
  work.end(6);
  assertEquals((await results).length, 6);
});

Deno.test("the pool ends at once when there is nothing to read", async () => {
  const work = manualWork();
  assertEquals(await Array.fromAsync(createPool()([], work.read)), []);
  assertEquals(work.begun, []);
});

Deno.test("the pool throws what failed as it is", async () => {
  const failure = new ScanError("throttled", "Cannot read boards.example");
  const error = await assertRejects(() =>
    Array.fromAsync(
      createPool()(
        [1, 2, 3],
        (one) => one === 2 ? Promise.reject(failure) : Promise.resolve(one),
      ),
    ), ScanError);
  assertEquals(error, failure);
});

Deno.test("the pool begins nothing new after a failure", async () => {
  const work = manualWork();
  const results = Array.fromAsync(createPool()([1, 2, 3, 4, 5, 6], work.read));
  const rejection = assertRejects(() => results, Error, "The second failed");
  await settle();
  work.open.get(2)?.reject(new Error("The second failed"));
  await settle();
  for (const one of [1, 3, 4]) work.end(one);
  await rejection;
  assertEquals(work.begun, [1, 2, 3, 4]);
});

Deno.test("the pool that is left early begins nothing new and waits for what has begun", async () => {
  const work = manualWork();
  let left = false;
  async function readOne() {
    for await (const result of createPool()([1, 2, 3, 4, 5, 6, 7], work.read)) {
      return result;
    }
  }
  const reading = readOne().then((result) => {
    left = true;
    return result;
  });
  await settle();
  work.end(1);
  await settle();
  assertEquals(left, false);
  const begun = [...work.begun];
  for (const one of begun) work.end(one);
  assertEquals(await reading, "read 1");
  assertEquals(work.begun, begun);
});

Deno.test("the pool that is left early keeps to itself what fails after that", async () => {
  const work = manualWork();
  async function readOne() {
    for await (const result of createPool()([1, 2, 3, 4, 5], work.read)) {
      return result;
    }
  }
  const reading = readOne();
  await settle();
  work.end(1);
  await settle();
  for (const end of work.open.values()) end.reject(new Error("Too late"));
  assertEquals(await reading, "read 1");
});

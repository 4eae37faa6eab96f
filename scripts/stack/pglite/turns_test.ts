import { assertEquals } from "@std/assert";
import { createTurns } from "./turns.ts";

Deno.test("createTurns() gives the turn to one at a time, in the order of asking", async () => {
  const take = createTurns();
  const said: string[] = [];
  async function speak(name: string) {
    const endTurn = await take();
    said.push(`${name} begins`);
    await Promise.resolve();
    said.push(`${name} ends`);
    endTurn();
  }
  await Promise.all([speak("a"), speak("b"), speak("c")]);
  assertEquals(
    said,
    ["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
});

Deno.test("createTurns() lets nobody begin before the turn has ended", async () => {
  const take = createTurns();
  const endFirst = await take();
  let began = false;
  const second = take().then((endTurn) => {
    began = true;
    endTurn();
  });
  for (let i = 0; i < 10; i++) await Promise.resolve();
  assertEquals(began, false);
  endFirst();
  await second;
  assertEquals(began, true);
});

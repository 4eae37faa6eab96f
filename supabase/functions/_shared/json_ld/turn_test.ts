import { assertEquals } from "@std/assert";
import { LINKS_A_SCAN, turnOf } from "./turn.ts";

function links(...names: string[]): URL[] {
  return names.map((name) => new URL(`https://acme.example/jobs/${name}`));
}

function names(urls: readonly URL[]): string[] {
  return urls.map(({ pathname }) => pathname.slice("/jobs/".length));
}

const many = Array.from({ length: 201 }, (_, i) => String(1_000 + i));

Deno.test("turnOf() takes a short list whole, in an order of its own", async () => {
  const turn = await turnOf(links("c", "a", "b"), null);
  assertEquals(names(turn.links), ["a", "b", "c"]);
  assertEquals(turn.doubts, []);
  assertEquals(await turn.cursorAfter(3), null);
});

Deno.test("turnOf() bounds a turn", async () => {
  const turn = await turnOf(links(...many), null);
  assertEquals(turn.links.length, LINKS_A_SCAN);
  assertEquals([turn.notes.length, turn.doubts.length], [1, 0]);
});

Deno.test("turnOf() goes on behind the last link that was read, wherever it stands now", async () => {
  const cursor = await (await turnOf(links("b", "d", "f"), null)).cursorAfter(
    2,
  );
  for (
    const [list, rest, changed] of [
      [["b", "d", "f"], ["f"], false],
      [["b", "d", "e", "f", "g"], ["e", "f", "g"], false],
      [["a", "b", "d", "f"], ["f"], true],
      [["b", "f"], ["f"], true],
      [["b", "c", "f"], ["f"], true],
    ] as const
  ) {
    const turn = await turnOf(links(...list), cursor);
    assertEquals(names(turn.links), [...rest]);
    assertEquals(
      turn.doubts,
      changed ? ["Links that were read before have changed since"] : [],
      list.join(" "),
    );
    assertEquals(turn.notes.length, 1);
  }
});

Deno.test("turnOf() has a cursor as far as links were read, whichever scan read them", async () => {
  const list = links("a", "b", "c", "d");
  const first = await turnOf(list, null);
  const second = await turnOf(list, await first.cursorAfter(1));
  assertEquals(
    await second.cursorAfter(1),
    await (await turnOf(list, null)).cursorAfter(2),
  );
  assertEquals(await second.cursorAfter(3), null);
  assertEquals(await first.cursorAfter(0), null);
});

Deno.test("turnOf() starts anew where nothing is left behind the cursor or it is none", async () => {
  const cursor = await (await turnOf(links("x", "y"), null)).cursorAfter(1);
  for (const left of [cursor, null, 7, { after: 1 }, { next: 2 }]) {
    const turn = await turnOf(links("a", "b"), left);
    assertEquals(names(turn.links), ["a", "b"]);
    assertEquals(turn.doubts, []);
  }
});

Deno.test("turnOf() lives with a list of nothing", async () => {
  const turn = await turnOf([], null);
  assertEquals([turn.links, turn.doubts], [[], []]);
  assertEquals(await turn.cursorAfter(0), null);
});

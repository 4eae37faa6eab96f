/**
 * Every way in which a board can fail, on every provider: how the scan ends,
 * what the board's health says, whether its host is left alone, and that nothing
 * is closed that may still be there.
 */
import { assertEquals } from "@std/assert";
import { FAULTS } from "../../scripts/boards/mod.ts";
import { type Cell, keepTwo, recover, scanFaulty } from "./faults/cell.ts";
import { type Expected, expectedOf } from "./faults/expected.ts";
import { showTable } from "./faults/show_table.ts";
import { openWorld, type World } from "./faults/world.ts";

/** As many come as go: the boards must not wear out. */
function loseTwo({ boards, watched: { length } }: World) {
  const lost = new Map<string, string[]>();
  for (let time = 0; time < 2; time++) {
    const report = boards.change({ added: 0, changed: 0, removed: length });
    for (const { company, removed } of report.boards) {
      const ids = removed.map(({ externalId }) => externalId);
      lost.set(company, [...lost.get(company) ?? [], ...ids]);
    }
  }
  for (let time = 0; time < 2; time++) {
    boards.change({ added: length, changed: 0, removed: 0 });
  }
  return lost;
}

function complaints(
  name: string,
  { said, reason, requests }: Cell,
  expected: Expected,
): string[] {
  const wrong: string[] = [];
  if (said !== expected.said) {
    wrong.push(`${name}: ${said}, not ${expected.said}`);
  }
  if (!expected.reason.test(reason)) wrong.push(`${name}: says "${reason}"`);
  if (requests > expected.asked) wrong.push(`${name}: ${requests} requests`);
  return wrong;
}

Deno.test("no fault of a board closes a posting that is there", async (t) => {
  const world = await openWorld();
  const cells = new Map<string, Cell>();
  try {
    for (const watched of world.watched) await world.scan(watched);

    for (const fault of FAULTS) {
      await t.step(fault, async () => {
        const lost = loseTwo(world);
        const wrong: string[] = [];
        for (const watched of world.watched) {
          const { name, company } = watched;
          const gone = lost.get(company) ?? [];
          assertEquals(gone.length, 2, name);
          await keepTwo(world, watched, gone);
          const expected = expectedOf(fault, name);
          if (expected !== null) {
            const cell = await scanFaulty(world, watched, fault, gone);
            cells.set(`${fault} ${name}`, cell);
            wrong.push(...complaints(name, cell, expected));
          }
          await recover(world, watched, gone).catch((error) => {
            wrong.push(`${name}, after it: ${error.message}`);
          });
        }
        assertEquals(wrong, []);
      });
    }
  } finally {
    await world.close();
  }
  console.log(showTable(world.watched.map(({ name }) => name), cells));
});

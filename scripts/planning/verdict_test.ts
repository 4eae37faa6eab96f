import { assertEquals, assertThrows } from "@std/assert";
import { type Month, planMonth } from "./month.ts";
import { ROUND_FIGURES } from "./testing.ts";
import {
  computeFor,
  costOnPro,
  diskBytes,
  usesOnFree,
  usesOnPro,
} from "./verdict.ts";

const GB = 1_000_000_000;

function month(over: Partial<Month> = {}): Month {
  return {
    ...planMonth({ sources: 49, everyHours: 6 }, ROUND_FIGURES),
    ...over,
  };
}

const cost = (over: Partial<Month> = {}) =>
  costOnPro(month(over), 1, ROUND_FIGURES).dollars;

Deno.test("the nearest limit comes first", () => {
  const [nearest] = usesOnFree(
    month({ scans: 1_000_000 }),
    1,
    ROUND_FIGURES,
  );
  assertEquals(nearest, { what: "invocations", share: 2 });
});

Deno.test("on the paid plan only what money does not move is a limit", () => {
  const uses = usesOnPro(month({ scans: 1e12, egressBytes: 1e15 }));
  assertEquals(
    uses.map(({ what }) => what).toSorted(),
    ["connections", "pace of a shared host"],
  );
});

Deno.test("within its quotas the paid plan costs what it costs, the smallest compute included", () => {
  assertEquals(cost(), 25);
  assertEquals(cost({ scans: 2_000_000 }), 25);
});

Deno.test("each million of invocations that was begun is billed", () => {
  assertEquals(cost({ scans: 2_000_001 }), 27);
  assertEquals(cost({ scans: 4_000_000 }), 29);
});

Deno.test("egress and logs are billed beyond their quotas", () => {
  assertEquals(cost({ egressBytes: 350 * GB }), 34);
  assertEquals(cost({ logBytes: 7 * GB }), 26);
});

Deno.test("a disk grows by half when it is nine tenths full", () => {
  assertEquals(diskBytes(7.2 * GB), 8 * GB);
  assertEquals(diskBytes(7.3 * GB), 12 * GB);
  assertEquals(diskBytes(20 * GB), 27 * GB);
});

Deno.test("a large disk grows by 200 GB", () => {
  const before = diskBytes(400 * GB);
  assertEquals(diskBytes(before), Math.min(before * 1.5, before + 200 * GB));
  assertEquals(diskBytes(1_000 * GB) - diskBytes(900 * GB) <= 200 * GB, true);
});

Deno.test("compute follows the size of the database", () => {
  assertEquals(computeFor(10 * GB).name, "Micro");
  assertEquals(computeFor(10 * GB + 1).name, "Small");
  assertThrows(
    () => computeFor(1e15),
    RangeError,
    "Cannot plan a database of 1000000 GB",
  );
});

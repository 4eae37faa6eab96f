import { assertEquals, assertThrows } from "@std/assert";
import { insertPage, plannedDocument } from "./planning.ts";
import { mostSources } from "./planning/page.ts";
import { ROUND_FIGURES } from "./planning/testing.ts";
import { usesOnFree } from "./planning/verdict.ts";

Deno.test("the planning page of ARCHITECTURE.md is what its script writes", async () => {
  const { found, wanted } = await plannedDocument();
  assertEquals(found, wanted);
});

Deno.test("the page goes between its marks and nowhere else", () => {
  const marks = [
    "<!-- planning: written by a script -->",
    "<!-- planning: end -->",
  ];
  const [begin, end] = marks;
  assertEquals(
    insertPage(`before\n\n${begin}\nold\n${end}\n\nafter\n`, "new"),
    `before\n\n${begin}\n\nnew\n\n${end}\n\nafter\n`,
  );
  for (const mark of marks) {
    assertThrows(() => insertPage(`only ${mark}`, "new"), Error, "marks");
  }
});

Deno.test("one source more than the most breaks a limit", () => {
  const uses = (month: Parameters<typeof usesOnFree>[0]) =>
    usesOnFree(month, 1, ROUND_FIGURES);
  // 500,000 invocations, 720 for each source.
  assertEquals(mostSources(1, uses, ROUND_FIGURES), {
    sources: 694,
    next: "invocations",
  });
});

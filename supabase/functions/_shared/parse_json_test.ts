import { assertEquals, assertThrows } from "@std/assert";
import { ScanError } from "./errors.ts";
import { parseJson } from "./parse_json.ts";

const HOST = "boards.example";

function kindOf(text: string, maxOpenings?: number): string {
  return assertThrows(() => parseJson(text, HOST, maxOpenings), ScanError).kind;
}

Deno.test("parseJson() reads what is JSON", () => {
  assertEquals(parseJson('{"jobs":[1,"{["]}', HOST), { jobs: [1, "{["] });
});

Deno.test("parseJson() calls what is no JSON a payload, and shows nothing of it", () => {
  for (const text of ["", "<html>Please sign in", '{"jobs":[{"id']) {
    const error = assertThrows(() => parseJson(text, HOST), ScanError);
    assertEquals(error.kind, "payload");
    assertEquals(
      error.message,
      "Cannot read boards.example: the answer is no JSON",
    );
  }
});

Deno.test("parseJson() counts objects and lists together, and takes exactly the limit", () => {
  const text = '[{"a":[]},{}]';
  assertEquals(parseJson(text, HOST, 4), [{ a: [] }, {}]);
  assertEquals(kindOf(text, 3), "too_large");
});

Deno.test("parseJson() refuses what would become far larger than it is, before it does", () => {
  assertEquals(kindOf(`[${"{},".repeat(600_000)}1]`), "too_large");
  assertEquals(kindOf("[".repeat(600_000)), "too_large");
  assertEquals(kindOf('{"a":'.repeat(600_000)), "too_large");
});

Deno.test("parseJson() reads a value 100,000 lists deep, or fails as a payload", () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const outcome = (() => {
    try {
      return Array.isArray(parseJson(deep, HOST)) ? "read" : "other";
    } catch (error) {
      return error instanceof ScanError ? error.kind : "crashed";
    }
  })();
  assertEquals(["read", "payload"].includes(outcome), true, outcome);
});

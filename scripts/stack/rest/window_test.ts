import { assertEquals, assertThrows } from "@std/assert";
import { RestError } from "./errors.ts";
import { contentRange, MAX_ROWS, pageStatus, readWindow } from "./window.ts";

Deno.test("readWindow() takes at most the platform's 1,000 rows", () => {
  assertEquals(readWindow(null, null, null), { offset: 0, limit: 1_000 });
  assertEquals(readWindow("5000", "20", null), { offset: 20, limit: MAX_ROWS });
});

Deno.test("readWindow() takes the rows that query string and Range both ask for", () => {
  assertEquals(readWindow(null, null, "5-9"), { offset: 5, limit: 5 });
  assertEquals(readWindow(null, null, "5-"), { offset: 5, limit: MAX_ROWS });
  assertEquals(readWindow("10", "3", "0-4"), { offset: 3, limit: 2 });
  assertEquals(readWindow("0", null, null), { offset: 0, limit: 0 });
});

Deno.test("readWindow() passes over what is no number", () => {
  assertEquals(readWindow("many", "1e3", "all"), { offset: 0, limit: 1_000 });
});

Deno.test("readWindow() refuses a negative limit and a range that ends before it begins", () => {
  for (const [limit, range] of [["-1", null], [null, "9-5"]] as const) {
    const error = assertThrows(
      () => readWindow(limit, null, range),
      RestError,
    );
    assertEquals([error.status, error.code], [416, "PGRST103"]);
  }
});

Deno.test("contentRange() has a star for an empty page and for an unknown total", () => {
  assertEquals(contentRange(10, 5, 40), "10-14/40");
  assertEquals(contentRange(0, 5, null), "0-4/*");
  assertEquals(contentRange(0, 0, 0), "*/0");
});

Deno.test("pageStatus() is partial only where the total is known and larger", () => {
  assertEquals(pageStatus(0, 5, null), 200);
  assertEquals(pageStatus(0, 5, 5), 200);
  assertEquals(pageStatus(5, 5, 40), 206);
  assertThrows(() => pageStatus(41, 0, 40), RestError, "not satisfiable");
});

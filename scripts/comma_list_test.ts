import { assert, assertEquals } from "@std/assert";
import { CommaList, IdList, PointsList } from "./comma_list.ts";

Deno.test("CommaList takes words and phrases, without the blanks around them", () => {
  assertEquals(CommaList.parse("backend"), ["backend"]);
  assertEquals(CommaList.parse("site reliability, backend"), [
    "site reliability",
    "backend",
  ]);
  for (const text of ["", ",", "a,,b", "a, "]) {
    assert(!CommaList.safeParse(text).success, text);
  }
});

Deno.test("IdList takes whole numbers only", () => {
  assertEquals(IdList.parse("1"), [1]);
  assertEquals(IdList.parse("1,22,3"), [1, 22, 3]);
  for (const text of ["", "1,", "1, 2", "-1", "1.5", "lever"]) {
    assert(!IdList.safeParse(text).success, text);
  }
});

Deno.test("PointsList takes words with their points, up or down", () => {
  assertEquals(
    PointsList.parse("postgres*=15,php=-20, machine learning = +5"),
    {
      "postgres*": 15,
      "php": -20,
      "machine learning": 5,
    },
  );
  for (
    const text of ["", "php", "php=", "=5", "php=a", "php=1=2", "a=1,,b=2"]
  ) {
    assert(!PointsList.safeParse(text).success, text);
  }
});

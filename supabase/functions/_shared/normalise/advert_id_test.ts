import { assertEquals } from "@std/assert";
import { AdvertId, advertId } from "./advert_id.ts";

Deno.test("advertId() takes a number and its text for one id", () => {
  assertEquals([{ id: 7 }, { id: "7" }, { id: "x", name: 1 }].map(advertId), [
    "7",
    "7",
    "x",
  ]);
});

Deno.test("advertId() counts nothing that has no id", () => {
  for (
    const advert of [null, undefined, 7, "7", [], {}, { id: "" }, { id: null }]
  ) {
    assertEquals(advertId(advert), null);
  }
});

Deno.test("AdvertId is text that can be stored", () => {
  assertEquals([7, "7", "a\0b", "x\ud800"].map((id) => AdvertId.parse(id)), [
    "7",
    "7",
    "ab",
    "x\ufffd",
  ]);
  for (const id of ["", "\0", 1.5, null, undefined, {}, []]) {
    assertEquals(AdvertId.safeParse(id).success, false, String(id));
  }
});

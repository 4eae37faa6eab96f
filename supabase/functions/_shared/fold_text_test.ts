import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { foldText } from "./fold_text.ts";

Deno.test("foldText() takes accents off letters and leaves the letters", () => {
  assertEquals(
    foldText("Zürich, Montréal, São Paulo"),
    "Zurich, Montreal, Sao Paulo",
  );
  assertEquals(
    foldText("Kraków Łódź København Đakovo"),
    "Krakow Lodz Kobenhavn Dakovo",
  );
  assertEquals(
    foldText("Straße, STRAẞE, Æon, œuvre"),
    "Strasse, STRASSE, AEon, oeuvre",
  );
  assertEquals(foldText("İstanbul, Diyarbakır"), "Istanbul, Diyarbakir");
  assertEquals(foldText("Αθήνα, ещё"), "Αθηνα, еще");
});

Deno.test("foldText() is the same for every encoding of a text", () => {
  const text = "Ingénieur·e – Málaga, 서울, がくせい, करना";
  for (const form of ["NFC", "NFD", "NFKC", "NFKD"] as const) {
    assertEquals(foldText(text.normalize(form)), foldText(text), form);
  }
  assertEquals(foldText("Ｓｅｎｉｏｒ　𝗘𝗻𝗴𝗶𝗻𝗲𝗲𝗿"), "Senior Engineer");
  assertEquals(foldText("ﬁrmware"), "firmware");
});

Deno.test("foldText() keeps the marks of other scripts, and signs apart from the words", () => {
  assertEquals(foldText("करना ガクセイ"), "करना ガクセイ");
  assertEquals(foldText("React™ and Vue"), "React  and Vue");
  assertEquals(foldText("Soft\u00adware Eng\u200dineer"), "Software Engineer");
});

Deno.test("foldText() gives a text without anything unusual back as it is", () => {
  const text = "We’re hiring – “Senior” C++/C# (m/w/d) • 5 years… €";
  assertStrictEquals(foldText(text), text);
});

Deno.test("foldText() changes nothing that it has folded, and never differs by encoding", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const folded = foldText(text);
    assertEquals(foldText(folded), folded);
    assert(!/[\u0300-\u036f]/.test(folded) || folded === text);
    assertEquals(foldText(text.normalize("NFD")), folded);
  }));
});

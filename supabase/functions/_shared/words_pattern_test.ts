import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { foldText } from "./fold_text.ts";
import { hasWord, termKey, wordsPattern } from "./words_pattern.ts";

function finds(term: string, text: string): boolean {
  return hasWord(wordsPattern([term]), foldText(text));
}

Deno.test("wordsPattern() is null without terms, and nothing has a word of it", () => {
  assertEquals(wordsPattern([]), null);
  assertEquals(wordsPattern(["", "  ", "*", "\u00ad"]), null);
  assertEquals(hasWord(null, "Baker"), false);
});

Deno.test("hasWord() finds whole words only, in every script", () => {
  assert(finds("go", "Go developer"));
  assert(finds("go", "Rust/Go"));
  assert(!finds("go", "Django"));
  assert(!finds("go", "Go2"));
  assert(!finds("bar", "Barkeeper"));
  assert(!finds("rz", "Ärzte"));
  assert(finds("ärzte", "ÄRZTE gesucht"));
  assert(finds("разработчик", "Старший Разработчик"));
});

Deno.test("hasWord() takes every ending of a term with a star", () => {
  assert(finds("engineer*", "Engineering Manager"));
  assert(finds("engineer*", "Engineer"));
  assert(!finds("engineer*", "Reengineer"));
});

Deno.test("hasWord() takes any white space between the words of a phrase", () => {
  assert(finds("staff engineer", "Staff \n Engineer"));
  assert(!finds("staff engineer", "Staff, Engineer"));
  assert(!finds("staff engineer", "StaffEngineer"));
});

Deno.test("hasWord() takes the signs of a term as they stand", () => {
  assert(finds("c++", "C++ developer"));
  assert(!finds("c++", "C developer"));
  assert(finds(".net", "Senior .NET developer"));
  assert(finds("r&d (eu)", "R&D (EU)"));
  assert(!finds("a.b", "aXb"));
});

Deno.test("hasWord() answers the same for every text, whichever was asked before", () => {
  const pattern = wordsPattern(["baker"]);
  const answers = ["A baker", "Baker", "Cook", "baker"].map((text) =>
    hasWord(pattern, text)
  );
  assertEquals(answers, [true, true, false, true]);
});

Deno.test("hasWord() takes a hyphen for the space between words, and a space for a hyphen", () => {
  assert(finds("full stack", "Full-Stack Engineer"));
  assert(finds("full stack", "Full–Stack Engineer"));
  assert(finds("on-call", "You are on call"));
  assert(finds("front-", "Front- und Backend"));
  assert(!finds("full stack", "Fullstack Engineer"));
  assert(!finds("engineer manager", "Engineer, Manager"));
});

Deno.test("hasWord() needs no boundary beside a sign, and knows C from C++ and C#", () => {
  assert(finds("c++", "C++17 developer"));
  assert(finds(".net", "ASP.NET developer"));
  assert(finds("c#", "C#/.NET"));
  assert(finds("c", "Embedded C, Rust"));
  assert(!finds("c", "C++ developer"));
  assert(!finds("c", "C# developer"));
  assert(finds("c*", "C# developer"));
  assert(finds("angular 2", "Angular 2+"));
  assert(finds("engineer", "Engineer #12 (engineer#12)"));
  assert(!finds(".net", "my.network"));
});

Deno.test("hasWord() knows a word whatever its accents and its encoding", () => {
  for (const place of ["Zürich", "ZÜRICH", "Zurich", "Zu\u0308rich"]) {
    for (const term of ["zürich", "Zurich", "zu\u0308rich", "Zür*"]) {
      assert(finds(term, place), `${term} in ${place}`);
    }
  }
  assert(finds("lodz", "Łódź"));
  assert(finds("strasse", "Große STRASSE, Straße"));
  assert(!finds("zurich", "Zuerich"));
  assert(finds("l'ingenieur", "L’ingénieur"));
});

Deno.test("hasWord() has no boundaries in scripts that put no space between words", () => {
  assert(finds("エンジニア", "ソフトウェアエンジニア募集"));
  assert(finds("java", "Javaエンジニア"));
  assert(finds("工程师", "高级软件工程师"));
  assert(!finds("java", "JavaScriptエンジニア"));
});

Deno.test("hasWord() does not cut the letters of a script at their marks", () => {
  assert(!finds("कर", "करना"));
  assert(!finds("कर", "करें"));
  assert(finds("करना", "काम करना है"));
  assert(!finds("か", "が"));
});

Deno.test("termKey() is the same for terms that are the same words", () => {
  const keys = ["On-Site", "on site", " ON\u2011SITE ", "on  site"].map(
    termKey,
  );
  assertEquals(new Set(keys), new Set(["on site"]));
});

/** All of it as one pattern, which is too dear to be made for each list of terms. */
function oracle(term: string, text: string): boolean {
  const of =
    "[[\\p{L}\\p{N}\\p{M}]--[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]]";
  const isOpen = term.trimEnd().endsWith("*");
  const words = termKey(isOpen ? term.trimEnd().slice(0, -1) : term);
  if (words === "") return false;
  const signs = [...words];
  const isWord = new RegExp(`^${of}`, "v");
  const begin = isWord.test(words) ? `(?<!${of})` : "";
  const end = !isOpen && isWord.test(signs.at(-1) ?? "")
    ? `(?!${of}|\\+\\+|#(?!${of}))`
    : "";
  const source = signs.map((sign) =>
    sign === " "
      ? "[\\s\\-‐‑–—]\\s*"
      : "'’ʼ".includes(sign)
      ? "['’ʼ]"
      : `\\u{${sign.codePointAt(0)?.toString(16)}}`
  ).join("");
  return new RegExp(begin + source + end, "iv").test(foldText(text));
}

Deno.test("hasWord() finds what one pattern with all boundaries in it would find", () => {
  const sign = fc.constantFrom(..."aAbc+#.-* 'é’ßΣς𝒜𐐀か工ก1\ud800\n");
  const text = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(""));
  const term = fc.array(sign, { maxLength: 3 }).map((signs) => signs.join(""));
  fc.assert(
    fc.property(term, text, (term, text) => {
      assertEquals(finds(term, text), oracle(term, text));
      assertEquals(finds(term, text + term), oracle(term, text + term));
    }),
    { numRuns: 2_000 },
  );
});

import { assert, assertEquals } from "@std/assert";
import { foundWords, hasWord, wordsPattern } from "./words_pattern.ts";

function finds(term: string, text: string): boolean {
  return hasWord(wordsPattern([term]), text);
}

Deno.test("wordsPattern() is null without terms, and nothing has a word of it", () => {
  assertEquals(wordsPattern([]), null);
  assertEquals(wordsPattern(["", "  "]), null);
  assertEquals(hasWord(null, "Baker"), false);
  assertEquals(foundWords(null, "Baker"), []);
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

Deno.test("foundWords() names each term once, as the text has it, in lower case", () => {
  const pattern = wordsPattern(["baker", "pastry  cook"]);
  assertEquals(
    foundWords(pattern, "BAKER and Pastry   Cook, baker"),
    ["baker", "pastry cook"],
  );
});

Deno.test("foundWords() prefers the longer of two terms that fit at one place", () => {
  assertEquals(
    foundWords(wordsPattern(["java*", "javascript"]), "JavaScript"),
    ["javascript"],
  );
});

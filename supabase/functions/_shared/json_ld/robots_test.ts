import { assertEquals } from "@std/assert";
import { parseRobots } from "./robots.ts";

function allows(text: string, path: string): boolean {
  return parseRobots(text).allows(new URL(path, "https://acme.example"));
}

Deno.test("parseRobots() allows all where nothing is said", () => {
  for (
    const text of [
      "",
      "User-agent: *\nDisallow:",
      "<!DOCTYPE html><p>Disallow: /</p>",
      "User-agent: other\nDisallow: /",
      "Disallow: /",
    ]
  ) {
    assertEquals(allows(text, "/jobs"), true, text);
  }
});

Deno.test("parseRobots() reads the rules for everybody", () => {
  const text =
    "# hello\r\nUser-Agent: *  # all\r\nCrawl-delay: 5\r\ndisallow: /app/ # no\r\n";
  assertEquals(allows(text, "/app/1"), false);
  assertEquals(allows(text, "/apples"), true);
});

Deno.test("parseRobots() prefers the group for boardscan", () => {
  const text =
    "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: BoardScan\nDisallow: /private\n";
  assertEquals(allows(text, "/jobs"), true);
  assertEquals(allows(text, "/private/1"), false);
});

Deno.test("parseRobots() joins groups of one name", () => {
  const text =
    "User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: *\nDisallow: /b\n";
  assertEquals(["/a", "/b", "/c"].map((path) => allows(text, path)), [
    false,
    false,
    true,
  ]);
});

Deno.test("parseRobots() lets the longest rule decide, and of two equal ones the one that allows", () => {
  const text =
    "User-agent: *\nAllow: /jobs/\nDisallow: /jobs\nDisallow: /x\nAllow: /x\n";
  assertEquals(["/jobs/1", "/jobs", "/x"].map((path) => allows(text, path)), [
    true,
    false,
    true,
  ]);
});

Deno.test("parseRobots() knows * and $", () => {
  const cases = [
    ["/*/apply", "/jobs/1/apply/now", false],
    ["/*/apply", "/apply", true],
    ["/*.pdf$", "/jobs/1.pdf", false],
    ["/*.pdf$", "/jobs/1.pdf?x", true],
    ["/jobs$", "/jobs", false],
    ["/jobs$", "/jobs/1", true],
    ["/*?sort=", "/jobs?sort=1", false],
    ["*", "/", false],
    ["/a*a$", "/a", true],
  ] as const;
  for (const [pattern, path, expected] of cases) {
    assertEquals(
      allows(`User-agent: *\nDisallow: ${pattern}`, path),
      expected,
      `${pattern} ${path}`,
    );
  }
});

Deno.test("parseRobots() knows its name with a version and among others", () => {
  const text =
    "User-agent: a\nUser-agent: boardscan/2.0\nDisallow: /x\nUser-agent: *\nDisallow: /\n";
  assertEquals([allows(text, "/x"), allows(text, "/y")], [false, true]);
});

Deno.test("parseRobots() compares addresses however they are escaped", () => {
  for (const pattern of ["/büro", "/b%c3%bcro", "/b%C3%BCro", "/%62%C3%BCro"]) {
    const text = `User-agent: *\nDisallow: ${pattern}`;
    assertEquals(
      ["/büro/1", "/b%c3%bcro", "/buro"].map((path) => allows(text, path)),
      [false, false, true],
      pattern,
    );
  }
});

Deno.test("parseRobots() gives the sitemaps, whoever's group they stand in", () => {
  const { sitemaps } = parseRobots(
    "Sitemap: /a.xml\nUser-agent: x\nDisallow: /\nSITEMAP: https://acme.example/b.xml # b\n",
  );
  assertEquals(sitemaps, ["/a.xml", "https://acme.example/b.xml"]);
});

Deno.test("parseRobots() keeps a group together when a sitemap stands in it", () => {
  const text =
    "User-agent: *\nSitemap: /a.xml\nUser-agent: x\nDisallow: /jobs\n";
  assertEquals(allows(text, "/jobs"), false);
});

Deno.test("parseRobots() is not slowed down by a pattern of stars", () => {
  const pattern = "/" + "*a".repeat(5_000) + "$";
  assertEquals(
    allows(
      `User-agent: *\nDisallow: ${pattern}`,
      "/" + "a".repeat(4_000) + "b",
    ),
    true,
  );
});

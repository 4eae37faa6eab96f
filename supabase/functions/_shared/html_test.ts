import { assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "./errors.ts";
import { parseHtml } from "./html.ts";
import { recordedPayload } from "./testing.ts";

const address = new URL("https://acme.example/jobs/");

function page(head: string, body = "") {
  return parseHtml(
    `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`,
    address,
  );
}

Deno.test("parseHtml() finds JSON-LD scripts however their type is written", () => {
  const { ldJson } = page(`
    <script type="application/ld+json">1</script>
    <SCRIPT nonce='a>b' TYPE='application/ld+json; charset=utf-8'>2</SCRIPT>
    <script type=application/ld+json data-x>3</script>
    <script type="application/ld&#x2B;json">4</script>
    <script type='application/ld+json'></script>
    <script type="application/json">no</script>
    <script data-type="application/ld+json">no</script>
    <script>no</script>`);
  assertEquals(ldJson, ["1", "2", "3", "4", ""]);
});

Deno.test("parseHtml() leaves out what stands in comments and in other scripts", () => {
  const { ldJson } = page(
    `<!-- <script type="application/ld+json">no</script> -->
     <script>document.write('<!-- <script type="application/ld+json">')</script>
     <script type="application/ld+json">{"html":"<!-- a -->"}</script>`,
  );
  assertEquals(ldJson, ['{"html":"<!-- a -->"}']);
});

Deno.test("parseHtml() ends on markup that never does", () => {
  for (
    const open of [
      "<!-- ",
      "<script",
      "<script type='application/ld+json>1</script>",
      '<a href="',
    ]
  ) {
    const { ldJson, isCutOff } = parseHtml(`<p>${open}`, address);
    assertEquals([ldJson.length, isCutOff], [0, true], open);
  }
});

Deno.test("parseHtml() gives a block that the page's end cuts off as far as it goes", () => {
  const { ldJson, isCutOff } = parseHtml(
    '<script type="application/ld+json">{"a":',
    address,
  );
  assertEquals([ldJson, isCutOff], [['{"a":'], true]);
});

Deno.test("parseHtml() knows a page that ends amid a list from one that a minifier shortened", () => {
  const cases = [
    ["<!doctype html><ul><li>1<li>2</ul><p>Bye", false],
    ["<!doctype html><main><ul><li>1<li>2</ul>", true],
    ["<!doctype html><div><ul><li>1</body></html>", false],
    ["", false],
  ] as const;
  for (const [html, isCutOff] of cases) {
    assertEquals(parseHtml(html, address).isCutOff, isCutOff, html);
  }
});

Deno.test("parseHtml() is not misled by empty comments and by tags in attributes", () => {
  const { ldJson, links } = page(
    '<!--> <script type="application/ld+json">1</script> <!-- -->',
    `<p title="<a href='/no'>" data-x='<script type="application/ld+json">2</script>'>
     <a href=/it's title=">">x</a> <a href="/yes">y</a>`,
  );
  assertEquals(ldJson, ["1"]);
  assertEquals(links().map(({ url }) => url.pathname), ["/it's", "/yes"]);
});

Deno.test("parseHtml() gives the other scripts and the meta elements", () => {
  const { scripts, metas } = page(`<script>1 < 2</script>
    <script type="application/ld+json">3</script>
    <meta name="Job-Title" content=" Baker &amp; Cook "><meta name="job-title" content="x">
    <meta property="og:type" content="article"><meta name="empty" content="">`);
  assertEquals(scripts, ["1 < 2"]);
  assertEquals([...metas()], [
    ["job-title", "Baker & Cook"],
    ["og:type", "article"],
  ]);
});

Deno.test("parseHtml() selects elements of the page's DOM", async () => {
  const [list, ...others] = await page(
    "",
    `<ul class="x" id=a&amp;b><LI>One <b>1</b></LI><li>Two &lt; 3</li></ul><ul></ul>`,
  ).select("ul.x");
  assertEquals(others.length, 0);
  assertEquals(list?.name, "ul");
  assertEquals([list?.attribute("id"), list?.attribute("href")], ["a&b", null]);
  assertEquals(list?.children().map((element) => element.name), ["li", "li"]);
  assertEquals(list?.text(), "One 1Two < 3");
  assertEquals(list?.children()[0]?.html(), "One <b>1</b>");
});

Deno.test("parseHtml() makes no DOM of a page that is too large for one", async () => {
  const error = await assertRejects(
    () => parseHtml("x".repeat(5_000_001), address).select("a"),
    ScanError,
  );
  assertEquals(error.kind, "too_large");
});

Deno.test("parseHtml() gives absolute http(s) links with their relation", () => {
  const links = page(
    "",
    `<a href="1?a=1&amp;b=2">One</a> <a href=" /2 " rel="Next nofollow">Two</a>
     <a href="mailto:jobs@acme.example">Mail</a> <a href="http://">Broken</a>
     <a name="x">No link</a> <a href="https://other.example/3#x">Three</a>`,
  ).links();
  assertEquals(links.map(({ url, rel }) => [url.href, rel]), [
    ["https://acme.example/jobs/1?a=1&b=2", ""],
    ["https://acme.example/2", "next nofollow"],
    ["https://other.example/3#x", ""],
  ]);
});

Deno.test("parseHtml() gives the next page that only the head names", () => {
  const links = page(
    '<link rel="next" href="?page=2"><link rel="stylesheet" href="/x.css">',
  ).links();
  assertEquals(links.map(({ url }) => url.href), [
    "https://acme.example/jobs/?page=2",
  ]);
});

Deno.test("parseHtml() resolves links against the page's base", () => {
  const links = page('<base href="/en/">', '<a href="jobs/1">1</a>')
    .links();
  assertEquals(links[0]?.url.href, "https://acme.example/en/jobs/1");
});

Deno.test("parseHtml() reads the title and the canonical address", () => {
  const head = page(
    '<title> Baker &amp; Cook - Acme\n</title><link rel="canonical" href="/jobs/1">',
  ).head();
  assertEquals(head.title, "Baker & Cook - Acme");
  assertEquals(head.canonical?.href, "https://acme.example/jobs/1");
});

Deno.test("parseHtml() lives with a page that is no HTML", () => {
  for (const text of ["", "{}", "not found"]) {
    const nothing = parseHtml(text, address);
    assertEquals(nothing.ldJson, []);
    assertEquals(nothing.links(), []);
    assertEquals(nothing.head(), { title: null, canonical: null });
  }
});

for (
  const [name, blocks] of [
    ["extruct_JSONLD_with_JS_comment", 1],
    ["extruct_JSONLD_with_control_characters", 1],
    ["extruct_null_ld", 12],
    ["internradar_icims_job", 1],
    ["jobseek_decathlon_talentclue_jobpage", 1],
    ["jobseek_jsonld_neura_robotics_manager", 1],
    ["jobseek_peoplestrong_bajaj_finserv", 0],
  ] as const
) {
  const path = `jsonld/${name}.html`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `parseHtml() finds the JSON-LD scripts of the recorded page ${path}`,
    ignore: text === null,
    fn() {
      assertEquals(parseHtml(text ?? "", address).ldJson.length, blocks);
    },
  });
}

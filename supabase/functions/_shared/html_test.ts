import { assertEquals } from "@std/assert";
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
      '<script type="application/ld+json">1',
    ]
  ) {
    assertEquals(page("", open).ldJson.length, 0, open);
  }
});

Deno.test("parseHtml() gives absolute http(s) links with their relation", async () => {
  const links = await page(
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

Deno.test("parseHtml() gives the next page that only the head names", async () => {
  const links = await page(
    '<link rel="next" href="?page=2"><link rel="stylesheet" href="/x.css">',
  ).links();
  assertEquals(links.map(({ url }) => url.href), [
    "https://acme.example/jobs/?page=2",
  ]);
});

Deno.test("parseHtml() resolves links against the page's base", async () => {
  const links = await page('<base href="/en/">', '<a href="jobs/1">1</a>')
    .links();
  assertEquals(links[0]?.url.href, "https://acme.example/en/jobs/1");
});

Deno.test("parseHtml() reads the title and the canonical address", async () => {
  const head = await page(
    '<title> Baker &amp; Cook - Acme\n</title><link rel="canonical" href="/jobs/1">',
  ).head();
  assertEquals(head.title, "Baker & Cook - Acme");
  assertEquals(head.canonical?.href, "https://acme.example/jobs/1");
});

Deno.test("parseHtml() lives with a page that is no HTML", async () => {
  for (const text of ["", "{}", "not found"]) {
    const nothing = parseHtml(text, address);
    assertEquals(nothing.ldJson, []);
    assertEquals(await nothing.links(), []);
    assertEquals(await nothing.head(), { title: null, canonical: null });
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

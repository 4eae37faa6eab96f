import { assertEquals, assertRejects } from "@std/assert";
import { ScanError, type ScanErrorKind } from "../errors.ts";
import { fakeHttp } from "../testing.ts";
import { createRobots } from "./robots.ts";
import { readSitemap } from "./sitemap.ts";
import { failure, sitemap } from "./testing.ts";

const listing = new URL("https://acme.example/careers");

async function read(files: Record<string, unknown>) {
  const http = fakeHttp(
    Object.entries({ "/robots.txt": failure("not_found"), ...files })
      .map(([url, answer]) => ({ url, answer })),
  );
  const found = await readSitemap(listing, http, createRobots(http));
  assertEquals(http.left(), []);
  return found && {
    paths: found.urls.map(({ pathname, search }) => pathname + search),
    whole: found.whole,
  };
}

function index(...paths: string[]): string {
  return sitemap(...paths).replaceAll("urlset", "sitemapindex");
}

Deno.test("readSitemap() reads the addresses of the site", async () => {
  assertEquals(
    await read({
      "/sitemap.xml": `<?xml version="1.0"?><urlset xmlns="x">
        <url><loc> https://acme.example/jobs/1?a=1&amp;b=2 </loc><image:loc>https://acme.example/x.png</image:loc></url>
        <url><loc><![CDATA[https://www.acme.example/jobs/2]]></loc></url>
        <url><loc>https://other.example/jobs/3</loc></url><url><loc>mailto:a</loc></url></urlset>`,
    }),
    { paths: ["/jobs/1?a=1&b=2", "/jobs/2"], whole: true },
  );
});

Deno.test("readSitemap() reads the sitemaps that robots.txt names, those about jobs first", async () => {
  assertEquals(
    await read({
      "/robots.txt":
        "Sitemap: https://acme.example/blog.xml\nsitemap: /jobs.xml # ours\nSitemap: https://cdn.example/jobs.xml",
      "/jobs.xml": sitemap("/jobs/1"),
    }),
    { paths: ["/jobs/1"], whole: true },
  );
});

Deno.test("readSitemap() reads the parts of an index", async () => {
  assertEquals(
    await read({
      "/sitemap.xml": index("/a.xml", "/b.xml"),
      "/a.xml": sitemap("/jobs/1"),
      "/b.xml": sitemap("/jobs/2"),
    }),
    { paths: ["/jobs/1", "/jobs/2"], whole: true },
  );
});

Deno.test("readSitemap() is not whole when a part is missing, compressed, cut off, forbidden or an index again", async () => {
  const cut = sitemap("/jobs/1").replace("</urlset>", "");
  for (
    const [part, paths] of [
      [failure("unavailable"), []],
      [failure("not_found"), []],
      ["\u001f\ufffd\b\0", []],
      ["<!DOCTYPE html><p>Not found", []],
      [cut, ["/jobs/1"]],
      [index("/more.xml"), []],
    ] as const
  ) {
    assertEquals(
      await read({ "/sitemap.xml": index("/jobs.xml"), "/jobs.xml": part }),
      { paths: [...paths], whole: false },
    );
  }
  assertEquals(
    await read({
      "/robots.txt": "User-agent: *\nDisallow: /jobs.xml",
      "/sitemap.xml": index("/jobs.xml"),
    }),
    { paths: [], whole: false },
  );
});

Deno.test("readSitemap() reads six files and says when there are more", async () => {
  const parts = Array.from({ length: 9 }, (_, i) => `/jobs-${i}.xml`);
  const found = await read({
    "/sitemap.xml": index(...parts),
    ...Object.fromEntries(
      parts.slice(0, 5).map((part) => [part, sitemap("/jobs/1")]),
    ),
  });
  assertEquals([found?.paths.length, found?.whole], [5, false]);
});

Deno.test("readSitemap() gives null where nothing is a sitemap", async () => {
  for (
    const answer of [failure("not_found"), failure("timeout"), "<html>", ""]
  ) {
    assertEquals(await read({ "/sitemap.xml": answer }), null);
  }
});

Deno.test("readSitemap() stops when the host or the time forbids to go on", async () => {
  const kinds: ScanErrorKind[] = ["throttled", "deadline", "unsafe_url"];
  for (const kind of kinds) {
    const error = await assertRejects(
      () => read({ "/sitemap.xml": failure(kind) }),
      ScanError,
    );
    assertEquals(error.kind, kind);
  }
});

Deno.test("readSitemap() resolves no entity of a document type", async () => {
  const bomb = Array.from(
    { length: 20 },
    (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
  ).join("");
  assertEquals(
    await read({
      "/sitemap.xml":
        `<!DOCTYPE urlset [<!ENTITY e0 "jobs">${bomb}]><urlset><url><loc>https://acme.example/jobs/&e20;</loc></url></urlset>`,
    }),
    { paths: ["/jobs/&e20;"], whole: true },
  );
});

Deno.test("readSitemap() bounds the addresses that it takes", async () => {
  const found = await read({
    "/sitemap.xml": `<urlset>${
      "<loc>https://acme.example/jobs/1</loc>".repeat(60_000)
    }</urlset>`,
  });
  assertEquals([found?.paths.length, found?.whole], [50_000, false]);
});

import { assertEquals } from "@std/assert";
import { parseHtml } from "../html.ts";
import { metaPlaces, readMetaTags } from "./meta_tags.ts";

async function read(metas: Record<string, string>, body = "") {
  const head = Object.entries(metas)
    .map(([name, content]) => `<meta name="${name}" content="${content}">`);
  return await readMetaTags(
    parseHtml(
      `<html><head>${head.join("")}</head><body>${body}</body></html>`,
      new URL("https://acme.example/job/1"),
    ),
  );
}

Deno.test("readMetaTags() reads the advert that a page's statistics are about", async () => {
  assertEquals(
    await read({
      "gtm_tbcn_jobtitle": "Baker &amp; Cook",
      "gtm_tbcn_location": "Rome~Lazio~Italy|Oslo~~Norway",
      "gtm_tbcn_jobcategory": "Kitchen",
      "job-ats-req-id": "R-7",
    }, '<div class="x ats-description"><div><p>Bread</p></div></div>'),
    {
      "@type": "JobPosting",
      title: "Baker & Cook",
      jobLocation: ["Rome, Lazio, Italy", "Oslo, Norway"],
      identifier: "R-7",
      employmentUnit: "Kitchen",
      description: "<div><p>Bread</p></div>",
    },
  );
});

Deno.test("readMetaTags() reads the names that begin with job", async () => {
  const node = await read({
    "Job-Title": "Baker",
    "job-location": "Rome; Oslo",
  });
  assertEquals([node?.title, node?.jobLocation], ["Baker", ["Rome", "Oslo"]]);
});

Deno.test("readMetaTags() takes a page that tells no title, or nothing else, for none about an advert", async () => {
  assertEquals(await read({ "gtm_tbcn_location": "Rome" }), null);
  assertEquals(await read({ "gtm_tbcn_jobtitle": "Search" }), null);
  assertEquals(await read({ "job-title": "", "job-id": "7" }), null);
});

Deno.test("metaPlaces() gives nothing where nothing is told", () => {
  assertEquals(metaPlaces(new Map()), undefined);
  assertEquals(
    metaPlaces(new Map([["gtm_tbcn_location", " ~ | ; "]])),
    undefined,
  );
});

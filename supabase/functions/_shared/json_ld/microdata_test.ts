import { assertEquals } from "@std/assert";
import { parseHtml } from "../html.ts";
import { readMicrodata } from "./microdata.ts";

async function read(body: string) {
  return await readMicrodata(
    parseHtml(
      `<!DOCTYPE html><html><head></head><body>${body}</body></html>`,
      new URL("https://acme.example/jobs/1"),
    ),
  );
}

Deno.test("readMicrodata() reads an advert with the scopes inside it", async () => {
  const { nodes } = await read(
    `<main itemscope itemtype="http://schema.org/JobPosting" itemid="/jobs/1">
      <meta itemprop="datePosted" content="2026-02-01"><time itemprop="validThrough" datetime="2026-03-01">March</time>
      <h1><span itemprop="title name">Baker</span></h1>
      <a itemprop="url" href="/jobs/one">here</a>
      <div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
        <b itemprop="name">Acme</b>
      </div>
      <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">
        <p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
          <i itemprop="addressLocality">Rome</i>, <i itemprop="addressCountry" content="IT">Italy</i></p>
      </div>
      <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">Oslo</div>
      <data itemprop="baseSalary" value="30000">thirty</data>
      <div itemprop="description"><p>Bread &amp; <b>salt</b></p></div>
    </main>`,
  );
  assertEquals(nodes, [{
    "@type": "JobPosting",
    "@id": "/jobs/1",
    datePosted: "2026-02-01",
    validThrough: "2026-03-01",
    title: "Baker",
    name: "Baker",
    url: "/jobs/one",
    hiringOrganization: { "@type": "Organization", name: "Acme" },
    jobLocation: [{
      "@type": "Place",
      address: {
        "@type": "PostalAddress",
        addressLocality: "Rome",
        addressCountry: "IT",
      },
    }, "Oslo"],
    baseSalary: "30000",
    description: "<p>Bread &amp; <b>salt</b></p>",
  }]);
});

Deno.test("readMicrodata() reads each advert of a list and leaves other scopes alone", async () => {
  const { nodes } = await read(
    `<ul><li itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Baker</b>
       <i itemscope itemtype="https://schema.org/Person"><b itemprop="name">Boss</b></i></li>
     <li itemscope itemtype="https://schema.org/Thing https://schema.org/JobPosting"><b itemprop="title">Cook</b></li></ul>
     <p itemscope itemtype="https://schema.org/JobPostingList"><b itemprop="title">No</b></p>`,
  );
  assertEquals(nodes, [
    { "@type": "JobPosting", title: "Baker" },
    { "@type": "JobPosting", title: "Cook" },
  ]);
});

Deno.test("readMicrodata() counts elements that are too deep", async () => {
  const { nodes, unread } = await read(
    `<div itemscope itemtype="https://schema.org/JobPosting">${
      "<div>".repeat(400)
    }<b itemprop="title">Baker</b>`,
  );
  assertEquals([nodes, unread], [[{ "@type": "JobPosting" }], 1]);
});

Deno.test("readMicrodata() bounds the text that it takes, however often it is nested", async () => {
  const { unread } = await read(
    `<div itemscope itemtype="https://schema.org/JobPosting">${
      `<div itemprop="skills">`.repeat(150)
    }${"x".repeat(100_000)}`,
  );
  assertEquals(unread > 0, true);
});

import { assertEquals } from "@std/assert";
import {
  absolute,
  addressId,
  isJobAddress,
  isNextPage,
  isPlainAddress,
  uniqueAddresses,
} from "./addresses.ts";

const listing = new URL("https://acme.example/careers?lang=en");

function at(path: string): URL {
  return new URL(path, listing);
}

Deno.test("isJobAddress() takes paths that name one advert", () => {
  for (
    const path of [
      "/job/1",
      "/jobs/1-baker/",
      "/en/jobs/view?id=1",
      "/career/baker",
      "/careers/baker",
      "/position/1",
      "/Positions/1",
      "/vacancies/1",
      "/vacancy/1",
      "/vacancy-list/1",
      "/opening/1",
      "/openings/1",
      "/o/baker",
      "/careers/jobs/baker",
    ]
  ) {
    assertEquals(isJobAddress(at(path), listing), true, path);
  }
});

Deno.test("isJobAddress() leaves other paths alone", () => {
  for (
    const path of [
      "/",
      "/about",
      "/jobs",
      "/jobs/",
      "/careers",
      "/careers/",
      "/careers?dep=1",
      "/careers/#open",
      "/careers/jobs",
      "/careers/search?q=x",
      "/jobs/1/apply",
      "/cv/add/job/1",
      "/job/joblist",
      "/jobs/show_more?page=2",
      "/jobs/page/2",
      "/jobs/flyer.pdf",
      "/jobs.rss",
      "/blog/jobs-1",
      "https://other.example/jobs/1",
    ]
  ) {
    assertEquals(isJobAddress(at(path), listing), false, path);
  }
});

Deno.test("isNextPage() knows the pages behind the first", () => {
  for (
    const path of [
      "?page=2",
      "/careers/?pg=10",
      "/careers/show_more?page=3",
      "/careers/page/2/",
      "?lang=en&offset=20",
      "?p=2",
    ]
  ) {
    assertEquals(isNextPage(at(path), "", listing), true, path);
  }
  assertEquals(isNextPage(at("/more"), "nofollow next", listing), true);
});

Deno.test("isNextPage() does not take the first page or other lists for the next", () => {
  for (
    const path of [
      "?page=1",
      "?offset=0",
      "?page=all",
      "/blog?page=2",
      "/careers-blog?page=2",
      "/careers",
    ]
  ) {
    assertEquals(isNextPage(at(path), "", listing), false, path);
  }
  assertEquals(
    isNextPage(new URL("https://other.example/"), "next", listing),
    false,
  );
});

Deno.test("isNextPage() knows the next page of a home page from other lists", () => {
  const home = new URL("https://acme.example/");
  for (
    const [path, expected] of [
      ["/?page=2", true],
      ["/page/2/", true],
      ["/blog?page=2", false],
      ["/blog/page/2", false],
    ] as const
  ) {
    assertEquals(isNextPage(new URL(path, home), "", home), expected, path);
  }
});

Deno.test("isPlainAddress() is true where nothing is left out of an address's id", () => {
  for (
    const [path, expected] of [
      ["/jobs/1", true],
      ["/jobs?gh_jid=1&utm_source=x&ref=home&empty=", true],
      ["/jobs?slug=baker", false],
      ["/jobs?ref=7", false],
    ] as const
  ) {
    assertEquals(isPlainAddress(at(path)), expected, path);
  }
});

Deno.test("uniqueAddresses() keeps a source with a number, which may be the job's", () => {
  const unique = uniqueAddresses(
    ["/view?ref=1", "/view?ref=2", "/view?ref=home", "/view?src=mail"].map(at),
  );
  assertEquals(unique.map(({ search }) => search), ["?ref=1", "?ref=2", ""]);
});

Deno.test("uniqueAddresses() reads an address once, whatever led to it", () => {
  const unique = uniqueAddresses([
    "/jobs/1",
    "/jobs/1/#apply",
    "/jobs/1?utm_source=x&source=y",
    "/jobs/view?id=1",
    "/jobs/view?id=2",
  ].map(at));
  assertEquals(unique.map(({ pathname, search }) => pathname + search), [
    "/jobs/1",
    "/jobs/view?id=1",
    "/jobs/view?id=2",
  ]);
});

Deno.test("addressId() keeps of a query only what names a job", () => {
  assertEquals(
    [
      "/jobs/1/?lang=en#x",
      "/apply?gh_jid=7&lang=en",
      "/apply?b=1&jobId=7",
      "/apply?jobId=&pid=1&id=2",
    ].map((path) => addressId(at(path))),
    [
      "https://acme.example/jobs/1",
      "https://acme.example/apply?gh_jid=7",
      "https://acme.example/apply?jobId=7",
      "https://acme.example/apply?id=2&pid=1",
    ],
  );
});

Deno.test("absolute() gives http(s) addresses and nothing else", () => {
  assertEquals(
    [" /jobs/1 ", "http://a.example", "javascript:x", "http://", "", 7, null]
      .map((address) => absolute(address, listing)?.href),
    [
      "https://acme.example/jobs/1",
      "http://a.example/",
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ],
  );
});

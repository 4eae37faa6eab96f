import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import {
  fakeHttp,
  NOW,
  readBoard,
  recordedPayload,
  withText,
} from "../testing.ts";
import { greenhouse } from "./greenhouse.ts";

const board = { provider: "greenhouse", key: "acme" };
const url = "/v1/boards/acme/jobs?content=true";

function advert(over: Record<string, unknown> = {}) {
  return {
    id: 4_001,
    internal_job_id: 77,
    title: "Baker ",
    absolute_url: "https://job-boards.greenhouse.io/acme/jobs/4001",
    company_name: "Acme ",
    location: { name: "Remote, Italy; Berlin" },
    first_published: "2026-02-17T05:58:03-04:00",
    updated_at: "2026-02-18T05:58:03-04:00",
    content:
      "&lt;p&gt;Bread &amp;amp; salt&amp;nbsp;for all&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Rye&lt;/li&gt;&lt;/ul&gt;",
    departments: [{ id: 1, name: "Kitchen" }],
    offices: [{ id: 2, name: "Rome" }],
    metadata: null,
    ...over,
  };
}

function read(...answers: unknown[]) {
  return readBoard(
    greenhouse,
    board,
    fakeHttp(answers.map((answer) => ({ url, answer }))),
  );
}

Deno.test("greenhouse decodes the escaped text once: a sign that was written out stays one", async () => {
  const { postings } = await read({
    jobs: [advert({ content: "&lt;p&gt;1 &amp;#60;b&amp;#62; 2&lt;/p&gt;" })],
  });
  assertEquals(postings[0]?.description?.(), "1 <b> 2");
});

Deno.test("greenhouse.match() finds the token in every address of a board", () => {
  for (
    const address of [
      "https://boards.greenhouse.io/acme",
      "https://boards.greenhouse.io/Acme/jobs/123",
      "https://boards.greenhouse.io/embed/job_board?for=acme",
      "https://boards.greenhouse.io/embed/job_app?for=acme&token=9",
      "https://job-boards.greenhouse.io/acme",
      "https://job-boards.eu.greenhouse.io/acme/jobs/1",
      "https://boards-api.greenhouse.io/v1/boards/acme/jobs",
    ]
  ) {
    assertEquals(greenhouse.match(new URL(address)), board, address);
  }
});

Deno.test("greenhouse.match() leaves other addresses alone", () => {
  for (
    const address of [
      "https://boards.greenhouse.io/embed/job_board/js",
      "https://notgreenhouse.io/acme",
      "https://greenhouse.io.example.com/acme",
    ]
  ) {
    assertEquals(greenhouse.match(new URL(address)), null, address);
  }
});

Deno.test("greenhouse reads an advert into a posting", async () => {
  const { postings, listing } = await read({
    jobs: [advert()],
    meta: { total: 1 },
  });
  assertEquals(listing, { complete: true, advertisedTotal: 1 });
  assertEquals(postings.map(withText), [{
    externalId: "4001",
    title: "Baker",
    company: "Acme",
    url: "https://job-boards.greenhouse.io/acme/jobs/4001",
    applyUrl: null,
    locations: ["Remote, Italy", "Berlin"],
    workplace: "remote",
    department: "Kitchen",
    team: null,
    employmentType: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: "Bread & salt for all\n\n- Rye",
    requisition: "77",
    postedAt: new Date("2026-02-17T09:58:03Z"),
  }]);
});

Deno.test("greenhouse takes the offices where the place is only a work model", async () => {
  const { postings } = await read({
    jobs: [advert({ location: { name: "Hybrid" } })],
    meta: { total: 1 },
  });
  assertEquals(postings[0]?.locations, ["Rome"]);
  assertEquals(postings[0]?.workplace, "hybrid");
});

Deno.test("greenhouse lives without the optional fields", async () => {
  const { postings, listing } = await read({
    jobs: [{
      id: 1,
      title: "Baker",
      absolute_url: "https://acme.example/jobs?gh_jid=1",
    }],
  });
  assertEquals(listing, { complete: true });
  assertEquals(postings[0]?.requisition, null);
  assertEquals(postings[0]?.locations, []);
});

Deno.test("greenhouse is not complete when the board lists fewer than it says", async () => {
  const { listing } = await read({ jobs: [advert()], meta: { total: 2 } });
  assertEquals(listing, {
    complete: false,
    reason: "The board listed 1 of 2 postings",
    advertisedTotal: 2,
  });
});

Deno.test("greenhouse knows an empty board as empty and complete", async () => {
  const { postings, listing } = await read({ jobs: [], meta: { total: 0 } });
  assertEquals(postings, []);
  assertEquals(listing.complete, true);
});

Deno.test("greenhouse refuses an answer that is no board", async () => {
  const error = await assertRejects(() => read({ error: "no" }), ScanError);
  assertEquals(error.kind, "payload");
});

for (
  const name of [
    "aer_greenhouse_board",
    "candidatezero_greenhouse_list",
    "careerkit_greenhouse",
    "internradar_list",
  ]
) {
  const path = `greenhouse/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `greenhouse reads the recorded board ${path}`,
    ignore: text === null,
    fn() {
      const { jobs } = JSON.parse(text ?? "{}");
      assert(jobs.length > 0);
      const postings = jobs.map((job: unknown) =>
        withText(
          greenhouse.normalise(greenhouse.raw.parse(job), { board, now: NOW }),
        )
      );
      assertEquals(
        new Set(postings.map((p: { externalId: string }) => p.externalId)).size,
        jobs.length,
      );
      for (const posting of postings) {
        assert(posting.locations.length > 0, posting.url);
        assert(
          !/&(?:lt|gt|amp|nbsp);|<\/?(?:p|div|li|ul)\b/.test(
            posting.description ?? "",
          ),
        );
      }
    },
  });
}

import { assert, assertEquals, assertRejects } from "@std/assert";
import { sha256 } from "../body.ts";
import { ScanError } from "../errors.ts";
import {
  fakeHttp,
  readBoard,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { breezy } from "./breezy.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";

const board = { provider: "breezy", key: "acme" };
const url = "https://acme.breezy.hr/json";
const page = "https://acme.breezy.hr/p/b8e6b722f7ed-baker";

function position(over: Record<string, unknown> = {}) {
  return {
    id: "b8e6b722f7ed",
    friendly_id: "b8e6b722f7ed-baker",
    name: "Baker ",
    url: page,
    published_date: "2026-02-17T09:00:00.000Z",
    type: { id: "partTime", name: "%LABEL_POSITION_TYPE_PART_TIME%" },
    location: {
      country: { name: "United States", id: "US" },
      state: { name: "Texas", id: "TX" },
      city: "Austin",
      is_remote: false,
      name: "Austin, TX, US",
    },
    locations: [
      { name: "Austin, TX, US", is_remote: false },
      { city: "Rome", state: null, country: { name: "Italy", id: "IT" } },
    ],
    department: "Kitchen",
    salary: "$18.50 - $21 / hr",
    company: { name: "Acme Bakeries", friendly_id: "acme" },
    ...over,
  };
}

function read(answer: unknown) {
  return readBoard(breezy, board, fakeHttp([{ url, answer }]));
}

async function readOne(over: Record<string, unknown>) {
  const { postings } = await read([position(over)]);
  const [posting] = postings;
  assert(posting);
  return posting;
}

Deno.test("breezy reads a position into a posting", async () => {
  const { postings, listing } = await read([position()]);
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "b8e6b722f7ed",
    title: "Baker",
    company: "Acme Bakeries",
    url: page,
    applyUrl: null,
    locations: ["Austin, TX, US", "Rome, Italy"],
    workplace: null,
    department: "Kitchen",
    team: null,
    employmentType: "part_time",
    salaryMin: 18.5,
    salaryMax: 21,
    salaryCurrency: "USD",
    salaryPeriod: "hour",
    description: null,
    requisition: null,
    postedAt: new Date("2026-02-17T09:00:00Z"),
  }]);
});

Deno.test("breezy knows nothing where a position says nothing", async () => {
  const posting = await readOne({
    published_date: null,
    type: null,
    location: null,
    locations: undefined,
    department: "",
    salary: "",
    company: undefined,
  });
  assertEquals(posting.company, null);
  assertEquals(posting.locations, []);
  assertEquals(posting.workplace, null);
  assertEquals(posting.department, null);
  assertEquals(posting.employmentType, null);
  assertEquals(posting.salaryMin, null);
  assertEquals(posting.postedAt, null);
});

Deno.test("breezy reads the workplace from its field, then the flag, then words", async () => {
  const cases: [
    location: Record<string, unknown>,
    name: string,
    expected: string | null,
  ][] = [
    [
      { is_remote: true, remote_details: { value: "hybrid" } },
      "Baker",
      "hybrid",
    ],
    [
      { is_remote: true, remote_details: { label: "No remote" } },
      "Baker",
      "onsite",
    ],
    [{ is_remote: true, name: "Austin" }, "Baker", "remote"],
    [{ is_remote: false, name: "Remote - US" }, "Baker", "remote"],
    [{ is_remote: false, name: "Austin" }, "Baker (Hybrid)", "hybrid"],
    [{ is_remote: false, name: "Austin" }, "Baker", null],
  ];
  for (const [location, name, expected] of cases) {
    const { workplace } = await readOne({ location, locations: [], name });
    assertEquals(workplace, expected, JSON.stringify(location));
  }
});

Deno.test("breezy reads the kind of employment from the id, which is no one's language", async () => {
  const cases: [type: Record<string, unknown>, expected: string][] = [
    [{ id: "contract", name: "Full-Time" }, "contract"],
    [{ name: "Part-Time" }, "part_time"],
    [{ id: "other", name: "Full-Time" }, "other"],
  ];
  for (const [type, expected] of cases) {
    assertEquals((await readOne({ type })).employmentType, expected);
  }
});

Deno.test("breezy is remote where any of its places is", async () => {
  const { workplace, locations } = await readOne({
    location: { name: "Remote", is_remote: false },
    locations: [{ name: "Austin", is_remote: true }],
  });
  assertEquals(workplace, "remote");
  assertEquals(locations, ["Austin"]);
});

Deno.test("breezy proves nothing with an empty list", () => {
  assertEquals(breezy.emptyProvesNothing, true);
});

function detail(
  posting: { externalId: string; url: string },
  at: string,
  answer: unknown,
) {
  assert(breezy.detail);
  const http = fakeHttp([{ url: at, answer }]);
  return breezy.detail(posting, { ...readContext(http), board });
}

function html(...nodes: unknown[]): string {
  return `<html><body>${
    nodes.map((node) =>
      `<script type="application/ld+json">${JSON.stringify(node)}</script>`
    ).join("")
  }</body></html>`;
}

const node = {
  "@type": "JobPosting",
  title: "Baker",
  description: "&lt;p&gt;Rye &amp;amp; salt&lt;/p&gt;",
};
const ref = { externalId: "b8e6b722f7ed", url: page };

Deno.test("breezy reads the text from the JobPosting of the advert's page", async () => {
  const organisation = { "@type": "Organization", name: "Acme" };
  const { description, ...rest } = await detail(
    ref,
    page,
    html(organisation, node),
  );
  assertEquals(description?.(), "Rye & salt");
  assertEquals(rest, {});
});

Deno.test("breezy takes of several adverts on a page the one that the page is about", async () => {
  const { description } = await detail(
    ref,
    page,
    html(
      {
        ...node,
        description: "other",
        url: "https://acme.breezy.hr/p/aa-cook",
      },
      { ...node, description: "mine", url: page },
    ),
  );
  assertEquals(description?.(), "mine");
  const error = await assertRejects(
    () =>
      detail(
        ref,
        page,
        html({ ...node, url: "/p/1" }, { ...node, url: "/p/2" }),
      ),
    ScanError,
  );
  assertEquals(error.kind, "payload");
});

Deno.test("breezy asks its own host for an advert that is shown on the company's", async () => {
  const { description } = await detail(
    { ...ref, url: "https://jobs.acme.example/p/b8e6b722f7ed-baker" },
    "https://acme.breezy.hr/p/b8e6b722f7ed",
    html(node),
  );
  assertEquals(description?.(), "Rye & salt");
});

Deno.test("breezy refuses a page without the advert, and passes on that it is gone", async () => {
  const shapeless = await assertRejects(
    () => detail(ref, page, "<html><h1>Acme</h1></html>"),
    ScanError,
  );
  assertEquals(shapeless.kind, "payload");
  const gone = await assertRejects(
    () => detail(ref, page, new ScanError("not_found", "Cannot read it")),
    ScanError,
  );
  assertEquals(gone.kind, "not_found");
});

Deno.test("breezy never breaks on a list gone wrong, nor misses a position of it", async () => {
  await assertHonestWhenMutated(
    { provider: breezy, board, url, list: null, id: "id" },
    [position(), position({ id: "2", salary: null }), position({ id: "3" })],
  );
});

const recorded = await recordedPayload("other/jobspedia_breezyhr.json");
Deno.test({
  name: "breezy reads the recorded board",
  ignore: recorded === null,
  async fn() {
    const { postings, listing } = await read(recorded ?? "[]");
    assertEquals(listing, { complete: true });
    const facts = await Promise.all(postings.map(async (posting) => [
      (await sha256(posting.title)).slice(0, 8),
      new URL(posting.url).pathname,
      posting.locations,
      posting.workplace,
      posting.department,
      posting.employmentType,
      posting.salaryMin,
      posting.postedAt?.toISOString(),
    ]));
    assertEquals(facts, [
      [
        "3724423a",
        "/p/b8e6b722f7ed-backend-engineer",
        ["Austin, TX, US"],
        null,
        "Engineering",
        "full_time",
        null,
        "2026-01-15T10:00:00.000Z",
      ],
      [
        "5ec981a2",
        "/p/c9f7c833g8fe-remote-support-engineer",
        ["Remote - US"],
        "remote",
        "Support",
        "full_time",
        null,
        "2026-02-01T10:00:00.000Z",
      ],
    ]);
  },
});

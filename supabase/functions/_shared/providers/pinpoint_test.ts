import { assert, assertEquals } from "@std/assert";
import { recordedPayload, withText } from "../testing.ts";
import { pinpoint } from "./pinpoint.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";
import { factsOf, type OneAnswer, readAnswer } from "./testdata/one_answer.ts";

const READ: OneAnswer<Parameters<typeof pinpoint.normalise>[0]> = {
  provider: pinpoint,
  board: { provider: "pinpoint", key: "acme" },
  url: "https://acme.pinpointhq.com/postings.json",
  list: "data",
  id: "id",
};

function posting(over: Record<string, unknown> = {}) {
  return {
    id: "4711",
    title: " Baker",
    url: "https://acme.pinpointhq.com/en/postings/ab-1",
    path: "/en/postings/ab-1",
    description: "<p>Bread &amp; salt</p>",
    key_responsibilities_header: "What you will do",
    key_responsibilities: "<ul><li>Bake</li></ul>",
    skills_knowledge_expertise_header: "What you bring",
    skills_knowledge_expertise: "<p>Rye</p>",
    benefits_header: "Benefits",
    benefits: "<p>Bread</p>",
    employment_type: "permanent_full_time",
    workplace_type: "onsite",
    workplace_type_text: "On-site",
    compensation: "€50,000 - €60,000 / year",
    compensation_minimum: 50_000,
    compensation_maximum: 60_000,
    compensation_currency: "EUR",
    compensation_frequency: "year",
    compensation_visible: true,
    deadline_at: null,
    job: {
      id: "815",
      requisition_id: "TBC",
      department: { id: "1", name: "Kitchen" },
    },
    location: {
      id: "1",
      name: "Berlin, Germany",
      city: "Berlin",
      province: "Brandenburg",
    },
    ...over,
  };
}

async function read(...data: unknown[]) {
  return await readAnswer(READ, { data });
}

async function only(over: Record<string, unknown>) {
  const { postings } = await read(posting(over));
  const [found] = postings;
  assert(found && postings.length === 1);
  return found;
}

Deno.test("pinpoint reads its posting into ours, with all four parts of its text", async () => {
  const { postings, listing } = await read(posting());
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "4711",
    title: "Baker",
    company: null,
    url: "https://acme.pinpointhq.com/en/postings/ab-1",
    applyUrl: null,
    locations: ["Berlin, Germany"],
    workplace: "onsite",
    department: "Kitchen",
    team: null,
    employmentType: "full_time",
    salaryMin: 50_000,
    salaryMax: 60_000,
    salaryCurrency: "EUR",
    salaryPeriod: "year",
    description:
      "Bread & salt\n\nWhat you will do\n\n- Bake\n\nWhat you bring\n\nRye\n\nBenefits\n\nBread",
    requisition: "815",
    postedAt: null,
  }]);
});

Deno.test("pinpoint tells pay only where the company shows it", async () => {
  const shown = [];
  for (const visible of [true, false, null, undefined]) {
    const { salaryMin, salaryMax, salaryCurrency, salaryPeriod } = await only({
      compensation_visible: visible,
    });
    shown.push([salaryMin, salaryMax, salaryCurrency, salaryPeriod]);
  }
  const hidden = [null, null, null, null];
  assertEquals(shown, [
    [50_000, 60_000, "EUR", "year"],
    hidden,
    hidden,
    hidden,
  ]);
});

Deno.test("pinpoint reads every frequency of pay, and amounts as text", async () => {
  const pays = [];
  for (
    const [frequency, amount] of [
      ["hour", 70],
      ["week", 700],
      ["month", "2500.50"],
      ["annually", "35,000"],
      ["once", 10],
    ] as const
  ) {
    const { salaryMax, salaryPeriod } = await only({
      compensation_frequency: frequency,
      compensation_maximum: amount,
      compensation_minimum: null,
    });
    pays.push([salaryMax, salaryPeriod]);
  }
  assertEquals(pays, [
    [70, "hour"],
    [700, "week"],
    [2_500.5, "month"],
    [35_000, "year"],
    [10, null],
  ]);
});

Deno.test("pinpoint names the place as the company does, and the city where that lacks it", async () => {
  const places = [];
  for (
    const location of [
      { name: "Atlanta, GA", city: "Atlanta", province: "Georgia" },
      { name: "Head Office", city: "Berlin", province: "Berlin" },
      { name: "United States", city: "", province: null },
      { name: "Jersey", city: "St Helier", province: "Jersey" },
      { name: "Remote", city: "Rome", province: "Lazio" },
      { name: "Remote" },
      { name: "", city: "Rome" },
      {},
      null,
    ]
  ) places.push((await only({ location })).locations);
  assertEquals(places, [
    ["Atlanta, GA"],
    ["Berlin, Head Office"],
    ["United States"],
    ["St Helier, Jersey"],
    ["Rome, Lazio"],
    [],
    ["Rome"],
    [],
    [],
  ]);
});

Deno.test("pinpoint reads the workplace from its field, else from words", async () => {
  const workplaces = [];
  for (
    const over of [
      { workplace_type: "remote", workplace_type_text: "Hybrid" },
      { workplace_type: "hybrid" },
      { workplace_type: "other", workplace_type_text: "Fully remote" },
      {
        workplace_type: null,
        workplace_type_text: null,
        location: { name: "Remote" },
      },
      {
        workplace_type: null,
        workplace_type_text: "",
        title: "Baker (hybrid)",
      },
      { workplace_type: null, workplace_type_text: null },
    ]
  ) workplaces.push((await only(over)).workplace);
  assertEquals(workplaces, [
    "remote",
    "hybrid",
    "remote",
    "remote",
    "hybrid",
    null,
  ]);
});

Deno.test("pinpoint leaves out the heading of a text that is not there", async () => {
  assertEquals(
    (await only({
      key_responsibilities: "<p> </p>",
      skills_knowledge_expertise: null,
      benefits_header: null,
    })).description?.(),
    "Bread & salt\n\nBread",
  );
  assertEquals(
    (await only({
      description: "",
      key_responsibilities: "",
      skills_knowledge_expertise: null,
      benefits: undefined,
    })).description,
    null,
  );
});

Deno.test("pinpoint finds the page by its path where there is no address, on its own host only", async () => {
  assertEquals(
    (await only({ url: null })).url,
    "https://acme.pinpointhq.com/en/postings/ab-1",
  );
  for (const path of ["//other.example/x", "/\\other.example", "x", "", null]) {
    const { postings, rejected, listing } = await read(
      posting({ url: null, path }),
    );
    assertEquals([postings.length, rejected], [0, 1], String(path));
    assertEquals(
      listing.reason,
      "1 adverts could not be read (first: url has neither an address nor a path)",
    );
  }
});

Deno.test("pinpoint lives without all that a posting need not have", async () => {
  const { postings, rejected } = await read(
    { id: 1, title: "Baker", path: "/postings/1" },
    { id: 2, title: " ", path: "/postings/1" },
    { title: "Baker", path: "/postings/1" },
  );
  assertEquals(rejected, 2);
  assertEquals(postings.map(withText), [{
    ...withText(await only({})),
    externalId: "1",
    url: "https://acme.pinpointhq.com/postings/1",
    locations: [],
    workplace: null,
    department: null,
    employmentType: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: null,
    requisition: null,
  }]);
});

Deno.test("pinpoint takes the department beside the job where that has none", async () => {
  const department = { id: "2", name: "Front" };
  assertEquals((await only({ job: {}, department })).department, "Front");
  assertEquals((await only({ department })).department, "Kitchen");
});

Deno.test("pinpoint never says complete when a posting was lost, whatever the answer", async () => {
  await assertHonestWhenMutated(READ, {
    data: [posting(), posting({ id: 2, url: null }), posting({ id: "3" })],
  });
});

/** Written down by hand from the file. */
const RECORDED = [
  [
    "f4e93a49",
    "/en/postings/post-001",
    ["United States"],
    "remote",
    [135_000, 198_000, "USD", "year"],
    null,
  ],
  [
    "4de31719",
    "/postings/post-002",
    ["Atlanta, GA"],
    "hybrid",
    [70, 90, "USD", "hour"],
    null,
  ],
];

const recorded = await recordedPayload("other/careerkit_pinpoint.json");
Deno.test({
  name: "pinpoint reads the recorded board careerkit_pinpoint",
  ignore: recorded === null,
  async fn() {
    const { postings, listing } = await readAnswer(READ, recorded);
    assertEquals(await Promise.all(postings.map(factsOf)), RECORDED);
    assertEquals(
      postings.map(({ department, requisition }) => [department, requisition]),
      [["Technology", "job-001"], ["Consulting", null]],
    );
    assertEquals(listing, { complete: true });
  },
});

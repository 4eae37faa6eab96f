/**
 * One advert as Greenhouse's board API gives it.
 *
 * @module
 */
import { describePay, formatAmount, writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { escapeHtml, markParagraphs, markSection, markWork } from "./markup.ts";
import type { Place } from "./places.ts";
import { createRandom, seedOf } from "./random.ts";
import { randomOf, type Vacancy } from "./vacancy.ts";

const TAGS = {
  paragraph: '<p><span style="font-weight: 400;">',
  heading: "<h3><strong>",
  bullets: "<ul>",
  bullet: '<li style="font-weight: 400;"><span style="font-weight: 400;">',
};

// Some companies let their adverts open on their own site.
const OWN_SITES: Record<string, string> = {
  stripe: "https://stripe.com/jobs/search?gh_jid=",
  databricks:
    "https://www.databricks.com/company/careers/open-positions/job?gh_jid=",
  mongodb: "https://www.mongodb.com/careers/job/?gh_jid=",
};

function tokenOf(board: BoardDefinition): string {
  return new URL(board.url).pathname.slice(1);
}

function remotePlace(place: Place, board: BoardDefinition): string {
  const style = seedOf(board.company, "remote") % 3;
  if (style === 0) return `Remote, ${place.country}`;
  return style === 1
    ? `Remote - ${place.country}`
    : `Remote (${place.country})`;
}

/** The places as the board writes them. */
export function placesOf(vacancy: Vacancy, board: BoardDefinition): string[] {
  return vacancy.places.map((place) =>
    place.city === null
      ? remotePlace(place, board)
      : `${place.city}, ${place.region ?? place.country}`
  );
}

/** A few boards put the work model where the place belongs; the offices say the place. */
export function workModelOf(vacancy: Vacancy): "Hybrid" | "In-Office" | null {
  if (vacancy.workplace === "remote") return null;
  if (!randomOf(vacancy, "work model").chance(0.05)) return null;
  return vacancy.workplace === "hybrid" ? "Hybrid" : "In-Office";
}

function withOffset(date: Date): string {
  const local = new Date(date.getTime() - 4 * 3_600_000);
  return `${local.toISOString().slice(0, 19)}-04:00`;
}

function metadataOf(vacancy: Vacancy, board: BoardDefinition) {
  if (seedOf(board.company, "metadata") % 4 === 0) return null;
  const random = randomOf(vacancy, "metadata");
  return [
    {
      id: 4_595_831_002,
      name: "Time Type",
      value: random.chance(0.3) ? null : vacancy.employment,
      value_type: "single_select",
    },
    {
      id: 6_928_452_006,
      name: "Cost Centre",
      value: random.pick(["COGS", "R&D", "S&M", "G&A"]),
      value_type: "short_text",
    },
    {
      id: 6_928_453_006,
      name: "Evergreen",
      value: random.chance(0.1),
      value_type: "yes_no",
    },
  ];
}

function contentOf(vacancy: Vacancy, board: BoardDefinition): string {
  const text = writeAdvertText(vacancy, board.company);
  const { pay } = vacancy;
  const range = pay &&
    `<div class="content-pay-transparency"><div class="pay-input"><div class="description"><p>${
      escapeHtml(describePay(pay))
    }</p></div><div class="title">Pay range</div><div class="pay-range"><span>${
      formatAmount(pay.min)
    }</span><span class="divider">&mdash;</span><span>${
      formatAmount(pay.max)
    } ${pay.currency}</span></div></div></div>`;
  return escapeHtml([
    `<div class="content-intro">${
      markParagraphs(text.introduction, TAGS)
    }</div>`,
    markWork(text, TAGS),
    "<p>&nbsp;</p>",
    markSection("What we offer", text.benefits, TAGS),
    range ?? "",
    `<div class="content-conclusion">${
      markParagraphs(text.closing, TAGS)
    }</div>`,
  ].join("\n"));
}

/** An advert as the list gives it when nobody asks for content. */
export function lightJob(vacancy: Vacancy, board: BoardDefinition) {
  const job = createRandom(seedOf(vacancy.jobSeed, "greenhouse"));
  const random = randomOf(vacancy, "greenhouse");
  const token = tokenOf(board);
  const site = OWN_SITES[token] ??
    `https://job-boards.greenhouse.io/${token}/jobs/`;
  const separator = seedOf(board.company, "separator") % 3 === 0 ? " | " : "; ";
  const requisition = job.integer(100, 99_999);
  return {
    absolute_url: `${site}${vacancy.externalId}`,
    data_compliance: [{
      type: "gdpr",
      requires_consent: false,
      requires_processing_consent: false,
      requires_retention_consent: false,
      retention_period: null,
      demographic_data_consent_applies: false,
    }],
    // Null for adverts that only collect names for later.
    internal_job_id: job.chance(0.02) ? null : 4_000_000_000 + vacancy.jobSeed,
    location: {
      name: workModelOf(vacancy) ?? placesOf(vacancy, board).join(separator),
    },
    metadata: metadataOf(vacancy, board),
    id: Number(vacancy.externalId),
    updated_at: withOffset(vacancy.updatedAt),
    requisition_id: job.chance(0.1)
      ? null
      : job.chance(0.1)
      ? "See Opening ID"
      : `R-${requisition}`,
    title: random.chance(0.04) ? `${vacancy.title} ` : vacancy.title,
    company_name: seedOf(board.company) % 5 === 0
      ? `${board.company} `
      : board.company,
    ...(random.chance(0.97) &&
      { first_published: withOffset(vacancy.postedAt) }),
    language: "en",
    application_deadline: null,
  };
}

/** An advert with its text, departments and offices. */
export function fullJob(vacancy: Vacancy, board: BoardDefinition) {
  const office = (name: string) => ({
    id: 4_000_000_000 + seedOf(name) % 100_000_000,
    name,
    location: seedOf(name) % 3 === 0 ? null : name,
    child_ids: [],
    parent_id: null,
  });
  return {
    ...lightJob(vacancy, board),
    content: contentOf(vacancy, board),
    departments: [{
      id: 4_100_000_000 + seedOf(vacancy.department) % 100_000_000,
      name: vacancy.department,
      child_ids: [],
      parent_id: null,
    }],
    offices: placesOf(vacancy, board).map(office),
    ai_disclaimer: null,
    include_ai_disclaimer: null,
    ai_opt_out_request_url: null,
  };
}

/** Pay as the single job's address gives it on demand. */
export function payRangesOf({ pay }: Vacancy) {
  return pay
    ? [{
      min_cents: pay.min * 100,
      max_cents: pay.max * 100,
      currency_type: pay.currency,
      title: "Pay range",
      blurb: describePay(pay),
    }]
    : [];
}

/**
 * Pinpoint: the job postings endpoint, the whole board in one answer.
 * https://developers.pinpointhq.com/docs/jobs-json-endpoint
 *
 * Pay stands in the answer whether or not the company shows it; only
 * `compensation_visible` says so. The text is in four fields with headings of
 * their own. No field says when a posting was published, and none of a place
 * need name its country.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, lazyText } from "../posting.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText } from "../normalise/html_text.ts";
import { NO_SALARY, salary } from "../normalise/pay.ts";
import {
  isWorkModel,
  uniquePlaces,
  workplaceFromField,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean, joinPlace } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

/** Pinpoint's own hosts. */
const NO_BOARDS = new Set([
  ..."www app api developers help support status login go".split(" "),
]);

const Answer = z.object({ data: z.array(z.unknown()) });

const Text = z.string().nullish();
const Amount = z.union([z.string(), z.number()]).nullish();
const Named = z.object({ name: Text }).nullish();

const Raw = z.object({
  id: z.union([z.string().min(1), z.number().int()]),
  title: z.string().trim().min(1),
  url: z.url({ protocol: /^https$/, normalize: true }).nullish().catch(null),
  // Not "//…", which would name another host.
  path: z.string().regex(/^\/[^/\\]/).nullish().catch(null),
  description: Text,
  key_responsibilities_header: Text,
  key_responsibilities: Text,
  skills_knowledge_expertise_header: Text,
  skills_knowledge_expertise: Text,
  benefits_header: Text,
  benefits: Text,
  employment_type: Text,
  workplace_type: Text,
  workplace_type_text: Text,
  compensation_minimum: Amount,
  compensation_maximum: Amount,
  compensation_currency: Text,
  compensation_frequency: Text,
  compensation_visible: z.boolean().nullish(),
  job: z.object({
    id: z.union([z.string(), z.number()]).nullish(),
    department: Named,
  }).nullish(),
  department: Named,
  location: z.object({ name: Text, city: Text, province: Text }).nullish(),
}).refine(({ url, path }) => url || path, {
  error: "has neither an address nor a path",
  path: ["url"],
});

type Advert = z.infer<typeof Raw>;

function match({ hostname }: URL): Board | null {
  const slug = /^([a-z\d-]+)\.pinpointhq\.com$/.exec(hostname)?.[1];
  if (!slug || NO_BOARDS.has(slug)) return null;
  return { provider: "pinpoint", key: slug };
}

function hostOf({ key }: Board): string {
  return `${key}.pinpointhq.com`;
}

function sectionsOf(raw: Advert): [heading: string | null, html: string][] {
  const sections = [
    [null, raw.description],
    [raw.key_responsibilities_header, raw.key_responsibilities],
    [raw.skills_knowledge_expertise_header, raw.skills_knowledge_expertise],
    [raw.benefits_header, raw.benefits],
  ] as const;
  return sections.flatMap(([heading, html]) =>
    html ? [[clean(heading), html]] : []
  );
}

function wholeText(raw: Advert): string {
  return sectionsOf(raw).flatMap(([heading, html]) => {
    const text = htmlToText(html);
    return text ? [heading ?? "", text] : [];
  }).filter(Boolean).join("\n\n");
}

/** The name is the company's own ("Atlanta, GA", "Head Office", "United States"): it may lack the city. */
function placesOf({ location }: Advert): string[] {
  const name = clean(location?.name);
  const city = clean(location?.city);
  const named = name && !isWorkModel(name) ? name : null;
  const place = city && named?.toLowerCase().includes(city.toLowerCase())
    ? named
    : joinPlace(city, location?.province, named);
  return uniquePlaces([place]);
}

export const pinpoint: Provider<Advert> = {
  id: "pinpoint",
  unknown: [],
  missesUntilClosed: 1,
  match,
  hosts: (board) => [hostOf(board)],
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(
      await http.json(new URL(`https://${hostOf(board)}/postings.json`)),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer is no list of postings`,
        { cause: answer.error },
      );
    }
    yield answer.data.data;
    return { complete: true };
  },

  normalise(raw, { board }) {
    const { location, title } = raw;
    return {
      ...EMPTY_POSTING,
      externalId: String(raw.id),
      title,
      url: raw.url ?? new URL(raw.path ?? "", `https://${hostOf(board)}`).href,
      locations: placesOf(raw),
      workplace: workplaceFromField(raw.workplace_type) ??
        workplaceFromWords(raw.workplace_type_text, location?.name) ??
        workplaceFromTitle(title),
      department: clean(raw.job?.department?.name) ??
        clean(raw.department?.name),
      employmentType: employmentType(raw.employment_type),
      ...(raw.compensation_visible
        ? salary({
          min: raw.compensation_minimum,
          max: raw.compensation_maximum,
          currency: raw.compensation_currency,
          period: raw.compensation_frequency,
        })
        : NO_SALARY),
      description: sectionsOf(raw).length > 0
        ? lazyText(() => wholeText(raw))
        : null,
      // `requisition_id` beside it is free text, and "TBC" is no one job.
      requisition: clean(raw.job?.id ? String(raw.job.id) : null),
    };
  },
};

/**
 * BambooHR: the list behind a company's careers page, the whole board in one
 * answer that says how many it should hold.
 *
 * There is no document of it; what is read here are recorded answers. A board
 * that is switched off, like one that never was, sends its readers elsewhere.
 * Text, pay and date stand in each advert's own answer only.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, lazyText, type Workplace } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText } from "../normalise/html_text.ts";
import { workplaceFromTitle } from "../normalise/places.ts";
import { statedPay } from "../normalise/stated_pay.ts";
import { clean, decodePart, joinPlace } from "../normalise/words.ts";
import type { Board, Provider } from "./types.ts";

const COMPANY = /^([a-z0-9][a-z0-9-]*)\.bamboohr\.com$/;

/** BambooHR's own subdomains. */
const NO_COMPANIES = new Set([
  "www",
  "app",
  "api",
  "help",
  "documentation",
  "partners",
  "resources",
  "static",
  "status",
]);

const WORKPLACES = new Map<string, Workplace>([
  ["0", "onsite"],
  ["1", "remote"],
  ["2", "hybrid"],
]);

const Answer = z.object({
  meta: z.object({ totalCount: z.number().int().nonnegative() }),
  result: z.array(z.unknown()),
});

const Id = z.union([z.string().regex(/^\w+$/), z.number().int()])
  .transform(String);

const Raw = z.object({
  id: Id,
  jobOpeningName: z.string().trim().min(1),
  departmentLabel: z.string().nullish(),
  employmentStatusLabel: z.string().nullish(),
  location: z.object({
    city: z.string().nullish(),
    state: z.string().nullish(),
  }).nullish(),
  atsLocation: z.object({
    country: z.string().nullish(),
    state: z.string().nullish(),
    province: z.string().nullish(),
    city: z.string().nullish(),
  }).nullish(),
  isRemote: z.boolean().nullish(),
  locationType: z.union([z.string(), z.number()]).nullish(),
});

type Advert = z.infer<typeof Raw>;

const Detail = z.object({
  result: z.object({
    jobOpening: z.object({
      description: z.string().nullish(),
      datePosted: z.string().nullish(),
      compensation: z.string().nullish().catch(null),
      location: z.object({ addressCountry: z.string().nullish() })
        .nullish().catch(null),
      atsLocation: z.object({ country: z.string().nullish() })
        .nullish().catch(null),
    }),
  }),
});

function match(url: URL): Board | null {
  const [first, second, third] = url.pathname.split("/").filter(Boolean);
  let company: string | null | undefined;
  if (url.hostname === "api.bamboohr.com") {
    company = first === "api" && second === "gateway.php"
      ? decodePart(third)?.toLowerCase()
      : null;
    if (!COMPANY.test(`${company}.bamboohr.com`)) return null;
  } else if (!first || first === "careers" || first === "jobs") {
    // Everything else on a company's host is for its own people.
    company = COMPANY.exec(url.hostname)?.[1];
  }
  if (!company || NO_COMPANIES.has(company)) return null;
  return { provider: "bamboohr", key: company };
}

function hostOf({ key }: Board): string {
  return `${key}.bamboohr.com`;
}

function placeOf({ location, atsLocation: other }: Advert): string | null {
  return joinPlace(
    clean(location?.city) ?? other?.city,
    clean(location?.state) ?? clean(other?.state) ?? other?.province,
    other?.country,
  );
}

function workplaceOf(raw: Advert) {
  const told = WORKPLACES.get(String(raw.locationType));
  if (told) return told;
  return raw.isRemote ? "remote" : workplaceFromTitle(raw.jobOpeningName);
}

export const bamboohr: Provider<Advert> = {
  id: "bamboohr",
  unknown: [
    "description",
    "postedAt",
    "salaryMin",
    "salaryMax",
    "salaryCurrency",
    "salaryPeriod",
  ],
  missesUntilClosed: 1,
  match,
  hosts: (board) => [hostOf(board)],
  raw: Raw,

  async *pages(board, { http }) {
    const answer = Answer.safeParse(
      await http.json(new URL(`https://${hostOf(board)}/careers/list`), {
        redirectMeansGone: true,
      }),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer is no list of openings`,
        { cause: answer.error },
      );
    }
    const { result, meta: { totalCount } } = answer.data;
    yield result;
    const ids = new Set(result.flatMap(idOf));
    return ids.size === totalCount
      ? { complete: true, advertisedTotal: totalCount }
      : {
        complete: false,
        reason: `The board listed ${ids.size} of ${totalCount} postings`,
        advertisedTotal: totalCount,
      };
  },

  normalise(raw, { board }) {
    const place = placeOf(raw);
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: raw.jobOpeningName,
      url: `https://${hostOf(board)}/careers/${raw.id}`,
      locations: place ? [place] : [],
      workplace: workplaceOf(raw),
      department: clean(raw.departmentLabel),
      employmentType: employmentType(raw.employmentStatusLabel),
    };
  },

  async detail({ externalId }, { http, board }) {
    const answer = Detail.safeParse(
      await http.json(
        new URL(
          `https://${hostOf(board)}/careers/${
            encodeURIComponent(externalId)
          }/detail`,
        ),
        { redirectMeansGone: true },
      ),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read posting "${externalId}" of board "${board.key}": it is no opening`,
        { cause: answer.error },
      );
    }
    const opening = answer.data.result.jobOpening;
    const { description: html } = opening;
    return {
      description: html ? lazyText(() => htmlToText(html)) : null,
      postedAt: toDate(opening.datePosted),
      ...statedPay(
        opening.compensation,
        opening.location?.addressCountry ?? opening.atsLocation?.country,
      ),
    };
  },
};

function idOf(advert: unknown): string[] {
  const read = z.object({ id: Id }).safeParse(advert);
  return read.success ? [read.data.id] : [];
}

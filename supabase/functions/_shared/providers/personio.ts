/**
 * Personio: the XML feed, the whole board in one answer.
 * https://developer.personio.de/v2.0/docs/retrieving-open-job-positions
 *
 * Some companies answer on jobs.personio.de only, some on jobs.personio.com only;
 * one that does not exist is a page of HTML or a way to Personio's own site.
 * Titles and offices come in any language, texts only in the one asked for: those
 * of adverts that are not in English come from the feed in the board's own
 * language. One id can stand in several positions, which differ in their places.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { EMPTY_POSTING, type LazyText, lazyText } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText } from "../normalise/html_text.ts";
import { salary } from "../normalise/pay.ts";
import {
  isWorkModel,
  splitPlaces,
  uniquePlaces,
  workplaceFromTitle,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean } from "../normalise/words.ts";
import { readXml, type XmlElement } from "../xml.ts";
import type { Board, BoardHttp, Provider } from "./types.ts";

/** The part of a key that names the other host. */
const COM = "com/";

/** The second is the form of addresses before 2021. */
const COMPANY =
  /^([a-z0-9][a-z0-9-]*?)(?:\.jobs\.personio\.(de|com)|-jobs\.personio\.de)$/;

const NO_COMPANIES = new Set(["www", "api", "app"]);

const Raw = z.object({
  /** Where the feed was found, and so the adverts' pages are. */
  origin: z.url(),
  id: z.string().regex(/^\w+$/),
  name: z.string().min(1),
  subcompany: z.string(),
  offices: z.array(z.string()),
  department: z.string(),
  recruitingCategory: z.string(),
  employmentType: z.string(),
  schedule: z.string(),
  createdAt: z.string(),
  sections: z.array(z.object({ title: z.string(), html: z.string() })),
  pay: z.object({
    min: z.string(),
    max: z.string(),
    currency: z.string(),
    period: z.string(),
  }),
});

type Advert = z.infer<typeof Raw>;

function match(url: URL): Board | null {
  const [, company, end] = COMPANY.exec(url.hostname) ?? [];
  if (!company || NO_COMPANIES.has(company)) return null;
  return { provider: "personio", key: end === "com" ? COM + company : company };
}

function hostOf({ key }: Board): string {
  return key.startsWith(COM)
    ? `${key.slice(COM.length)}.jobs.personio.com`
    : `${key}.jobs.personio.de`;
}

/** @throws {ScanError} `not_found` where there is no board, `payload` for anything but a feed. */
async function readFeed(
  host: string,
  query: string,
  http: BoardHttp,
): Promise<Advert[]> {
  const origin = `https://${host}`;
  const text = await http.text(new URL(`${origin}/xml${query}`), {
    headers: { accept: "application/xml, text/xml;q=0.9" },
    redirectMeansGone: true,
  });
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) {
    throw new ScanError(
      "not_found",
      `Cannot read ${host}: it answers with a page, as where there is no board`,
    );
  }
  const root = readXml(text, host);
  if (
    root.name !== "workzag-jobs" || root.text !== "" ||
    !root.children.every(isPosition)
  ) {
    throw new ScanError(
      "payload",
      `Cannot read ${host}: the answer is no list of positions`,
    );
  }
  return root.children.map((position) => advertOf(position, origin));
}

function named(parent: XmlElement | undefined, name: string): XmlElement[] {
  return parent?.children.filter((child) => child.name === name) ?? [];
}

/** Two that ran into each other would be read as one, and the other be lost. */
function isPosition(element: XmlElement): boolean {
  return element.name === "position" && named(element, "id").length < 2 &&
    !holdsPosition(element);
}

function holdsPosition({ children }: XmlElement): boolean {
  return children.some((child) =>
    child.name === "position" || holdsPosition(child)
  );
}

function textIn(parent: XmlElement | undefined, name: string): string {
  return named(parent, name)[0]?.text ?? "";
}

function advertOf(position: XmlElement, origin: string): Advert {
  const [others] = named(position, "additionalOffices");
  const [descriptions] = named(position, "jobDescriptions");
  const [pay] = named(position, "salaryInformation");
  const sections = named(descriptions, "jobDescription")
    .map((section) => ({
      title: textIn(section, "name"),
      html: textIn(section, "value"),
    }));
  return {
    origin,
    id: textIn(position, "id"),
    name: textIn(position, "name"),
    subcompany: textIn(position, "subcompany"),
    offices: [...named(position, "office"), ...named(others, "office")]
      .map(({ text }) => text),
    department: textIn(position, "department"),
    recruitingCategory: textIn(position, "recruitingCategory"),
    employmentType: textIn(position, "employmentType"),
    schedule: textIn(position, "schedule"),
    createdAt: textIn(position, "createdAt"),
    sections: sections.filter(({ html }) => html !== ""),
    pay: {
      min: textIn(pay, "min"),
      max: textIn(pay, "max"),
      currency: textIn(pay, "currencyCode"),
      period: textIn(pay, "type"),
    },
  };
}

function employmentOf({ employmentType: kind, schedule }: Advert) {
  // Who offers both hours offers full-time.
  return employmentType(`${kind} ${schedule.replace("full-or-part", "full")}`);
}

function wholeText({ sections }: Advert): LazyText | null {
  if (sections.length === 0) return null;
  return lazyText(() =>
    sections.flatMap(({ title, html }) => [clean(title), htmlToText(html)])
      .filter(Boolean).join("\n\n")
  );
}

export const personio: Provider<Advert> = {
  id: "personio",
  unknown: [],
  missesUntilClosed: 1,
  match,
  hosts: (board) => [hostOf(board)],
  raw: Raw,

  async *pages(board, { http }) {
    const host = hostOf(board);
    let adverts = await readFeed(host, "?language=en", http);
    if (adverts.some(({ sections }) => sections.length === 0)) {
      const own = new Map(
        (await readFeed(host, "", http)).map(({ id, sections }) => [
          id,
          sections,
        ]),
      );
      adverts = adverts.map((advert) =>
        advert.sections.length > 0
          ? advert
          : { ...advert, sections: own.get(advert.id) ?? [] }
      );
    }
    yield adverts;
    return { complete: true };
  },

  normalise(raw) {
    const named = uniquePlaces(raw.offices.flatMap(splitPlaces));
    const places = named.filter((place) => !isWorkModel(place));
    return {
      ...EMPTY_POSTING,
      externalId: raw.id,
      title: clean(raw.name) ?? raw.name,
      company: clean(raw.subcompany),
      url: `${raw.origin}/job/${raw.id}`,
      locations: places.length > 0 ? places : named,
      workplace: workplaceFromWords(...raw.offices) ??
        workplaceFromTitle(raw.name),
      department: clean(raw.department) ?? clean(raw.recruitingCategory),
      employmentType: employmentOf(raw),
      ...salary(raw.pay),
      description: wholeText(raw),
      postedAt: toDate(raw.createdAt),
    };
  },
};

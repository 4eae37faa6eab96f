/**
 * Writes the text of a vacancy's advert, the same for all adverts of one job.
 *
 * @module
 */
import type { Pay } from "./pay.ts";
import { createRandom, type Random, seedOf } from "./random.ts";
import { type Field, FIELDS } from "./roles.ts";
import { BENEFITS, CLOSING, INTRODUCTION } from "./sentences_company.ts";
import {
  ABOUT,
  DUTIES,
  EXTRAS,
  PARTNERS,
  REQUIREMENTS,
  RHYTHMS,
} from "./sentences_work.ts";
import type { Vacancy } from "./vacancy.ts";

/** An advert's text in plain words; each wire format marks it up in its own way. */
export interface AdvertText {
  readonly introduction: readonly string[];
  readonly about: readonly string[];
  readonly duties: readonly string[];
  readonly requirements: readonly string[];
  readonly extras: readonly string[];
  readonly benefits: readonly string[];
  readonly closing: readonly string[];
}

interface Blanks {
  readonly random: Random;
  readonly values: Readonly<Record<string, string>>;
  nextTool(): string;
}

function fill(sentence: string, { random, values, nextTool }: Blanks): string {
  if (!sentence.includes("{")) return sentence;
  return sentence.replace(/\{(\w+)\}/g, (blank, name: string) => {
    switch (name) {
      case "tool":
        return nextTool();
      case "number":
        return String(random.integer(2, 40));
      case "partner":
        return random.pick(PARTNERS);
      case "rhythm":
        return random.pick(RHYTHMS);
      default:
        return values[name] ?? blank;
    }
  });
}

/** Two sentences to a paragraph. */
function paragraphs(sentences: readonly string[]): string[] {
  const pairs: string[] = [];
  for (let at = 0; at < sentences.length; at += 2) {
    pairs.push(sentences.slice(at, at + 2).join(" "));
  }
  return pairs;
}

/** The text of a vacancy at this company. */
export function writeAdvertText(vacancy: Vacancy, company: string): AdvertText {
  const random = createRandom(seedOf(vacancy.jobSeed, "text"));
  const place = vacancy.places[0];
  const field: Field = FIELDS[vacancy.field];
  const tools = random.draw(field.tools, random.integer(3, 9));
  let toolsNamed = 0;
  const blanks: Blanks = {
    random,
    values: {
      company,
      title: vacancy.title,
      team: vacancy.team,
      place: place?.city ?? place?.country ?? company,
    },
    nextTool: () => tools[toolsNamed++ % tools.length] ?? "",
  };
  const some = (stock: readonly string[], from: number, to: number) =>
    random.draw(stock, random.integer(from, to))
      .map((sentence) => fill(sentence, blanks));

  return {
    introduction: paragraphs(some(INTRODUCTION, 4, 7)),
    about: paragraphs(some(ABOUT, 5, 9)),
    duties: some(DUTIES, 8, 14),
    requirements: some(REQUIREMENTS, 8, 13),
    extras: some(EXTRAS, 2, 6),
    benefits: some(BENEFITS, 7, 12),
    closing: paragraphs(some(CLOSING, 6, 10)),
  };
}

/** "150,000". */
export function formatAmount(amount: number): string {
  return amount.toLocaleString("en-US");
}

/** Pay as a sentence, for formats that have no field for it. */
export function describePay({ min, max, currency, period }: Pay): string {
  return `The pay range for this position is ${formatAmount(min)} to ${
    formatAmount(max)
  } ${currency} per ${period}.`;
}

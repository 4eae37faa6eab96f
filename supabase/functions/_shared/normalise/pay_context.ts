/**
 * What the words around an amount of money say of it: whether it is pay at all,
 * and for how long. Read by text_pay.ts.
 *
 * @module
 */
import type { SalaryPeriod } from "../posting.ts";

/** How far a word may stand from the amount that it speaks of. */
const BEFORE = 120;
const AFTER = 60;

const PERIODS: readonly (readonly [RegExp, SalaryPeriod])[] = [
  [/^(?:y|p\.? ?a|jahr|jähr|jaehr|an|añ|ral)/i, "year"],
  [/^(?:mo|mens|mes|mê|mies)/i, "month"],
  [/^(?:w|sem|sett)/i, "week"],
  [/^(?:d|tag|täg|jour|gior|día)/i, "day"],
  [/^(?:h|st|or|uur)/i, "hour"],
];

const UNIT =
  "years?|yr|annum|jahr|anno|ano|año|an|année|months?|mo|monat|mois|mese|mes|mês|miesiąc|week|wk|woche|semaine|semana|day|tag|jour|día|giorno|hour|hr|h|stunde|std|heure|hora|ora|uur";
const ADVERB =
  "annual(?:ly)?|annuels?|annui|yearly|p\\.? ?a\\b\\.?|monthly|mensuels?|weekly|daily|hourly|jährlich|monatlich|stündlich";
/** `/year`, `per annum`, `brutto/Jahr`, `an hour`, `annually`, `p.a.` */
const PERIOD_AFTER = new RegExp(
  `^[\\s(),*+]{0,3}(?:(?:gross|brutto|brut|bruto|lordi|netto|net|base|USD|CAD|AUD|EUR|GBP|dollars?|salary|pay)[\\s,)]{0,2}){0,3}` +
    `(?:(?:\\/|per |pro |an? |each |par |por |al |all['’]|im )\\s?(?<unit>${UNIT})|(?<adverb>${ADVERB}))(?![\\p{L}\\p{N}])`,
  "iu",
);
const PERIOD_BEFORE =
  /(?<![\p{L}\p{N}])(?:annual|yearly|year|annum|annuel|anual|annua|jährlich|jahres|ral(?!\p{L})|monthly|month|mensuel|mensual|mensile|monats|monatlich|weekly|daily|hourly|hour|stunden)/giu;

/** Money that is not what the work pays, or that nobody is sure of. */
const OTHER = [
  "bonus|commission|\\bote\\b|on[- ]target|prämie|\\bprime\\b|quota|\\bdeals?\\b",
  "total (?:\\w+ )?(?:compensation|comp|rewards|earnings)|minimum wage",
  "equity|\\bstock|\\bshares?\\b|\\boptions?\\b|\\brsus?\\b|\\bgrants?\\b",
  "\\brais(?:e|ed|ing)\\b|funding|\\bseries [a-h]\\b|\\bseed\\b|invest|revenue|valu(?:ed|ation)|\\barr\\b",
  "budget|\\bspend|stipend(?!io)|allowance|reimburs|tuition|zuschuss|\\bgym\\b|wellness|per diem",
  "referral|\\bsign(?:ing)?[- ]?on\\b|\\bsigning\\b|relocation",
  "401|\\bmatch(?:ed|ing)?\\b|pension|insurance|deductible|\\bsav(?:e|es|ings?)\\b",
  "donat|prize|\\bfees?\\b|\\bcosts?\\b|\\bprices?\\b|\\bpriced\\b|worth|\\bloans?\\b",
].join("|");
const PAY = [
  "salar(?:y|ies)|\\bpay(?:s|ing)?\\b|compensation|\\bwages?\\b|\\bbase\\b|remuneration|\\bearn|\\brates?\\b|\\bgross\\b",
  "gehalt|vergütung|entgelt|\\blohn|brutto|rémunération|salaire|salario|sueldo",
  "retribuzione|stipendio|\\bral\\b|salário|wynagrodzen|salaris",
].join("|");
const SUBJECT = new RegExp(`(?<other>${OTHER})|(?:${PAY})`, "giu");
/** Only right behind an amount: before it they may be part of a title. */
const OTHER_AFTER =
  /learning|training|education|travel|internet|phone|home office|housing|development|credit|voucher|gift|coaching|contracts?\b|customers?|clients?|sales\b|in assets/i;

const SENTENCE = /[.!?](?=\s)|[\n;•]/g;
const ASIDE =
  /[.,;:()\n+&•|$€£\d]|\b(?:plus|and|with|und|et|sowie|zzgl|depending)\b/i;

export type Subject = "pay" | "other" | "unknown";

/** What an amount speaks of, and for how long; `period` is null where that is not said. */
export interface PayContext {
  readonly subject: Subject;
  readonly period: SalaryPeriod | null;
  /** The text right before the amount. */
  readonly lead: string;
  readonly tail: string;
}

function periodOf(word: string | undefined): SalaryPeriod | null {
  return PERIODS.find(([pattern]) => pattern.test(word ?? ""))?.[1] ?? null;
}

function lastSubject(text: string): Subject {
  let subject: Subject = "unknown";
  for (const { groups } of text.matchAll(SUBJECT)) {
    subject = groups?.other ? "other" : "pay";
  }
  return subject;
}

/** The words of the same sentence, or the heading above. */
function leadOf(text: string, start: number): string {
  const near = text.slice(Math.max(0, start - BEFORE), start)
    .replace(/[\s•*·–-]{0,9}$/, "");
  let from = 0;
  for (const { index } of near.matchAll(SENTENCE)) from = index + 1;
  return near.slice(from);
}

/** Reads what stands around the amount from `start` to `end`. */
export function readContext(
  text: string,
  start: number,
  end: number,
): PayContext {
  const lead = leadOf(text, start);
  const tail = text.slice(end, end + AFTER);
  const said = PERIOD_AFTER.exec(tail);
  const behind = periodOf(said?.groups?.unit ?? said?.groups?.adverb);
  let ahead: SalaryPeriod | null = null;
  for (const [word] of lead.matchAll(PERIOD_BEFORE)) ahead = periodOf(word);
  const [follows = ""] = tail.slice(said?.[0].length ?? 0).split(ASIDE, 1);
  const next = OTHER_AFTER.test(follows) ? "other" : lastSubject(follows);
  return {
    subject: next === "unknown" ? lastSubject(lead) : next,
    period: behind ?? ahead,
    lead,
    tail,
  };
}

/** True where an amount has a line for itself, but for a few letters. */
export function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 30), start);
  const after = text.slice(end, end + 40);
  const line = before.slice(before.lastIndexOf("\n") + 1) +
    after.split("\n", 1)[0];
  return line.replace(/[^\p{L}]/gu, "").length <= 20;
}

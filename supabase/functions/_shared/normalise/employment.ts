/**
 * The kind of employment, from the words that boards use for it in the
 * languages they are kept in. For the field of that name, not for titles: there
 * "Stage" is no internship.
 *
 * @module
 */
import type { EmploymentType } from "../posting.ts";
import { clean } from "./words.ts";

// Without accents and in lower case. In this order: "Full-time Intern" is an
// internship, "Contract, part-time" a contract, and who offers both hours
// offers full-time.
const WORDS: readonly (readonly [RegExp, EmploymentType])[] = [
  [
    /\bintern(?:ship)?s?\b|\btrainee|\bwork(?:ing)? student|werk?s?student|\bco-?op\b|\bapprenti|praktik|praktyk|\bstage\b|\bstag(?:iaire|ista|iair)|\bstaz|estagi|tirocini|\bbecari|practicas|alternance|ausbildung|\bazubi|インターン|实习/,
    "internship",
  ],
  [/volunt|benevol|ehrenamt/, "volunteer"],
  [
    /\bcontract(?:or|ors|ing|ual)?\b|freelanc|freiberuf|fixed.?term|self.?employ|per.?diem|\bcdd\b|befristet|determin(?:ee|ato|ada|ado)\b|plazo fijo|honorar|werkvertrag|\bb2b\b|契約社員/,
    "contract",
  ],
  [
    /\btemp\b|\btempor(?:ar|al|air|an)|season|saison|stagional|\binterim|\bzeitarbeit|leiharbeit|uitzend|aushilf|vikariat/,
    "temporary",
  ],
  [
    /full.?time|vollzeit|temps (?:plein|complet)|plein temps|tempo (?:pieno|integral)|tiempo completo|jornada completa|voltijd|\bheltid|pelny etat|kokoaika|正社員|全职/,
    "full_time",
  ],
  [
    /part.?time|teilzeit|temps partiel|mi-temps|tempo parzial|(?:tempo|tiempo|jornada) parcial|(?:medio tiempo|media jornada)|deeltijd|\bdeltid|osa-aika|mini-?job|geringfugig|兼职/,
    "part_time",
  ],
];

/** Work without an end is no contract in our sense, whatever else it is called. */
const PERMANENT =
  /permanent|regular|\bcdi\b|festanstellung|fest ?angestellt|unbefrist|indetermin|indefinid|unlimited/;

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/_/g, " ").replace(/ł/g, "l");
}

/** `other` for a word that fits none; null where the board says nothing. */
export function employmentType(
  text: string | null | undefined,
): EmploymentType | null {
  const cleaned = clean(text);
  if (cleaned === null) return null;
  const words = fold(cleaned);
  const isPermanent = PERMANENT.test(words);
  const found = WORDS.find(([pattern, kind]) =>
    pattern.test(words) && !(isPermanent && kind === "contract")
  );
  return found?.[1] ?? (isPermanent ? "full_time" : "other");
}

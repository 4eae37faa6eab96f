/**
 * Texts as filters and postings are compared: the same words are the same
 * however they are encoded and whatever their accents. (Case, white space and
 * hyphens are the business of `words_pattern.ts`.)
 *
 * Accents do not count: boards write Zürich and Zurich, Montréal and Montreal,
 * and nobody who looks for one means to miss the other. So do letters that only
 * look accented (ø, ł; ß is ss), but not spellings (Zuerich is another word).
 * The marks of other scripts are letters there and stay.
 *
 * @module
 */

/** Letters that Unicode does not take apart. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["ẞ", "SS"],
  ["æ", "ae"],
  ["Æ", "AE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ø", "o"],
  ["Ø", "O"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đ", "d"],
  ["Đ", "D"],
  ["ð", "d"],
  ["Ð", "D"],
  ["þ", "th"],
  ["Þ", "TH"],
  ["ħ", "h"],
  ["Ħ", "H"],
  ["ı", "i"],
]);

/** All that may change: most texts have none of it, which is quickly seen. */
const UNUSUAL =
  /[\u00a8-\u1fff\u200b-\u200d\u2060\u2070-\u209f\u20d0-\u218f\u2460-\u24ff\u2c60-\u2dff\u2e80-\u2fdf\u3040-\u33ff\ua640-\uabff\ud800-\udfff\uf900-\uffff]/;
/** Unicode would make letters of the first, which touch a name: React™. */
const SIGNS = /[™℠\u200b]/g;
const INVISIBLE = /[\u00ad\u200c\u200d\u2060\ufeff]/g;
const ACCENTS = /[\u0300-\u036f]+/g;
const LETTER = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "g");

/** Equal, but for their case, for texts that a reader takes for the same words. */
export function foldText(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text.replace(SIGNS, " ").replace(INVISIBLE, "").normalize("NFKD")
    .replace(ACCENTS, "")
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter)
    .normalize("NFC");
}

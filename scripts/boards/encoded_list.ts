/**
 * Keeps a board's list as the bytes that go over the wire.
 *
 * A board's answer is up to 10 MB, and one advert in a hundred changes between
 * scans: so each advert's bytes are kept too (as a view into the whole answer),
 * and only what changed is written anew.
 *
 * @module
 */
import type { Vacancy } from "./vacancy.ts";

const encoder = new TextEncoder();
const COMMA = encoder.encode(",");

/** A list of adverts between an opening and a closing text. */
export interface EncodedList {
  show(vacancies: readonly Vacancy[], opening: string, closing: string): void;
  /** The whole list. */
  bytes(): Uint8Array<ArrayBuffer>;
}

function join(parts: readonly Uint8Array[]) {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(size);
  const ends: number[] = [];
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
    ends.push(end);
  }
  return { whole, ends };
}

/** A list whose adverts are written by `write`. */
export function createEncodedList(
  write: (vacancy: Vacancy) => unknown,
): EncodedList {
  let fragments = new Map<Vacancy, Uint8Array>();
  let list: Uint8Array<ArrayBuffer> = new Uint8Array();

  return {
    show(vacancies, opening, closing) {
      const parts: Uint8Array[] = [encoder.encode(opening)];
      for (const vacancy of vacancies) {
        parts.push(
          fragments.get(vacancy) ??
            encoder.encode(JSON.stringify(write(vacancy))),
          COMMA,
        );
      }
      if (vacancies.length > 0) parts.pop();
      parts.push(encoder.encode(closing));

      const { whole, ends } = join(parts);
      fragments = new Map(
        vacancies.map((vacancy, at) => [
          vacancy,
          whole.subarray(ends[at * 2], ends[at * 2 + 1]),
        ]),
      );
      list = whole;
    },
    bytes: () => list,
  };
}

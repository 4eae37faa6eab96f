/**
 * Which page of a list a request asks for, whatever its board calls that.
 *
 * @module
 */
import { z } from "zod";
import { type Asked, wholeNumber } from "./wire_format.ts";

/** The page that is asked for, and how another one would be. */
export interface PageAsked {
  /** 0: the first, which is also all there is of a list without pages. */
  readonly number: number;
  another(number: number): Asked;
}

const Posted = z.looseObject({
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive(),
});

/** Boards count adverts from 0 in a body or in the query, or pages from 1. */
export function pageAsked(asked: Asked): PageAsked {
  const posted = Posted.safeParse(asked.body).data;
  if (posted) {
    return {
      number: posted.offset / posted.limit,
      another: (number) => ({
        ...asked,
        body: { ...posted, offset: number * posted.limit },
      }),
    };
  }
  const withQuery = (name: string, value: number) => {
    const query = new URLSearchParams(asked.query);
    query.set(name, String(value));
    return { ...asked, query };
  };
  const limit = wholeNumber(asked.query, "limit");
  if (limit) {
    return {
      number: (wholeNumber(asked.query, "offset") ?? 0) / limit,
      another: (number) => withQuery("offset", number * limit),
    };
  }
  return {
    number: Math.max(1, wholeNumber(asked.query, "page") ?? 1) - 1,
    another: (number) => withQuery("page", number + 1),
  };
}

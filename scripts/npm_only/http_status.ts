/**
 * Stand-in for the part of `@std/http/status` that boardscan uses, over node:http.
 *
 * @module
 */
import { STATUS_CODES } from "node:http";

export const STATUS_CODE = {
  OK: 200,
  Created: 201,
  Accepted: 202,
  NoContent: 204,
  PartialContent: 206,
  NotModified: 304,
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  RequestTimeout: 408,
  Conflict: 409,
  ContentTooLarge: 413,
  UnsupportedMediaType: 415,
  RangeNotSatisfiable: 416,
  UnprocessableEntity: 422,
  TooEarly: 425,
  TooManyRequests: 429,
  InternalServerError: 500,
  BadGateway: 502,
  ServiceUnavailable: 503,
  GatewayTimeout: 504,
} as const;

export type StatusCode = typeof STATUS_CODE[keyof typeof STATUS_CODE];

export const STATUS_TEXT = Object.fromEntries(
  Object.values(STATUS_CODE).map((code) => [code, STATUS_CODES[code] ?? ""]),
) as Record<StatusCode, string>;

/**
 * Boards that tell of the state of their lists, so that a reader can ask for
 * another one only. Whether the real ones do is not known, so these do so only
 * when they are told to.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Answer } from "./wire_format.ts";

/** An answer is written anew only when it changes. */
const tags = new WeakMap<Uint8Array, string>();

function tagOf(body: Uint8Array): string {
  const tag = tags.get(body) ??
    `W/"${createHash("sha1").update(body).digest("hex")}"`;
  tags.set(body, tag);
  return tag;
}

/** A list with its tag; 304 without a body for a reader who has just that. */
export function taggedAnswer(answer: Answer, known: string | null): Answer {
  if (answer.status !== 200 || answer.work !== "list") return answer;
  const etag = tagOf(answer.body);
  const tagged = { ...answer, headers: { ...answer.headers, etag } };
  return etag === known
    ? { ...tagged, status: 304, body: new Uint8Array() }
    : tagged;
}

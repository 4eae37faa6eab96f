/**
 * Stand-in for the part of deno-dom that `html.ts` uses, over linkedom.
 *
 * @module
 */
import { DOMParser as LinkedomParser } from "linkedom";

/** linkedom is ready when it is imported; deno-dom's wasm is not. */
export function initParser(): Promise<void> {
  return Promise.resolve();
}

export class DOMParser {
  parseFromString(source: string, mimeType: "text/html") {
    return new LinkedomParser().parseFromString(source, mimeType);
  }
}

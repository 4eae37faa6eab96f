/**
 * Which version of boardscan a function is: said in a header of every answer, so
 * that `deno task doctor` knows whether what is deployed is what is in the folder.
 *
 * @module
 */

/** Raised with each release; the newest one that CHANGELOG.md has. */
export const VERSION = "1.0.0";

/** Where a function says it. */
export const VERSION_HEADER = "x-boardscan-version";

/** The same handler, whose answers name the version. */
export function sayVersion(
  handle: (request: Request) => Response | Promise<Response>,
): (request: Request) => Promise<Response> {
  return async function answer(request) {
    const response = await handle(request);
    response.headers.set(VERSION_HEADER, VERSION);
    return response;
  };
}

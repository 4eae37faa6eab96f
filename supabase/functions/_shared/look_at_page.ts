/**
 * The way to a page of which only the address is known: it may lie on any public
 * host, and send its readers on to another.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import { createHttp } from "./http.ts";
import { HTML } from "./json_ld/read_page.ts";
import type { Look } from "./resolve.ts";
import type { WayOut } from "./way_out.ts";

/** Makes it for one scan, or one question. */
export function createLook(way: WayOut): Look {
  return async (page) => {
    const http = createHttp({
      ...way,
      hosts: [page.host],
      retriesForbidden: true,
      fingerprint: null,
    });
    try {
      return await http.text(page, HTML);
    } catch (error) {
      if (error instanceof ScanError && error.movedTo) return error.movedTo;
      throw error;
    }
  };
}

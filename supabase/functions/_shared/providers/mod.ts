/**
 * All providers. A new one is a file beside this one, its test, and a line here.
 *
 * @module
 */
import { ashby } from "./ashby.ts";
import { bamboohr } from "./bamboohr.ts";
import { breezy } from "./breezy.ts";
import { greenhouse } from "./greenhouse.ts";
import { jsonLd } from "./json_ld.ts";
import { lever } from "./lever.ts";
import { personio } from "./personio.ts";
import { pinpoint } from "./pinpoint.ts";
import { recruitee } from "./recruitee.ts";
import { rippling } from "./rippling.ts";
import { smartrecruiters } from "./smartrecruiters.ts";
import { teamtailor } from "./teamtailor.ts";
import type { Provider } from "./types.ts";
import { workable } from "./workable.ts";
import { workday } from "./workday.ts";

/** In the order in which an address is offered to them; json_ld takes what is left. */
export const PROVIDERS: readonly Provider<unknown>[] = [
  greenhouse,
  lever,
  ashby,
  workday,
  smartrecruiters,
  workable,
  recruitee,
  rippling,
  pinpoint,
  personio,
  breezy,
  bamboohr,
  teamtailor,
  jsonLd,
];

/** @throws {TypeError} for an id that no provider has. */
export function providerById(id: string): Provider<unknown> {
  const provider = PROVIDERS.find((candidate) => candidate.id === id);
  if (!provider) {
    throw new TypeError(
      `Cannot find provider "${id}": there are ${
        PROVIDERS.map((known) => known.id).join(", ")
      }`,
    );
  }
  return provider;
}

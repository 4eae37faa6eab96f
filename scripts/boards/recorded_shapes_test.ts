/** Holds the simulated adverts against recorded ones, where a copy of those is at hand. */
import { assertEquals } from "@std/assert";
import { z } from "zod";
import { askJson, smallBoards } from "./testing.ts";

const PAYLOADS = new URL("../../../shared/payloads/", import.meta.url);

function areAtHand(): boolean {
  try {
    return Deno.statSync(PAYLOADS).isDirectory;
  } catch {
    return false;
  }
}

const Advert = z.record(z.string(), z.unknown());
const Listing = z.union([
  z.tuple([Advert], Advert),
  z.object({ jobs: z.tuple([Advert], Advert) }).transform(({ jobs }) => jobs),
  z.object({ jobPostings: z.tuple([Advert], Advert) })
    .transform(({ jobPostings }) => jobPostings),
  z.object({ content: z.tuple([Advert], Advert) })
    .transform(({ content }) => content),
]);

const CASES = [
  [
    "greenhouse/careerkit_greenhouse.json",
    "/boards-api.greenhouse.io/v1/boards/stripe/jobs?content=true",
  ],
  [
    "lever/careerkit_lever.json",
    "/api.lever.co/v0/postings/palantir?mode=json",
  ],
  [
    "ashby/techsalaryradar_ashby.json",
    "/api.ashbyhq.com/posting-api/job-board/ramp?includeCompensation=true",
  ],
  [
    "workday/eujobfeeds_nvidia_list.json",
    "/intel.wd1.myworkdayjobs.com/wday/cxs/intel/External/jobs",
  ],
] as const;

for (const [recording, path] of CASES) {
  Deno.test({
    name: `simulated adverts have the fields of ${recording}`,
    ignore: !areAtHand(),
    fn: async () => {
      const recorded = Listing.parse(
        JSON.parse(await Deno.readTextFile(new URL(recording, PAYLOADS))),
      );
      const simulated = Listing.parse(
        await askJson(smallBoards({ postingsScale: 0.1 }), path, {
          method: path.endsWith("/jobs") ? "POST" : "GET",
        }),
      );
      const served = new Set(simulated.flatMap(Object.keys));
      assertEquals(
        Object.keys(recorded[0]).filter((key) => !served.has(key)),
        [],
      );
    },
  });
}

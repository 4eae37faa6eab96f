/**
 * One advert as Workday's detail address gives it.
 *
 * @module
 */
import { describePay, writeAdvertText } from "./advert_text.ts";
import type { BoardDefinition } from "./catalogue.ts";
import { escapeHtml, markAdvert, slugOf } from "./markup.ts";
import type { Vacancy } from "./vacancy.ts";
import {
  externalPathOf,
  placeOf,
  postedOn,
  remoteTypeOf,
  remoteTypeShown,
  workdayId,
} from "./workday_row.ts";

const TAGS = {
  paragraph: "<p><span>",
  heading: "<p><b><span>",
  bullets: "<ul>",
  bullet: "<li><p><span>",
};

/** The whole answer for one advert. */
export function detailOf(vacancy: Vacancy, board: BoardDefinition, now: Date) {
  const text = writeAdvertText(vacancy, board.company);
  const [first, ...others] = vacancy.places.map((place) =>
    placeOf(place, board)
  );
  const country = {
    descriptor: vacancy.places[0]?.country ?? "",
    id: workdayId(vacancy.places[0]?.country ?? ""),
  };
  const path = externalPathOf(vacancy, board);
  const site = new URL(board.url).pathname.slice(1);
  return {
    jobPostingInfo: {
      id: workdayId(board.company, vacancy.externalId),
      title: vacancy.title,
      jobDescription: [
        markAdvert(text, TAGS),
        vacancy.pay ? `<p>${escapeHtml(describePay(vacancy.pay))}</p>` : "",
      ].join("\n"),
      location: first,
      ...(others.length > 0 && { additionalLocations: others }),
      postedOn: postedOn(vacancy.postedAt, now),
      startDate: vacancy.postedAt.toISOString().slice(0, 10),
      timeType: vacancy.employment === "part_time" ? "Part time" : "Full time",
      jobReqId: vacancy.externalId,
      jobPostingId: `${slugOf(vacancy.title)}_${vacancy.externalId}`,
      jobPostingSiteId: site,
      country,
      canApply: true,
      posted: true,
      includeResumeParsing: true,
      jobRequisitionLocation: {
        descriptor: first,
        country: { ...country, alpha2Code: vacancy.places[0]?.code ?? null },
      },
      ...(remoteTypeShown(board) !== "never" && remoteTypeOf(vacancy)),
      externalUrl: `${board.url}${path}`,
      questionnaireId: workdayId(board.company, "questions"),
    },
    hiringOrganization: { name: board.company, url: "" },
    similarJobs: [],
    userAuthenticated: false,
  };
}

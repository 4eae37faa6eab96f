/**
 * What Workday says of one advert beyond its list: the text, every place and the
 * day it began. Read by workday.ts.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { lazyText, type Posting } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText } from "../normalise/html_text.ts";
import {
  uniquePlaces,
  workplaceFromField,
  workplaceFromWords,
} from "../normalise/places.ts";
import { clean } from "../normalise/words.ts";

const Detail = z.object({
  jobPostingInfo: z.object({
    title: z.string(),
    jobDescription: z.string().nullish(),
    location: z.string().nullish(),
    additionalLocations: z.array(z.string()).nullish(),
    startDate: z.string().nullish(),
    timeType: z.string().nullish(),
    remoteType: z.string().nullish(),
    jobReqId: z.string().nullish(),
  }),
});

/**
 * The part of a posting that an advert's own answer tells; what it leaves out is
 * absent, for the list may have told it.
 *
 * @throws {ScanError} `payload` when the answer is no advert; `name` says whose it is.
 */
export function readDetail(answer: unknown, name: string): Partial<Posting> {
  const advert = Detail.safeParse(answer);
  if (!advert.success) {
    throw new ScanError("payload", `Cannot read ${name}: it is no advert`, {
      cause: advert.error,
    });
  }
  const info = advert.data.jobPostingInfo;
  const locations = uniquePlaces([
    info.location,
    ...(info.additionalLocations ?? []),
  ]);
  const html = info.jobDescription;
  const workplace = workplaceFromField(info.remoteType) ??
    workplaceFromWords(info.remoteType, info.location, info.title);
  const employment = employmentType(info.timeType);
  const postedAt = toDate(info.startDate);
  const requisition = clean(info.jobReqId);
  return {
    ...(html && { description: lazyText(() => htmlToText(html)) }),
    ...(locations.length > 0 && { locations }),
    ...(workplace && { workplace }),
    ...(employment && { employmentType: employment }),
    ...(postedAt && { postedAt }),
    ...(requisition && { requisition }),
  };
}

/**
 * What SmartRecruiters says of one advert beyond its list: text, pay, the job
 * behind it and where to apply. Read by smartrecruiters.ts.
 *
 * Places, workplace and date stand here too, but the list knows them and is read
 * again and again: two sources of one fact would change it back and forth.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { lazyText, type Posting } from "../posting.ts";
import { htmlToText } from "../normalise/html_text.ts";
import { salary } from "../normalise/pay.ts";
import { clean } from "../normalise/words.ts";

const Section = z.object({
  title: z.string().nullish(),
  text: z.string().nullish(),
}).nullish();

const Amount = z.union([z.number(), z.string()]).nullish();

const Detail = z.object({
  id: z.string(),
  jobId: z.string().nullish(),
  applyUrl: z.url({ protocol: /^https$/, normalize: true }).nullish()
    .catch(null),
  jobAd: z.object({
    sections: z.object({
      companyDescription: Section,
      jobDescription: Section,
      qualifications: Section,
      additionalInformation: Section,
    }),
  }),
  compensation: z.object({
    min: Amount,
    max: Amount,
    currency: z.string().nullish(),
    period: z.string().nullish(),
  }).nullish().catch(null),
});

function wholeText(
  { jobAd: { sections } }: z.infer<typeof Detail>,
): string {
  return [
    sections.companyDescription,
    sections.jobDescription,
    sections.qualifications,
    sections.additionalInformation,
  ].flatMap((section) => {
    const text = htmlToText(section?.text ?? "");
    return text ? [clean(section?.title) ?? "", text] : [];
  }).filter(Boolean).join("\n\n");
}

/**
 * The part of a posting that an advert's own answer tells.
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
  const { jobId, applyUrl, compensation } = advert.data;
  return {
    description: Object.values(advert.data.jobAd.sections)
        .some((section) => section?.text)
      ? lazyText(() => wholeText(advert.data))
      : null,
    ...salary({
      min: compensation?.min,
      max: compensation?.max,
      currency: compensation?.currency,
      period: compensation?.period,
    }),
    requisition: clean(jobId),
    applyUrl: applyUrl ?? null,
  };
}

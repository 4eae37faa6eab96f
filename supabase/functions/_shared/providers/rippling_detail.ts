/**
 * What Rippling says of one job beyond its list: text, kind of employment, pay,
 * employer and when it was made. Read by rippling.ts.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import { lazyText, type Posting } from "../posting.ts";
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import { htmlToText } from "../normalise/html_text.ts";
import { NO_SALARY, type Salary, salary } from "../normalise/pay.ts";
import { clean } from "../normalise/words.ts";

const PayRange = z.object({
  currency: z.string().nullish(),
  frequency: z.string().nullish(),
  rangeStart: z.number().nullish(),
  rangeEnd: z.number().nullish(),
});

const Detail = z.object({
  uuid: z.string(),
  companyName: z.string().nullish(),
  // The words are the company's own in `id`, the code of the two is the label.
  employmentType: z.object({
    id: z.string().nullish(),
    label: z.string().nullish(),
  }).nullish().catch(null),
  department: z.object({
    department_tree: z.array(z.string().nullish()).nullish(),
  }).nullish().catch(null),
  description: z.object({
    company: z.string().nullish(),
    role: z.string().nullish(),
  }).nullable(),
  payRangeDetails: z.array(PayRange).nullish().catch(null),
  createdOn: z.string().nullish().catch(null),
});

/** "Salaried, full-time" and SALARIED_FT: a company's words may say nothing, a code does. */
function employmentOf(
  { employmentType: kind }: z.infer<typeof Detail>,
): Posting["employmentType"] {
  const code = (kind?.label ?? "")
    .replace(/_FT$/, " full-time").replace(/_PT$/, " part-time");
  return employmentType(`${kind?.id ?? ""} ${code}`);
}

/** A job has one range for each place; the widest in the first one's currency and period. */
function payOf({ payRangeDetails }: z.infer<typeof Detail>): Salary {
  const ranges = (payRangeDetails ?? []).filter((range) =>
    range.rangeStart || range.rangeEnd
  );
  const [first] = ranges;
  if (!first) return NO_SALARY;
  const alike = ranges.filter((range) =>
    range.currency === first.currency && range.frequency === first.frequency
  );
  return salary({
    // Of nothing, min and max are infinite, which is no amount.
    min: Math.min(...alike.flatMap(({ rangeStart }) => rangeStart || [])),
    max: Math.max(...alike.flatMap(({ rangeEnd }) => rangeEnd || [])),
    currency: first.currency,
    period: first.frequency,
  });
}

/**
 * The part of a posting that a job's own answer tells.
 *
 * @throws {ScanError} `payload` when the answer is no job; `name` says whose it is.
 */
export function readDetail(answer: unknown, name: string): Partial<Posting> {
  const job = Detail.safeParse(answer);
  if (!job.success) {
    throw new ScanError("payload", `Cannot read ${name}: it is no job`, {
      cause: job.error,
    });
  }
  const { companyName, department, description, createdOn } = job.data;
  const texts = [description?.company, description?.role]
    .flatMap((text) => text || []);
  const tree = department?.department_tree ?? [];
  return {
    company: clean(companyName),
    team: tree.length > 1 ? clean(tree.at(-1)) : null,
    employmentType: employmentOf(job.data),
    ...payOf(job.data),
    description: texts.length > 0
      ? lazyText(() => texts.map(htmlToText).filter(Boolean).join("\n\n"))
      : null,
    postedAt: toDate(createdOn),
  };
}

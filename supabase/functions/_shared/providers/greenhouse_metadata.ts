/**
 * What a company keeps in fields of its own on Greenhouse: their names are free,
 * so only those count that can mean one thing. Read by greenhouse.ts.
 *
 * @module
 */
import { z } from "zod";
import type { EmploymentType, Workplace } from "../posting.ts";
import { employmentType } from "../normalise/employment.ts";
import { NO_SALARY, type Salary, salary } from "../normalise/pay.ts";
import { workplaceFromField } from "../normalise/places.ts";

/** The fields of one advert; a value is a text, a list, a number or an amount. */
export const Metadata = z.array(
  z.object({ name: z.string().nullish(), value: z.unknown() }),
).nullish().catch(null);

type Fields = z.infer<typeof Metadata>;

const EMPLOYMENT = /^(?:employment|job|time|worker|position|contract) type$/i;
const WORKPLACE =
  /^(?:workplace|work (?:model|mode|arrangement|style)|(?:workplace|location|remote) type)$/i;
const PAY = /\b(?:salary|pay|compensation)\b/i;
const NO_PAY = /bonus|equity|\bote\b|target|commission|budget|grade|\bstep\b/i;

const Amount = z.union([z.number(), z.string()]).nullish();
const Range = z.object({
  min_value: Amount,
  max_value: Amount,
  amount: Amount,
  unit: z.string().nullish(),
});

function textsOf(fields: Fields, name: RegExp): string[] {
  return (fields ?? []).flatMap((field) =>
    name.test(field.name?.trim() ?? "") ? field.value : []
  ).filter((value) => typeof value === "string");
}

/** From "Employment Type", "Time Type" and the like, all that there are. */
export function employmentFrom(fields: Fields): EmploymentType | null {
  return employmentType(textsOf(fields, EMPLOYMENT).join(", "));
}

/** From "Workplace Type" and the like. */
export function workplaceFrom(fields: Fields): Workplace | null {
  const [only, another] = textsOf(fields, WORKPLACE);
  return another === undefined ? workplaceFromField(only) : null;
}

/** From the one field for pay; of two nobody knows which one is meant. */
export function payFrom(fields: Fields): Salary {
  const paid = (fields ?? []).flatMap(({ name, value }) => {
    if (!name || !PAY.test(name) || NO_PAY.test(name)) return [];
    const range = Range.safeParse(value);
    if (!range.success) return [];
    const { min_value, max_value, amount, unit } = range.data;
    const pay = salary({
      min: min_value ?? amount,
      max: max_value ?? amount,
      currency: unit,
      period: name,
    });
    return pay === NO_SALARY ? [] : [pay];
  });
  const [only, another] = paid;
  return only && !another ? only : NO_SALARY;
}

/**
 * Why a posting is kept, or is not, as a person reads it in a terminal.
 *
 * @module
 */
import { bold, dim, green, red, yellow } from "@std/fmt/colors";
import { z } from "zod";
import { Printable } from "./printable.ts";

const Reasons = z.array(Printable);

/** What the door answers to {explain}. */
export const Explanation = z.object({
  posting: z.object({
    id: z.number(),
    title: Printable,
    company: Printable.nullable(),
    url: Printable,
    status: z.string(),
    archived_reason: Printable.nullable(),
    closed_at: z.string().nullable(),
  }),
  verdict: z.string(),
  score: z.number(),
  reasons: Reasons,
  filters: z.array(z.object({
    name: Printable,
    verdict: z.string(),
    score: z.number(),
    reasons: Reasons,
    refused: Reasons,
  })),
});

export type Explanation = z.infer<typeof Explanation>;

function paint(verdict: string): string {
  if (verdict === "match") return green(verdict);
  return verdict === "rejected" ? red(verdict) : yellow(verdict);
}

function standing({ posting }: Explanation): string {
  const { status, archived_reason, closed_at } = posting;
  return [
    `Status ${status}`,
    archived_reason && `archived: ${archived_reason}`,
    closed_at && `closed ${closed_at.slice(0, 10)}`,
  ].filter(Boolean).join(", ");
}

function verdictLine(
  name: string,
  { verdict, score }: { verdict: string; score: number },
): string {
  return verdict === "rejected"
    ? `${bold(name)}: ${paint(verdict)}`
    : `${bold(name)}: ${paint(verdict)}, score ${score}`;
}

/** The posting, the verdict with what made its score, and what each filter says. */
export function renderExplanation(explanation: Explanation): string {
  const { posting, reasons, filters } = explanation;
  const indented = (texts: readonly string[]) =>
    texts.map((text) => `  ${text}`);
  return [
    bold(
      posting.company ? `${posting.title}, ${posting.company}` : posting.title,
    ),
    dim(posting.url),
    standing(explanation),
    "",
    verdictLine("All filters together", explanation),
    ...indented(reasons),
    ...(filters.length === 0
      ? ["", "No filter is enabled, so every posting is kept"]
      : []),
    ...filters.flatMap((filter) => [
      "",
      verdictLine(filter.name, filter),
      ...indented(filter.reasons),
      ...indented(filter.refused),
    ]),
  ].join("\n");
}

/**
 * What the stack and the worker that holds PGlite say to each other.
 *
 * @module
 */
import { z } from "zod";

const Parameters = z.array(
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);

export const Open = z.object({
  /** A folder, or null for memory. */
  folder: z.string().nullable(),
  /** Where psql finds it; null: nowhere. */
  port: z.number().int().nullable(),
  extensions: z.string(),
});

export const Work = z.discriminatedUnion("do", [
  z.object({ do: z.literal("open"), open: Open }),
  z.object({
    do: z.literal("query"),
    text: z.string(),
    parameters: Parameters,
  }),
  z.object({ do: z.literal("execute"), script: z.string() }),
  z.object({
    do: z.literal("queryAs"),
    role: z.enum(["anon", "authenticated", "service_role"]),
    settings: z.record(z.string(), z.string()),
    text: z.string(),
    parameters: Parameters,
  }),
  z.object({ do: z.literal("listen"), channel: z.string() }),
  z.object({ do: z.literal("unlisten"), channel: z.string() }),
  z.object({ do: z.literal("closePort") }),
  z.object({ do: z.literal("close") }),
]);
export type Work = z.infer<typeof Work>;

export const ToWorker = z.object({ id: z.number(), work: Work });

const Rows = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  affected: z.number(),
});

export const FromWorker = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("done"),
    id: z.number(),
    result: Rows.nullable(),
    port: z.number().nullable(),
  }),
  z.object({
    kind: z.literal("failed"),
    id: z.number(),
    message: z.string(),
    code: z.string(),
    detail: z.string().nullable(),
    hint: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("heard"),
    channel: z.string(),
    payload: z.string(),
  }),
]);
export type FromWorker = z.infer<typeof FromWorker>;

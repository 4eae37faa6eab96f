/**
 * The flags of a command: read, checked, and refused with a line of usage and
 * exit code 2.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { z } from "zod";

/** For a command that takes flags only. */
export const NoArguments = z.array(z.unknown()).max(0, "Unexpected argument");

/** A TCP port; 0: a free one. */
export const Port = z.string().regex(/^\d{1,5}$/, "Wanted: a port")
  .transform(Number).pipe(z.number().max(65_535));

/** A place on this disk, not in memory and not on a server. */
export const Folder = z.string().min(1)
  .regex(/^(?!memory$|postgres(?:ql)?:)/, "Wanted: a folder");

/**
 * The checked flags in `args`. `switches` are those without a value, each with
 * what it is unless given; one that is on is turned off by `--no-…`.
 */
export function parseFlags<Schema extends z.ZodObject>(
  args: readonly string[],
  schema: Schema,
  switches: Readonly<Record<string, boolean>> = {},
): z.ZodSafeParseResult<z.output<Schema>> {
  return schema.safeParse(parseArgs([...args], {
    string: Object.keys(schema.shape).filter((name) =>
      name !== "_" && !(name in switches)
    ),
    boolean: Object.keys(switches),
    negatable: Object.keys(switches).filter((name) => switches[name]),
    default: { ...switches },
  }));
}

/** The checked flags of this process; ends it when they are wrong. */
export function readFlags<Schema extends z.ZodObject>(
  usage: string,
  schema: Schema,
  switches?: Readonly<Record<string, boolean>>,
): z.output<Schema> {
  const flags = parseFlags(Deno.args, schema, switches);
  if (!flags.success) {
    console.error(`Usage: ${usage}\n${z.prettifyError(flags.error)}`);
    Deno.exit(2);
  }
  return flags.data;
}

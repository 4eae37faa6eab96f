/**
 * Stand-in for the part of `@std/cli/parse-args` that the scripts use, over
 * minimist (whose options the original takes over).
 *
 * @module
 */
import minimist from "minimist";

export interface ParseOptions {
  boolean?: readonly string[];
  string?: readonly string[];
  negatable?: readonly string[];
  default?: Record<string, unknown>;
  alias?: Record<string, string>;
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

// deno-lint-ignore no-explicit-any
export type Args = { _: (string | number)[]; [name: string]: any };

export function parseArgs(args: string[], options: ParseOptions = {}): Args {
  const { negatable: _, unknown, ...rest } = options;
  return minimist(args, {
    ...rest,
    boolean: [...options.boolean ?? []],
    string: [...options.string ?? []],
    ...(unknown && {
      unknown: (arg: string) => {
        const key = /^--?([^=]+)/.exec(arg)?.[1]?.replace(/^no-/, "");
        return unknown(arg, key) !== false;
      },
    }),
  });
}

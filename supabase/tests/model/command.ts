/**
 * What a step of a sequence is made of.
 *
 * @module
 */
import type fc from "fast-check";
import type { Source, World } from "./world.ts";

export type Act = (world: World) => Promise<void>;
type Command = fc.AsyncCommand<World, World>;

/** A step that may always be taken. */
export function command(name: string, act: Act): Command {
  return {
    check: () => true,
    run: (world) => act(world),
    toString: () => name,
  };
}

/** The one that a drawn number means. */
export function at<T>(from: readonly T[], pick: number): T | undefined {
  return from[pick % from.length];
}

/** The source that a drawn number means. */
export function sourceAt(world: World, pick: number): Source {
  const source = at(world.sources, pick);
  if (!source) throw new Error("A world needs a source");
  return source;
}

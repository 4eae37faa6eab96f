/**
 * The frame of a command: what goes wrong is said in a line or two, not as a
 * stack trace.
 *
 * @module
 */
import { dim, red } from "@std/fmt/colors";
import { DoorError } from "./door.ts";

/** A line for the person, beside what the command prints. */
export function say(line: string): void {
  console.error(dim(line));
}

/** Runs a command and ends the process with its exit code; 1 when it fails. */
export async function runMain(main: () => Promise<number>): Promise<never> {
  try {
    Deno.exit(await main());
  } catch (error) {
    // A fault of ours is no answer to the person: it keeps its trace.
    const isAnswer = error instanceof DoorError ||
      (error instanceof Error && error.constructor === Error);
    if (!isAnswer) throw error;
    console.error(red(error.message));
    if (error instanceof DoorError && error.hint) console.error(error.hint);
    Deno.exit(1);
  }
}

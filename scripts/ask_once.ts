/**
 * The frame of a command that asks the door one thing about what is stored and
 * prints the answer.
 *
 * @module
 */
import { runMain, say } from "./command.ts";
import { callDoor } from "./door.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { openDoor } from "./open_door.ts";

export interface OneQuestion {
  /** For the error's sentence. */
  readonly what: string;
  readonly body: unknown;
  /** The local stack's data. */
  readonly db: string;
  /** Null: the answer is printed as it is. */
  readonly render: ((answer: unknown) => string) | null;
}

/** Asks, prints, and ends the process. */
export function askOnce(
  { what, body, db, render }: OneQuestion,
): Promise<never> {
  return runMain(async () => {
    const { signal, exitCode } = listenForInterrupt();
    const { door, close } = await openDoor({
      what,
      db,
      seed: false,
      environment: Deno.env.toObject(),
      log: say,
    });
    try {
      const answer = await callDoor(door, { what, body, signal });
      console.log(render ? render(answer) : JSON.stringify(answer));
      return 0;
    } catch (error) {
      const code = exitCode();
      if (code === null) throw error;
      return code;
    } finally {
      await close();
    }
  });
}

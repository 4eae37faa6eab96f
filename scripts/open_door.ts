/**
 * The door that a command speaks to: that of the project in SUPABASE_URL and
 * SUPABASE_SECRET_KEY, else that of a local stack started for the command.
 *
 * @module
 */
import type { Door } from "./door.ts";
import { startStack } from "./stack/stack.ts";

export interface OpenDoor {
  readonly door: Door;
  /** Whether everything behind it ends when it is closed. */
  readonly isLocal: boolean;
  close(): Promise<void>;
}

export interface OpenDoorOptions {
  /** What the caller wants to do, for the error's sentence. */
  readonly what: string;
  /** The local stack's data. */
  readonly db: string;
  /** Whether a new data folder begins with the 49 boards and the first filter. */
  readonly seed: boolean;
  readonly environment: Readonly<Record<string, string>>;
  /** A line about what goes wrong in the local stack. */
  readonly log: (line: string) => void;
}

/** @throws {Error} when half of a project's address is set, or the stack does not start. */
export async function openDoor(
  { what, db, seed, environment, log }: OpenDoorOptions,
): Promise<OpenDoor> {
  const { SUPABASE_URL: apiUrl, SUPABASE_SECRET_KEY: secretKey } = environment;
  if (apiUrl && secretKey) {
    return {
      door: { apiUrl, secretKey },
      isLocal: false,
      close: async () => {},
    };
  }
  if (apiUrl || secretKey) {
    throw new Error(
      `Cannot ${what}: SUPABASE_URL and SUPABASE_SECRET_KEY must both be set`,
    );
  }
  const stack = await startStack({
    db,
    port: 0,
    boards: environment.BOARD_GATEWAY_URL || null,
    seed,
    log,
  });
  return {
    door: { apiUrl: stack.apiUrl, secretKey: stack.keys.secret },
    isLocal: true,
    close: () => stack.stop(),
  };
}

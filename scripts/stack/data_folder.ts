/**
 * The folder of a stack that lasts: the database, the keys, and a lock, for
 * PGlite takes none and two processes on one folder lose rows.
 *
 * @module
 */
import { createKeys, type Keys, restoreKeys } from "./keys.ts";

export interface DataFolder {
  /** Where PGlite keeps its files. */
  readonly database: string;
  readonly keys: Keys;
  /** Gives the folder free. */
  release(): void;
}

async function loadKeys(path: string): Promise<Keys> {
  try {
    return await restoreKeys(JSON.parse(await Deno.readTextFile(path)));
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) {
      throw new Error(`Cannot read the keys in "${path}"`, { cause });
    }
  }
  const keys = await createKeys();
  await Deno.writeTextFile(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/**
 * Opens or makes a data folder.
 *
 * @throws {Error} when another process has it, or its keys are damaged.
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  await Deno.mkdir(folder, { recursive: true });
  const lock = await Deno.open(`${folder}/lock`, { create: true, write: true });
  // The system takes the lock back when the process ends, however it ends.
  if (!await lock.tryLock(true)) {
    lock.close();
    throw new Error(
      `Cannot open "${folder}": another boardscan stack is using it`,
    );
  }
  try {
    return {
      database: `${folder}/pgdata`,
      keys: await loadKeys(`${folder}/keys.json`),
      release: () => lock.close(),
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

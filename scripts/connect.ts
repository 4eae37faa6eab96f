/**
 * The project that a command speaks to: the one in SUPABASE_URL and
 * SUPABASE_SECRET_KEY, the local stack that is running, or the data that one has
 * left behind.
 *
 * @module
 */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { openDataFolder } from "./stack/data_folder.ts";
import { migrate } from "./stack/migrate.ts";
import { openPglite } from "./stack/pglite/database.ts";
import { createRest } from "./stack/rest/rest.ts";

export interface Connection {
  readonly client: SupabaseClient;
  /** Where it is, for a person. */
  readonly place: string;
  close(): Promise<void>;
}

function clientOf(url: string, key: string): SupabaseClient {
  return createClient(url, key, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function openFolder(folder: string): Promise<Connection> {
  if (!await exists(`${folder}/keys.json`)) {
    throw new Error(
      `Cannot open "${folder}": no stack has left its data there (deno task demo does)`,
    );
  }
  const data = await openDataFolder(folder);
  const { database } = await openPglite({ folder: data.database, port: null });
  await migrate(database);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    createRest({ database, keys: data.keys, now: () => new Date() }),
  );
  return {
    client: clientOf(
      `http://127.0.0.1:${server.addr.port}`,
      data.keys.secret,
    ),
    place: folder,
    async close() {
      await server.shutdown();
      await database.close();
      data.release();
    },
  };
}

/** Connects to the project in the environment, else to the data in `folder`. */
export async function connect(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Connection> {
  const { SUPABASE_URL: url, SUPABASE_SECRET_KEY: key } = environment;
  if (url && key) {
    return { client: clientOf(url, key), place: url, close: async () => {} };
  }
  if (url || key) {
    throw new Error(
      "Cannot connect: SUPABASE_URL and SUPABASE_SECRET_KEY must both be set",
    );
  }
  return await openFolder(folder);
}

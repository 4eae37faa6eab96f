/**
 * The one place that makes a Supabase client. Each function makes one per
 * isolate and hands it down.
 *
 * @module
 */
import { createClient } from "@supabase/supabase-js";
import type { VerifySignature } from "./claims.ts";
import type { Environment } from "./environment.ts";
import type { Rpc } from "./rpc.ts";

/** An answer of the API that is no success, with the code that SQL or PostgREST gave it. */
export class RpcError extends Error {
  override name = "RpcError";

  constructor(
    readonly code: string,
    /** The sentence of whoever refused, for a person. */
    readonly said: string,
    readonly hint: string | null,
    options?: ErrorOptions & { readonly calling?: string },
  ) {
    super(
      options?.calling ? `Cannot call ${options.calling}: ${said}` : said,
      options,
    );
  }
}

/** A client with the rights of the project's secret key. */
export function createServiceClient(
  { supabaseUrl, secretKeys: [key] }: Pick<
    Environment,
    "supabaseUrl" | "secretKeys"
  >,
) {
  return createClient(supabaseUrl, key, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
}

export type ServiceClient = ReturnType<typeof createServiceClient>;

/** @throws {RpcError} what the call throws when the database refuses. */
export function createRpc(client: ServiceClient): Rpc {
  return async function rpc(name, args) {
    const { data, error } = await client.rpc(name, args);
    if (error) {
      throw new RpcError(
        error.code,
        error.message,
        error.hint || null,
        { cause: error, calling: name },
      );
    }
    return data;
  };
}

/** Checks tokens against keys that are at hand: the project is not asked. */
export function createVerifySignature(client: ServiceClient): VerifySignature {
  return async function verifySignature(token, jwks) {
    try {
      const { data, error } = await client.auth.getClaims(token, { jwks });
      return error ? null : data?.claims ?? null;
    } catch {
      // It throws for tokens that are no JSON, or name a key of another kind.
      return null;
    }
  };
}

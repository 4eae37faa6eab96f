/**
 * What the functions are told by their environment. A missing or malformed
 * variable fails at start, by name.
 *
 * @module
 */
import { z } from "zod";

const SecretKeys = z.record(z.string(), z.string().min(1));

// "localhost:8080" is an address too: one of the scheme "localhost:".
const HttpUrl = z.url({ protocol: /^https?$/ });

const Variables = z.object({
  SUPABASE_URL: HttpUrl,
  // Set by the platform: a JSON object of named keys. Projects from before the
  // new keys have the service role's instead.
  SUPABASE_SECRET_KEYS: z.string().optional(),
  SUPABASE_SERVICE_ROLE_KEY: z.string().optional(),
  BOARD_GATEWAY_URL: HttpUrl.optional(),
});

export interface Environment {
  readonly supabaseUrl: string;
  /** The first is the one that boardscan itself uses. */
  readonly secretKeys: readonly [string, ...string[]];
  /** Where board requests go; null: to the boards themselves. */
  readonly boardGateway: URL | null;
}

function parseKeys(text: string | undefined): string[] {
  if (!text) return [];
  try {
    const keys = SecretKeys.parse(JSON.parse(text));
    return [keys.default, ...Object.values(keys)].filter((key) =>
      key !== undefined
    );
  } catch (cause) {
    throw new TypeError(
      "Cannot start: SUPABASE_SECRET_KEYS is no JSON object of keys",
      { cause },
    );
  }
}

/** @throws {TypeError} naming the variable that is missing or malformed. */
export function readEnvironment(
  variables: Readonly<Record<string, string>>,
): Environment {
  const parsed = Variables.safeParse(
    Object.fromEntries(
      Object.entries(variables).filter(([, value]) => value !== ""),
    ),
  );
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join(".")).join(
      ", ",
    );
    throw new TypeError(`Cannot start: missing or malformed ${names}`, {
      cause: parsed.error,
    });
  }
  const { SUPABASE_URL, BOARD_GATEWAY_URL, ...keys } = parsed.data;
  const [first, ...others] = new Set([
    ...parseKeys(keys.SUPABASE_SECRET_KEYS),
    ...(keys.SUPABASE_SERVICE_ROLE_KEY ? [keys.SUPABASE_SERVICE_ROLE_KEY] : []),
  ]);
  if (first === undefined) {
    throw new TypeError(
      "Cannot start: neither SUPABASE_SECRET_KEYS nor SUPABASE_SERVICE_ROLE_KEY is set",
    );
  }
  return {
    supabaseUrl: SUPABASE_URL,
    secretKeys: [first, ...others],
    boardGateway: BOARD_GATEWAY_URL ? new URL(BOARD_GATEWAY_URL) : null,
  };
}

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

/** As browsers send it: no path, no wildcard. */
const Origin = z.string().refine((text) =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text
);

const Variables = z.object({
  SUPABASE_URL: HttpUrl,
  // Set by the platform: a JSON object of named keys. Projects from before the
  // new keys have the service role's instead.
  SUPABASE_SECRET_KEYS: z.string().optional(),
  SUPABASE_SERVICE_ROLE_KEY: z.string().optional(),
  BOARD_GATEWAY_URL: HttpUrl.optional(),
  ALLOWED_ORIGINS: z.string().transform((text) =>
    text.split(",").map((origin) => origin.trim()).filter(Boolean)
  ).pipe(z.array(Origin)).default([]),
  AUTH_ISSUER: HttpUrl.optional(),
});

export interface Environment {
  readonly supabaseUrl: string;
  /** The first is the one that boardscan itself uses. */
  readonly secretKeys: readonly [string, ...string[]];
  /** Where board requests go; null: to the boards themselves. */
  readonly boardGateway: URL | null;
  /** Pages that may call the door `scan` from a browser. */
  readonly allowedOrigins: readonly string[];
  /** `iss` of the tokens of the project's users. */
  readonly authIssuer: string;
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
  const { SUPABASE_URL, BOARD_GATEWAY_URL, ALLOWED_ORIGINS, AUTH_ISSUER } =
    parsed.data;
  const keys = parsed.data;
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
    allowedOrigins: ALLOWED_ORIGINS,
    authIssuer: AUTH_ISSUER ?? `${SUPABASE_URL.replace(/\/+$/, "")}/auth/v1`,
  };
}

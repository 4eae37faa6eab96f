/**
 * Which kind of key was given. The key itself is never part of a finding.
 *
 * @module
 */
import { z } from "zod";
import { type Finding, note, ok, wrong } from "./finding.ts";

export type KeyKind = "secret" | "legacy" | "publishable" | "unknown";

const Payload = z.object({ role: z.string() });
const WHERE =
  "Project Settings, API Keys in the dashboard; a local stack prints it as SECRET_KEY";

function roleOf(token: string): string | null {
  try {
    const [, payload = ""] = token.split(".");
    const text = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    return Payload.parse(JSON.parse(text)).role;
  } catch {
    return null;
  }
}

/** The kind, as its form tells. */
export function keyKind(key: string): KeyKind {
  if (key.startsWith("sb_secret_")) return "secret";
  if (key.startsWith("sb_publishable_")) return "publishable";
  switch (roleOf(key)) {
    case "service_role":
      return "legacy";
    case "anon":
      return "publishable";
    default:
      return "unknown";
  }
}

/** What there is to say of a key before it is used. */
export function checkKey(key: string | undefined): Finding {
  if (!key) {
    return wrong(
      "key",
      "SUPABASE_SECRET_KEY is not set",
      `Set it to a secret key of the project (${WHERE})`,
    );
  }
  switch (keyKind(key)) {
    case "secret":
      return ok("key", "SUPABASE_SECRET_KEY is a secret key");
    case "legacy":
      return note(
        "key",
        "SUPABASE_SECRET_KEY is a legacy service_role key, which Supabase ends in 2026",
        `Make a secret key and set that one (${WHERE})`,
      );
    case "publishable":
      return wrong(
        "key",
        "SUPABASE_SECRET_KEY is the key for browsers, which may see nothing of boardscan",
        `Set it to a secret key of the project (${WHERE})`,
      );
    case "unknown":
      return note(
        "key",
        "SUPABASE_SECRET_KEY has the form of no key of Supabase",
        `Secret keys begin with sb_secret_ (${WHERE})`,
      );
  }
}

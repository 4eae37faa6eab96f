/**
 * What the doctor says of one thing that could be wrong.
 *
 * @module
 */

export interface Finding {
  /** What was looked at, such as `schedule`. */
  readonly check: string;
  /** wrong: it does not work as it should; note: it may be meant so. */
  readonly state: "ok" | "note" | "wrong";
  /** What was found. */
  readonly what: string;
  /** What to do about it; null where there is nothing to do. */
  readonly cure: string | null;
}

/** Nothing to do. */
export function ok(check: string, what: string): Finding {
  return { check, state: "ok", what, cure: null };
}

/** Worth knowing. */
export function note(check: string, what: string, cure: string): Finding {
  return { check, state: "note", what, cure };
}

/** To be cured. */
export function wrong(check: string, what: string, cure: string): Finding {
  return { check, state: "wrong", what, cure };
}

/** Whether nothing has to be cured. */
export function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== "wrong");
}

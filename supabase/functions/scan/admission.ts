/**
 * Who may come through the door: whoever holds a secret key of the project, and
 * people who are signed in to it and listed in `scanner.operators`.
 *
 * @module
 */
import { z } from "zod";
import type { ReadClaims } from "../_shared/claims.ts";
import type { Rpc } from "../_shared/rpc.ts";

/** Who asks; an operator is not let in before the database has said so. */
export type Caller =
  | { readonly kind: "owner" }
  | { readonly kind: "user"; readonly id: string };

export interface AdmissionDeps {
  readonly holdsSecretKey: (request: Request) => Promise<boolean>;
  readonly readClaims: ReadClaims;
  readonly rpc: Rpc;
}

/** `admitted`, `forbidden`, or how long to wait before the next press. */
export type Admission = "admitted" | "forbidden" | { waitSeconds: number };

const Answer = z.object({ operator: z.boolean(), wait_seconds: z.number() });

export function createAdmission(
  { holdsSecretKey, readClaims, rpc }: AdmissionDeps,
) {
  return {
    /** Null: nobody that this project knows. */
    async identify(request: Request): Promise<Caller | null> {
      if (await holdsSecretKey(request)) return { kind: "owner" };
      const token = /^Bearer (.+)$/i.exec(
        request.headers.get("authorization") ?? "",
      )?.[1];
      const id = token ? await readClaims(token) : null;
      return id === null ? null : { kind: "user", id };
    },

    /** Whether the caller may go on; `presses`: it reaches out to boards. */
    async admit(caller: Caller, presses: boolean): Promise<Admission> {
      if (caller.kind === "owner") return "admitted";
      const { operator, wait_seconds } = Answer.parse(
        await rpc("admit_operator", { user_id: caller.id, presses }),
      );
      if (!operator) return "forbidden";
      return wait_seconds > 0 ? { waitSeconds: wait_seconds } : "admitted";
    },
  };
}

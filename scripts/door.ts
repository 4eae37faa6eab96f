/**
 * Calls of the function `scan`, the door that every command goes through.
 *
 * @module
 */
import { z } from "zod";

export interface Door {
  /** Of the project, such as http://127.0.0.1:54321. */
  readonly apiUrl: string;
  readonly secretKey: string;
}

/** What the door is asked; without a body it is a GET. */
export interface Question {
  /** What the caller wants to do, for the error's sentence: `Cannot <what>: …`. */
  readonly what: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The door says no, or cannot be reached; the message is for a person. */
export class DoorError extends Error {
  override readonly name = "DoorError";
  /** Null: it did not answer. */
  readonly status: number | null;
  /** What the person can do. */
  readonly hint: string | null;

  constructor(
    message: string,
    { status = null, hint = null, cause }: {
      status?: number | null;
      hint?: string | null;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause });
    this.status = status;
    this.hint = hint;
  }

  /** Whether the same question may be answered in a moment. */
  get isPassing(): boolean {
    return this.status === null || this.status >= 500;
  }
}

/** The door's own words, or those of the gateway before it. */
const Refusal = z.object({
  error: z.string().optional(),
  message: z.string().optional(),
  hint: z.string().nullish(),
});

function hintOf(response: Response): string | null {
  const wait = response.headers.get("retry-after");
  if (wait && /^\d+$/.test(wait)) return `Try again in ${wait} s`;
  if (response.status === 401) {
    return "SUPABASE_SECRET_KEY must be a secret key of this project";
  }
  return null;
}

async function refusal(what: string, response: Response): Promise<DoorError> {
  const text = await response.text();
  const { status } = response;
  let said: z.infer<typeof Refusal> = {};
  try {
    said = Refusal.parse(JSON.parse(text));
  } catch {
    // Not our door's answer: the status says enough.
  }
  const words = said.error ?? said.message ?? `it answered ${status}`;
  return new DoorError(
    words.startsWith("Cannot ") ? words : `Cannot ${what}: ${words}`,
    { status, hint: said.hint || hintOf(response) },
  );
}

/**
 * Asks the door, whatever the form of its answer.
 *
 * @throws {DoorError} when it refuses, or cannot be reached.
 */
export async function askDoor(
  { apiUrl, secretKey }: Door,
  { what, body, query = {}, headers = {}, signal }: Question,
): Promise<Response> {
  const url = new URL(`${apiUrl.replace(/\/+$/, "")}/functions/v1/scan`);
  for (const [name, value] of Object.entries(query)) {
    url.searchParams.set(name, value);
  }
  let response: Response;
  try {
    response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        apikey: secretKey,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new DoorError(`Cannot ${what}: ${url.origin} does not answer`, {
      cause,
    });
  }
  if (!response.ok) throw await refusal(what, response);
  return response;
}

/**
 * Asks the door for JSON.
 *
 * @throws {DoorError} when it refuses, cannot be reached, or answers something else.
 */
export async function callDoor(
  door: Door,
  question: Question,
): Promise<unknown> {
  const response = await askDoor(door, question);
  try {
    return await response.json();
  } catch (cause) {
    question.signal?.throwIfAborted();
    throw new DoorError(`Cannot ${question.what}: the answer broke off`, {
      cause,
    });
  }
}

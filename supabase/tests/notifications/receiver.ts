/**
 * A receiver of messages that holds what it took, as one that knows
 * Idempotency-Keys does: the same key again is the same message, or a fault.
 * Imported by tests only.
 *
 * @module
 */
import { z } from "zod";

/**
 * How it meets the next message: takes it; refuses it with a status; breaks the
 * connection before or after it has taken it.
 */
export type Manner = "takes" | "breaks before" | "breaks after" | number;

const Body = z.object({
  notification: z.string(),
  test: z.boolean(),
  matches: z.number(),
  postings: z.array(z.object({ url: z.string(), title: z.string() })),
});

export type Received = z.infer<typeof Body>;

export function createReceiver() {
  const bodies = new Map<string, string>();
  const faults: string[] = [];
  let manner: Manner = "takes";
  let posts = 0;

  function take(key: string, body: string): void {
    const before = bodies.get(key);
    if (before !== undefined && before !== body) {
      faults.push(`${key} was ${before} and is now ${body}`);
    }
    bodies.set(key, body);
  }

  return {
    /** What it holds against its senders. */
    faults,
    get posts() {
      return posts;
    },
    meets(next: Manner) {
      manner = next;
    },
    /** Each message once, in the order in which they came. */
    messages: (): Received[] =>
      [...bodies.values()].map((body) => Body.parse(JSON.parse(body))),
    keys: () => [...bodies.keys()],
    fetch: ((_input, init) => {
      posts++;
      const key = new Headers(init?.headers).get("idempotency-key");
      if (!key) faults.push("a message without a key");
      if (manner === "takes" || manner === "breaks after") {
        take(key ?? "", String(init?.body));
      }
      return typeof manner === "number"
        ? Promise.resolve(new Response("no", { status: manner }))
        : manner === "takes"
        ? Promise.resolve(new Response("ok"))
        : Promise.reject(new TypeError("connection reset"));
    }) satisfies typeof fetch,
  };
}

export type Receiver = ReturnType<typeof createReceiver>;

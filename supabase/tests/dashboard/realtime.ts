/**
 * As much of a Realtime server as one channel needs: it answers a join, and sends
 * the inserts that a test names. It knows no database and checks no token.
 * Imported by tests only.
 *
 * @module
 */
import { z } from "zod";

/** Phoenix's messages, version 2. */
const Message = z.tuple([
  z.string().nullable(),
  z.string().nullable(),
  z.string(),
  z.string(),
  z.record(z.string(), z.unknown()),
]);

/** What a channel asks for. */
const Join = z.object({
  access_token: z.string(),
  config: z.object({
    postgres_changes: z.array(z.record(z.string(), z.unknown())),
  }),
});
export type Join = z.infer<typeof Join>;

/** Longer than anything takes. */
const PATIENCE_MS = 20_000;

function insertOf(id: number) {
  return {
    ids: [1],
    data: {
      schema: "public",
      table: "job_postings",
      type: "INSERT",
      commit_timestamp: "2026-01-01T00:00:00Z",
      columns: [{ name: "id", type: "int8" }],
      record: { id },
      errors: null,
    },
  };
}

export function createRealtime() {
  const joined = Promise.withResolvers<Join>();
  const left = Promise.withResolvers<void>();
  let send: (event: string, payload: unknown) => void = () => {
    throw new Error("Nobody listens");
  };

  /** Fails rather than to wait without end. */
  async function soon<T>(what: string, work: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error(`Waited for ${what}`)),
      PATIENCE_MS,
    );
    return await Promise.race([work, late.promise]).finally(() =>
      clearTimeout(timer)
    );
  }

  return {
    handle(request: Request): Response {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.onmessage = ({ data }) => {
        const [joinRef, ref, topic, event, payload] = Message.parse(
          JSON.parse(z.string().parse(data)),
        );
        const say = (name: string, what: unknown, to: string | null) =>
          socket.send(JSON.stringify([joinRef, to, topic, name, what]));
        const reply = (answer: unknown) =>
          say("phx_reply", { status: "ok", response: answer }, ref);
        if (event === "phx_join") {
          const join = Join.parse(payload);
          reply({
            postgres_changes: join.config.postgres_changes.map((one, at) => ({
              ...one,
              id: at + 1,
            })),
          });
          send = (name, what) => say(name, what, null);
          joined.resolve(join);
        } else {
          reply({});
          if (event === "phx_leave") left.resolve();
        }
      };
      return response;
    },
    /** What the channel that joined asked for. */
    joined: () => soon("a join", joined.promise),
    /** Somebody else has stored these postings. */
    insert(...ids: readonly number[]) {
      for (const id of ids) send("postgres_changes", insertOf(id));
    },
    left: () => soon("the channel's end", left.promise),
    soon,
  };
}

import { assert, assertEquals } from "@std/assert";
import { createPostMessage, type PostDeps } from "./post_message.ts";
import { DIGEST_ID, SECRET, WEBHOOK } from "./testing.ts";

const MESSAGE = {
  headers: { "content-type": "application/json" },
  body: '{"text":"hello"}',
};

interface Sent {
  address: string;
  init: RequestInit | undefined;
}

/** The way to a receiver that answers so; a request more than it expects would show in `sent`. */
function way(
  answer: Response | Error | (() => Promise<Response>),
  over: Partial<PostDeps> = {},
) {
  const sent: Sent[] = [];
  const post = createPostMessage({
    fetch(input, init) {
      sent.push({ address: String(input), init });
      if (answer instanceof Error) return Promise.reject(answer);
      return answer instanceof Response ? Promise.resolve(answer) : answer();
    },
    gateway: null,
    resolveHost: () => Promise.resolve(["93.184.215.14"]),
    deadline: () => new AbortController().signal,
    now: () => new Date("2026-03-01T12:00:00Z"),
    ...over,
  });
  return {
    post: (webhook = WEBHOOK) => post(webhook, MESSAGE, DIGEST_ID),
    sent,
  };
}

Deno.test("a message is one POST with the digest's id as its Idempotency-Key", async () => {
  const { post, sent } = way(new Response("ok"));
  assertEquals(await post(), { ok: true });
  assertEquals(sent.map(({ address }) => address), [WEBHOOK]);
  const init = sent[0]?.init;
  assertEquals(init?.method, "POST");
  assertEquals(init?.body, MESSAGE.body);
  assertEquals(init?.redirect, "manual");
  assertEquals(init?.headers, {
    "user-agent": "boardscan",
    "idempotency-key": DIGEST_ID,
    "content-type": "application/json",
  });
});

for (
  const [status, error] of Object.entries({
    301:
      "The receiver sends messages elsewhere: give the address that it leads to (301)",
    307:
      "The receiver sends messages elsewhere: give the address that it leads to (307)",
    400: "The receiver does not take the message: is the kind right? (400)",
    403: "The receiver refuses this webhook (403)",
    404: "The receiver does not know this webhook, or no longer (404)",
    418: "The receiver cannot take the message now (418)",
    429: "The receiver asks to wait (429)",
    503: "The receiver cannot take the message now (503)",
  })
) {
  Deno.test(`an answer of ${status} is a failure in words, none of them the receiver's`, async () => {
    const { post, sent } = way(
      new Response(`no_service ${SECRET}`, {
        status: Number(status),
        headers: { location: "http://127.0.0.1/", "retry-after": "7" },
      }),
    );
    assertEquals(await post(), { ok: false, error, retryAfterSeconds: 7 });
    assertEquals(sent.length, 1);
  });
}

for (
  const url of [
    `https://127.0.0.1/${SECRET}`,
    `https://[::1]/${SECRET}`,
    `https://169.254.169.254/${SECRET}`,
    `https://localhost/${SECRET}`,
    `https://intranet.corp/${SECRET}`,
    `https://receiver.example:8443/${SECRET}`,
    `https://user:${SECRET}@receiver.example/`,
    `ftp://receiver.example/${SECRET}`,
  ]
) {
  Deno.test(`nothing is posted to ${url}, behind a gateway or not`, async () => {
    for (const gateway of [null, new URL("http://127.0.0.1:9/")]) {
      const { post, sent } = way(new Response("ok"), { gateway });
      const outcome = await post(url);
      assertEquals(outcome, {
        ok: false,
        error: "The address is no public one, or not on port 443",
        retryAfterSeconds: null,
      });
      assertEquals(sent, []);
    }
  });
}

Deno.test("nothing is posted to a name that leads to a private address", async () => {
  const { post, sent } = way(new Response("ok"), {
    resolveHost: () => Promise.resolve(["93.184.215.14", "10.0.0.1"]),
  });
  const outcome = await post();
  assert(!outcome.ok);
  assertEquals(
    outcome.error,
    "The address is no public one, or not on port 443",
  );
  assertEquals(sent, []);
});

Deno.test("a name that leads nowhere is a receiver that cannot be reached", async () => {
  const { post, sent } = way(new Response("ok"), {
    resolveHost: () => Promise.resolve([]),
  });
  const outcome = await post();
  assertEquals(
    !outcome.ok && outcome.error,
    "The receiver could not be reached",
  );
  assertEquals(sent, []);
});

Deno.test("behind a gateway the message goes there, and names are not looked up", async () => {
  const { post, sent } = way(new Response(null, { status: 204 }), {
    gateway: new URL("http://127.0.0.1:8080/out/"),
    resolveHost: () => Promise.reject(new Error("asked for a name")),
  });
  assertEquals(await post(), { ok: true });
  assertEquals(
    sent[0]?.address,
    `http://127.0.0.1:8080/out/receiver.example/hooks/${SECRET}?key=${SECRET}`,
  );
});

Deno.test("a broken connection is told without the address that fetch repeats", async () => {
  const { post } = way(
    new TypeError(`error sending request for url (${WEBHOOK})`),
  );
  assertEquals(await post(), {
    ok: false,
    error: "The receiver could not be reached",
    retryAfterSeconds: null,
  });
});

Deno.test("a receiver that hangs is left when the time is up", async () => {
  const time = new AbortController();
  const { post } = way(
    () =>
      new Promise((_, reject) => {
        time.signal.addEventListener("abort", () => reject(time.signal.reason));
        time.abort(new DOMException("The time is up", "TimeoutError"));
      }),
    { deadline: () => time.signal },
  );
  const outcome = await post();
  assertEquals(
    !outcome.ok && outcome.error,
    "The receiver did not answer in time",
  );
});

Deno.test("an address that is none is a failure, not a crash that repeats it", async () => {
  const { post, sent } = way(new Response("ok"));
  const outcome = await post(`not an address ${SECRET}`);
  assertEquals(!outcome.ok && outcome.error, "The address is none");
  assertEquals(sent, []);
});

Deno.test("the receiver's answer is not read", async () => {
  let cancelled = false;
  const body = new ReadableStream({ cancel: () => void (cancelled = true) });
  const { post } = way(new Response(body));
  assertEquals(await post(), { ok: true });
  assertEquals(cancelled, true);
});

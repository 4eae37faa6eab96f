/**
 * A page in a real browser, with what it complains of and what it asks for.
 * Imported by tests only.
 *
 * @module
 */
import { z } from "zod";
import { TextLineStream } from "../stack/edge/lines.ts";

const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

const Target = z.object({ targetId: z.string() });
const Session = z.object({ sessionId: z.string() });
const Asked = z.object({ request: z.object({ url: z.string() }) });
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
});

/** What a page may complain with. */
const COMPLAINTS = [
  "Log.entryAdded",
  "Runtime.consoleAPICalled",
  "Runtime.exceptionThrown",
];

type Message = z.infer<typeof Message>;

/** The line in which the browser says where it can be spoken to. */
async function readAddress(stderr: ReadableStream<Uint8Array>) {
  const said: string[] = [];
  const address = Promise.withResolvers<string>();
  const ended = (async () => {
    const lines = stderr.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      said.push(line);
      const [, found] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (found) address.resolve(found);
    }
    address.reject(new Error(`Cannot start the browser: ${said.join("\n")}`));
  })();
  return { address: await address.promise, ended };
}

/** Commands out, answers and events in. */
async function speak(address: string, onEvent: (message: Message) => void) {
  const socket = new WebSocket(address);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const closed = Promise.withResolvers<void>();
  socket.onclose = () => closed.resolve();
  socket.onmessage = ({ data }) => {
    const message = Message.parse(JSON.parse(String(data)));
    const answer = waiting.get(message.id ?? -1);
    if (!answer) onEvent(message);
    else if (message.error) answer.reject(new Error(message.error.message));
    else answer.resolve(message.result);
  };
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  let count = 0;
  return {
    send(method: string, params: object = {}, sessionId?: string) {
      const id = ++count;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      socket.send(JSON.stringify({ id, method, params, sessionId }));
      return answer.promise;
    },
    async close() {
      socket.close();
      await closed.promise;
    },
  };
}

/** Starts the browser on an empty page. */
export async function openBrowser(program: string) {
  const profile = await Deno.makeTempDir({ prefix: "boardscan-browser-" });
  const child = new Deno.Command(program, {
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const { address, ended } = await readAddress(child.stderr);

  const complaints: string[] = [];
  const asked: string[] = [];
  let loaded = Promise.withResolvers<void>();
  const { send, close } = await speak(address, ({ method = "", params }) => {
    if (COMPLAINTS.includes(method)) complaints.push(JSON.stringify(params));
    if (method === "Network.requestWillBeSent") {
      asked.push(Asked.parse(params).request.url);
    }
    if (method === "Page.loadEventFired") loaded.resolve();
  });
  const { targetId } = Target.parse(
    await send("Target.createTarget", { url: "about:blank" }),
  );
  const { sessionId } = Session.parse(
    await send("Target.attachToTarget", { targetId, flatten: true }),
  );
  for (const domain of ["Log", "Runtime", "Network", "Page"]) {
    await send(`${domain}.enable`, {}, sessionId);
  }

  return {
    /** What the pages have complained of, and the addresses they asked for. */
    complaints,
    asked,
    /** Opens a page as one who likes it light or dark, on a window of this width. */
    async open(url: string, scheme: "light" | "dark", width: number) {
      loaded = Promise.withResolvers();
      await send("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-color-scheme", value: scheme }],
      }, sessionId);
      await send("Emulation.setDeviceMetricsOverride", {
        width,
        height: 900,
        deviceScaleFactor: 1,
        mobile: false,
      }, sessionId);
      await send("Page.navigate", { url }, sessionId);
      await loaded.promise;
    },
    /** The value of an expression in the page. */
    async evaluate(expression: string): Promise<unknown> {
      const { result, exceptionDetails } = Evaluated.parse(
        await send("Runtime.evaluate", {
          expression,
          returnByValue: true,
          awaitPromise: true,
        }, sessionId),
      );
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
    async [Symbol.asyncDispose]() {
      await send("Browser.close");
      await close();
      await child.status;
      await ended.catch(() => {}); // the address was found long ago
      await Deno.remove(profile, { recursive: true });
    },
  };
}

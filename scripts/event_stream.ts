/**
 * Server-Sent Events from the body of a fetch, for EventSource can send no key.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 *
 * @module
 */

/** One event. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** The last id that was said up to here, for Last-Event-ID. */
  readonly id: string | null;
}

/** Parts text at CR, LF or CR LF; what follows the last line end is no line. */
function createLines() {
  let rest = "";
  return function add(chunk: string): string[] {
    const text = rest + chunk;
    // A CR at the very end may be the first half of CR LF.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    return lines;
  };
}

/** Ends the stream with an error when it is silent for too long; a heartbeat is a word too. */
function limitSilence(ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rearm = (controller: TransformStreamDefaultController<string>) => {
    clearTimeout(timer);
    timer = setTimeout(
      () => controller.error(new Error(`Silent for ${ms} ms`)),
      ms,
    );
  };
  return new TransformStream<string, string>({
    start: rearm,
    transform(chunk, controller) {
      rearm(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
    cancel: () => clearTimeout(timer),
  });
}

/**
 * The events of a stream, up to its end. An event that was not ended by an empty
 * line is none.
 *
 * @throws when the stream breaks, or says nothing for `silenceMs`.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silenceMs: number,
): AsyncGenerator<StreamEvent> {
  const lines = createLines();
  let id: string | null = null;
  let event = "";
  let data: string[] = [];
  const text = body.pipeThrough(new TextDecoderStream())
    .pipeThrough(limitSilence(silenceMs));
  for await (const chunk of text) {
    for (const line of lines(chunk)) {
      if (line === "") {
        if (data.length > 0) {
          yield { event: event || "message", data: data.join("\n"), id };
        }
        event = "";
        data = [];
        continue;
      }
      const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (name === "event") event = value;
      if (name === "data") data.push(value);
      if (name === "id" && !value.includes("\0")) id = value;
    }
  }
}

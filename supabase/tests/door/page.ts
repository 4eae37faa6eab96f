/**
 * A page that presses Scan in a real browser and tells what it reads, as it
 * reads it. Imported by tests only.
 *
 * @module
 */

/** What the page asks for. */
export interface Press {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

function html({ url, headers }: Press): string {
  return `<!doctype html><title>Scan</title><script type="module">
const tell = (path, body) => fetch(path, { method: "POST", body });
try {
  const response = await fetch(${JSON.stringify(url)}, {
    method: "POST",
    headers: ${JSON.stringify(headers)},
    body: '{"wait": true}',
  });
  const reader = response.body.getReader();
  while (true) {
    const { value, done } = await reader.read();
    if (done) break;
    await tell("/read", value);
  }
  await tell("/ended");
} catch (error) {
  await tell("/refused", String(error));
}
</script>`;
}

/** Serves the page at two origins, of which a test lists one. */
export function servePage() {
  let press: Press | null = null;
  let told = new TransformStream<Uint8Array, Uint8Array>();
  let refused = Promise.withResolvers<string>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/" && press) {
        return new Response(html(press), {
          headers: { "content-type": "text/html" },
        });
      }
      const writer = told.writable.getWriter();
      if (pathname === "/read") await writer.write(await request.bytes());
      if (pathname === "/ended") await writer.close();
      if (pathname === "/refused") refused.resolve(await request.text());
      writer.releaseLock();
      return new Response(null, { status: 204 });
    },
  );
  const { port } = server.addr;
  return {
    listed: `http://127.0.0.1:${port}`,
    unlisted: `http://localhost:${port}`,
    /** Opens it in a browser, which is closed by the answer's disposal. */
    async open(browser: string, origin: string, what: Press) {
      press = what;
      told = new TransformStream();
      refused = Promise.withResolvers();
      const profile = await Deno.makeTempDir({ prefix: "boardscan-page-" });
      const child = new Deno.Command(browser, {
        args: [
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--remote-debugging-port=0",
          `--user-data-dir=${profile}`,
          `${origin}/`,
        ],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      return {
        /** What the page has read. */
        body: told.readable,
        /** What the page was told instead. */
        refused: refused.promise,
        async [Symbol.asyncDispose]() {
          child.kill("SIGTERM");
          await child.status;
          // Its helpers may still write there for a moment.
          await Deno.remove(profile, { recursive: true }).catch(() => {});
        },
      };
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

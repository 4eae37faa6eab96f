import { assert, assertEquals, assertMatch } from "@std/assert";
import { registryFlags } from "../deno.ts";

const COMMAND = new URL("../boards.ts", import.meta.url).pathname;

function start(...flags: string[]) {
  const registry = Deno.env.get("BOARDSCAN_REGISTRY") === "npm" ? "npm" : "jsr";
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", ...registryFlags(registry), COMMAND]
      .concat(flags),
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** What a process prints until a line, or its end. */
async function readUntil(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  line: string,
): Promise<string> {
  let text = "";
  const chunks = stream.pipeThrough(new TextDecoderStream());
  for await (const chunk of chunks) {
    text += chunk;
    if (text.includes(line)) break;
  }
  return text;
}

Deno.test("boards.ts serves the boards until it is told to stop", async () => {
  const child = start("--postings", "0.01", "--latency", "0");
  const printed = await readUntil(child.stdout, "ready\n");
  const url = /^BOARD_GATEWAY_URL="(http:\/\/127\.0\.0\.1:\d+)"\nready\n$/
    .exec(printed)?.[1];
  assert(url, printed);
  const response = await fetch(
    `${url}/api.eu.lever.co/v0/postings/diabolocom?mode=json`,
  );
  assertEquals((await response.json()).length, 3);

  await fetch(`${url}/__boards/fault`, {
    method: "POST",
    body: JSON.stringify({ company: "Stripe", fault: "hang" }),
  }).then((response) => response.body?.cancel());
  const hanging = fetch(`${url}/boards-api.greenhouse.io/v1/boards/stripe/jobs`)
    .then(() => "answered", () => "cut off");
  child.kill("SIGTERM");
  assertEquals((await child.status).code, 0);
  assertEquals(await hanging, "cut off");
  await child.stderr.cancel();
});

Deno.test("boards.ts refuses flags that it does not know", async () => {
  for (const flags of [["--prot", "1"], ["--seed", "x"], ["stray"]]) {
    const child = start(...flags);
    const { code, stderr } = await child.output();
    assertEquals(code, 2);
    assertMatch(new TextDecoder().decode(stderr), /^Usage: boards\.ts/);
  }
});

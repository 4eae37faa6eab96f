/**
 * `deno task pictures`: the README's pictures, made of a demo that is run for them:
 * .github/demo.svg, what it prints, and .github/report.png, its report.
 *
 * The second needs Chromium: the one in CHROMIUM, or on the PATH.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { runMain, say } from "../command.ts";
import { chooseRegistry, registryFlags } from "../deno.ts";
import { TextLineStream } from "../stack/edge/lines.ts";
import { cutReport } from "./picture_of_report.ts";
import { drawTerminal, type PrintedLine } from "./terminal_svg.ts";

const ROOT = new URL("../../", import.meta.url);
const DEMO_SVG = new URL(".github/demo.svg", ROOT);
const REPORT_PNG = new URL(".github/report.png", ROOT);

const COMMAND = "npx --yes deno@2.9.6 task demo";
const LOOK = {
  title:
    "deno task demo: 49 boards are scanned, and the best matches are shown",
  columns: 116,
  rows: 27,
};

const CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"];
const WINDOW = { width: 1_200, height: 1_440, scale: 1.25 };

async function command(script: string, folder: string): Promise<Deno.Command> {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      `--config=${fileURLToPath(new URL("deno.json", ROOT))}`,
      ...registryFlags(await chooseRegistry()),
      fileURLToPath(new URL(`scripts/${script}.ts`, ROOT)),
    ],
    cwd: folder,
    env: { SUPABASE_URL: "", SUPABASE_SECRET_KEY: "" },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  });
}

/** Runs the demo in a folder, where its data stays; what it printed, and when. */
async function recordDemo(folder: string): Promise<PrintedLine[]> {
  const recorded: PrintedLine[] = [
    { atMs: 0, text: `\x1b[2m$\x1b[22m \x1b[1m${COMMAND}\x1b[22m` },
  ];
  const startedAt = performance.now();
  const child = (await command("demo", folder)).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const text of lines) {
    recorded.push({ atMs: performance.now() - startedAt, text });
  }
  const { code } = await child.status;
  if (code !== 0) throw new Error(`Cannot record the demo: exit ${code}`);
  return recorded;
}

async function takePicture(page: string, picture: string): Promise<void> {
  const named = Deno.env.get("CHROMIUM");
  const { width, height, scale } = WINDOW;
  for (const program of named ? [named] : CHROMIUMS) {
    try {
      const { code } = await new Deno.Command(program, {
        args: [
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--hide-scrollbars",
          `--window-size=${width},${height}`,
          `--force-device-scale-factor=${scale}`,
          `--screenshot=${picture}`,
          `file://${page}`,
        ],
        stdout: "null",
        stderr: "null",
      }).output();
      if (code !== 0) {
        throw new Error(`Cannot take a picture: ${program} ended with ${code}`);
      }
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  throw new Error(
    `Cannot take a picture: no Chromium at ${named ?? CHROMIUMS.join(", ")}`,
  );
}

async function bytesOf(file: URL): Promise<string> {
  return `${fileURLToPath(file)}: ${(await Deno.stat(file)).size} bytes`;
}

await runMain(async () => {
  const folder = await Deno.makeTempDir({ prefix: "boardscan-pictures-" });
  try {
    say("Running the demo");
    const svg = drawTerminal(await recordDemo(folder), LOOK);
    await Deno.writeTextFile(DEMO_SVG, svg);
    console.log(await bytesOf(DEMO_SVG));

    const { code } = await (await command("report", folder)).output();
    if (code !== 0) throw new Error(`Cannot write the report: exit ${code}`);
    const page = `${folder}/.boardscan/report.html`;
    await Deno.writeTextFile(page, cutReport(await Deno.readTextFile(page)));
    await takePicture(page, fileURLToPath(REPORT_PNG));
    console.log(await bytesOf(REPORT_PNG));
    return 0;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/**
 * `deno task planning`: writes the planning page of .github/ARCHITECTURE.md,
 * what so many sources take and cost in a month.
 *
 *   --refresh    measures the figures anew first: some minutes on a quiet machine
 *   --runs 3     how often, for their medians
 *   --check      writes nothing; exit code 1 when the page is stale
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { median } from "./bench/timing.ts";
import { chooseRegistry, registryFlags } from "./deno.ts";
import { NoArguments, readFlags } from "./flags.ts";
import {
  Figures,
  Measurement,
  readFigures,
  TABLES,
} from "./planning/figures.ts";
import { writePage } from "./planning/page.ts";

const PAGE = new URL("../.github/ARCHITECTURE.md", import.meta.url);
const MEASURED = new URL("./planning/measured.json", import.meta.url);
const BENCH = new URL("./bench.ts", import.meta.url);
const CONFIG = new URL("../deno.json", import.meta.url);
const BEGIN = "<!-- planning: written by a script -->";
const END = "<!-- planning: end -->";
const USAGE = "planning.ts [--refresh [--runs 3]] [--check]";

const Flags = z.strictObject({
  _: NoArguments,
  refresh: z.boolean().default(false),
  check: z.boolean().default(false),
  runs: z.coerce.number().int().positive().default(3),
});

/** The document with the page in its place. */
export function insertPage(document: string, page: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error("Cannot write the planning page: its marks are missing");
  }
  return `${document.slice(0, begin + BEGIN.length)}\n\n${page}\n\n${
    document.slice(end)
  }`;
}

/** The document as it should be, by the figures that were measured last. */
export async function plannedDocument(): Promise<
  { found: string; wanted: string }
> {
  const found = await Deno.readTextFile(PAGE);
  const measurement = Measurement.parse(
    JSON.parse(await Deno.readTextFile(MEASURED)),
  );
  return { found, wanted: insertPage(found, writePage(measurement)) };
}

async function runBench() {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--allow-all",
      `--config=${fileURLToPath(CONFIG)}`,
      ...registryFlags(await chooseRegistry()),
      BENCH.href,
      "--json",
      `--only=${TABLES.join(",")}`,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).output();
  if (code !== 0) throw new Error(`Cannot measure the figures: exit ${code}`);
  return readFigures(new TextDecoder().decode(stdout));
}

async function refresh(runs: number): Promise<void> {
  const found: Awaited<ReturnType<typeof runBench>>[] = [];
  for (let run = 0; run < runs; run++) found.push(await runBench());
  const medians = Object.fromEntries(
    Object.keys(Figures.shape).map((name) => {
      const values = found.map(({ figures }) =>
        z.record(z.string(), z.number()).parse(figures)[name] ?? NaN
      );
      return [name, Number(median(values).toPrecision(3))];
    }),
  );
  const measurement = Measurement.parse({
    command: `deno task bench --json --only ${TABLES.join(",")}`,
    measured_on: new Date().toISOString().slice(0, 10),
    server: found[0]?.server ?? "",
    runs,
    figures: medians,
  });
  await Deno.writeTextFile(
    MEASURED,
    JSON.stringify(measurement, null, 2) + "\n",
  );
}

if (import.meta.main) {
  const flags = readFlags(USAGE, Flags, { refresh: false, check: false });
  if (flags.refresh) await refresh(flags.runs);
  const { found, wanted } = await plannedDocument();
  if (flags.check && found !== wanted) {
    console.error(
      "The planning page of .github/ARCHITECTURE.md is stale: run deno task planning",
    );
    Deno.exit(1);
  }
  if (!flags.check) await Deno.writeTextFile(PAGE, wanted);
}

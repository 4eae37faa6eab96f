/**
 * `deno task doctor`: everything of a project that can be wrong, each with what
 * to do about it; exit code 1 when something is.
 *
 *   --wait N   gives a schedule that was just made N seconds to run
 *   --json     the findings as they are
 *
 * Looks at the project in SUPABASE_URL and SUPABASE_SECRET_KEY, which may be a
 * local stack that runs (`deno task start` prints both, as API_URL and
 * SECRET_KEY). With SUPABASE_DB_URL or DATABASE_URL it also looks into the
 * database where the API does not answer. Changes nothing, and prints no key.
 *
 * @module
 */
import { setColorEnabled } from "@std/fmt/colors";
import { z } from "zod";
import { runMain } from "./command.ts";
import { examine } from "./doctor/examine.ts";
import { isWell } from "./doctor/finding.ts";
import { renderFindings } from "./doctor/render.ts";
import { NoArguments, readFlags } from "./flags.ts";

const flags = readFlags(
  "deno task doctor [--wait N] [--json]",
  z.strictObject({
    _: NoArguments,
    wait: z.string().regex(/^\d{1,4}$/, "Wanted: seconds").default("0"),
    json: z.boolean(),
  }),
  { json: false },
);

setColorEnabled(Deno.stdout.isTerminal() && !Deno.noColor);
await runMain(async () => {
  const {
    SUPABASE_URL,
    SUPABASE_SECRET_KEY,
    SUPABASE_DB_URL,
    DATABASE_URL,
  } = Deno.env.toObject();
  const findings = await examine({
    apiUrl: SUPABASE_URL,
    secretKey: SUPABASE_SECRET_KEY,
    databaseUrl: SUPABASE_DB_URL || DATABASE_URL,
  }, { waitMs: Number(flags.wait) * 1_000 });
  const well = isWell(findings);
  console.log(
    flags.json ? JSON.stringify({ well, findings }) : renderFindings(findings),
  );
  return well ? 0 : 1;
});

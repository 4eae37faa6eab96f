/**
 * `deno task preview`: what a filter would take among the stored postings, before
 * it is saved, on the project in SUPABASE_URL and SUPABASE_SECRET_KEY, or else on
 * a local stack. The flags are the columns of search_filters; what is left out
 * asks for nothing.
 *
 *   --title-any backend,platform      --title-none manager
 *   --locations-any berlin,remote     --workplace remote,hybrid
 *   --employment full_time            --keywords 'postgres*=15,php=-20'
 *   --min-salary 70000                --salary-currency EUR
 *   --max-age-days 30                 --min-score 60
 *   --companies-none acme             --employment-required, --pay-required
 *
 *   --db DIR   the local stack's data; default .boardscan/data, or what the demo
 *              has left where that is all there is
 *   --json     the door's answer as it is
 *
 * @module
 */
import { z } from "zod";
import { askOnce } from "./ask_once.ts";
import { CommaList, PointsList } from "./comma_list.ts";
import { FilterPreview, renderFilterPreview } from "./filter_preview.ts";
import { Folder, NoArguments, readFlags } from "./flags.ts";
import { keptFolder } from "./kept_folder.ts";

const Amount = z.string().regex(/^\d+(?:\.\d+)?$/, "Wanted: a number")
  .transform(Number);

/** The columns; the door knows which values they take. */
const Columns = {
  "title-any": CommaList.optional(),
  "title-none": CommaList.optional(),
  "locations-any": CommaList.optional(),
  "workplace": CommaList.optional(),
  "employment": CommaList.optional(),
  "keywords": PointsList.optional(),
  "min-salary": Amount.optional(),
  "salary-currency": z.string().min(1).optional(),
  "max-age-days": Amount.optional(),
  "min-score": Amount.optional(),
  "companies-none": CommaList.optional(),
};

/** The columns that are true or false. */
const Switches = {
  "employment-required": z.boolean(),
  "pay-required": z.boolean(),
};

const Flags = z.strictObject({
  _: NoArguments,
  ...Columns,
  ...Switches,
  db: Folder.optional(),
  json: z.boolean(),
});

const { _, db, json, ...columns } = readFlags(
  `deno task preview ${
    Object.keys(Columns).map((name) => `[--${name} …]`).join(" ")
  } [--employment-required] [--pay-required] [--db DIR] [--json]`,
  Flags,
  { json: false, "employment-required": false, "pay-required": false },
);

const filter = Object.fromEntries(
  // A switch that is off asks for nothing either.
  Object.entries(columns).filter(([, value]) => value !== false).map((
    [name, value],
  ) => [
    name.replaceAll("-", "_"),
    value,
  ]),
);

await askOnce({
  what: "preview the filter",
  body: { preview: filter },
  db: await keptFolder(db),
  render: json
    ? null
    : (answer) => renderFilterPreview(FilterPreview.parse(answer)),
});

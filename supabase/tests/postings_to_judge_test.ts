import { assertEquals } from "@std/assert";
import { readStoredPostings } from "../functions/scan/stored_posting.ts";
import {
  filter,
  posting,
  report,
  row,
  rows,
  scanned,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();

/** The function's own way in, over SQL instead of HTTP. */
async function rpc(name: string, args: Readonly<Record<string, unknown>>) {
  assertEquals(name, "postings_to_judge");
  const { answer } = await row(
    database,
    `select public.postings_to_judge(
       (select array_agg(x::bigint) from jsonb_array_elements_text($1::text::jsonb -> 'ids') x),
       ($1::text::jsonb ->> 'below')::bigint,
       coalesce(($1::text::jsonb ->> 'most')::int, 500))::text as answer`,
    JSON.stringify({ ids: null, ...args }).replace('"ids":null,', ""),
  );
  return JSON.parse(String(answer));
}

Deno.test("postings_to_judge() gives stored postings as the door reads them, with the filters that judge", async () => {
  await filter(database, { name: "mine", max_age_days: 30 });
  await filter(database, { name: "off", enabled: false });
  const id = await source(database, { company: "Acme" });
  await scanned(database, id, report([posting("1", { title: "Baker" })]));
  const [{ id: postingId } = {}] = await rows(
    database,
    "select id from public.job_postings",
  );
  const { filters, postings } = await readStoredPostings(rpc, {
    ids: [Number(postingId)],
  });
  assertEquals(filters.map(({ name, max_age_days }) => [name, max_age_days]), [
    ["mine", 30],
  ]);
  const [found] = postings;
  assertEquals(
    [found?.posting.title, found?.posting.company, found?.about.provider],
    ["Baker", "Acme", "greenhouse"],
  );
});

Deno.test("postings_to_judge() pages from the newest, without what left its board", async () => {
  const id = await source(database);
  const all = ["1", "2", "3", "4"].map((name) => posting(name));
  await scanned(database, id, report(all));
  await scanned(database, id, report(all.slice(0, 3)));
  const first = await readStoredPostings(rpc, { below: null, most: 2 });
  assertEquals(first.postings.map(({ posting }) => posting.externalId), [
    "3",
    "2",
  ]);
  const rest = await readStoredPostings(rpc, {
    below: first.postings.at(-1)?.about.id ?? null,
    most: 2,
  });
  assertEquals(rest.postings.map(({ posting }) => posting.externalId), ["1"]);
});

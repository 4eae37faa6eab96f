import { assertEquals } from "@std/assert";
import { z } from "zod";
import { jsonLdBoard } from "../functions/_shared/providers/json_ld.ts";
import { resolve } from "../functions/_shared/resolve.ts";
import { rows, testDatabase } from "./testing.ts";

const database = await testDatabase();
const SEED = await Deno.readTextFile(new URL("../seed.sql", import.meta.url));

const Seeded = z.array(z.object({
  company: z.string(),
  url: z.string(),
  provider: z.string(),
  board: z.string(),
  host: z.string(),
}));

Deno.test("the seed puts in 49 boards of six providers and a filter", async () => {
  await database.execute(SEED);
  const [counts] = await rows(
    database,
    `select count(*) as boards, count(distinct provider) as providers,
       (select count(*) from public.search_filters where enabled) as filters
     from public.job_sources`,
  );
  assertEquals(counts, { boards: 49, providers: 6, filters: 1 });
});

Deno.test("every seeded board is what its address resolves to, or its page where the seed says json_ld", async () => {
  await database.execute(SEED);
  const seeded = Seeded.parse(
    await rows(
      database,
      "select company, url, provider, board, host from public.job_sources order by id",
    ),
  );
  for (const { company, url, provider, board, host } of seeded) {
    // Named by hand, it stays the page, though a provider may know its host.
    const named = provider === "json_ld" ? jsonLdBoard(new URL(url)) : null;
    const found = await resolve(
      { url, provider: named?.provider ?? null, board: named?.key ?? null },
      () => Promise.resolve("<html></html>"),
    );
    assertEquals(
      {
        provider: found.provider.id,
        board: found.board.key,
        host: found.provider.hosts(found.board)[0],
      },
      { provider, board, host },
      company,
    );
  }
});

Deno.test("the seed is safe to repeat", async () => {
  await database.execute(SEED);
  await database.execute(
    "update public.job_sources set enabled = false where id = 1",
  );
  await database.execute(SEED);
  const [counts] = await rows(
    database,
    "select count(*) as boards, count(*) filter (where enabled) as enabled from public.job_sources",
  );
  assertEquals(counts, { boards: 49, enabled: 48 });
});

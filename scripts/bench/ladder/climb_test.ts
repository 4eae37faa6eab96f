import { assert, assertEquals } from "@std/assert";
import { CATALOGUE } from "../../boards/catalogue.ts";
import { createControl } from "../../boards/control.ts";
import { createBoards } from "../../boards/mod.ts";
import {
  controlBoards,
  type RunningBoards,
} from "../../demo/simulated_boards.ts";
import { migrate } from "../../stack/migrate.ts";
import { openPglite } from "../../stack/pglite/database.ts";
import { clear } from "../fill.ts";
import { text } from "../scans.ts";
import { climb } from "./climb.ts";

/** One answer; pages and details; pages and details at a pace. */
const COMPANIES = ["Zapier", "Red Hat", "Western Digital"];
const THREE = CATALOGUE.filter(({ company }) => COMPANIES.includes(company))
  .map((board) => ({ ...board, postings: 16 }));

function serveThree(): RunningBoards {
  const handle = createControl(
    createBoards({ catalogue: THREE, latencyScale: 0 }),
  );
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    // A request of one's own: this one's signal would end with each answer.
    async ({ url, method, headers, body }) =>
      await handle(
        new Request(url, {
          method,
          headers,
          body: body && await new Response(body).text(),
        }),
      ),
  );
  return controlBoards(
    `http://127.0.0.1:${server.addr.port}`,
    () => server.shutdown(),
  );
}

Deno.test("climb() has every design keep what boardscan keeps, with the same requests, and cleans up", async () => {
  const { database } = await openPglite({ folder: null, port: null });
  const boards = serveThree();
  try {
    await migrate(database);
    await clear(database);
    // Workday's list names several places only by their number: details decide.
    await database.execute(`
      update public.search_filters set locations_any = '{remote,germany,"united kingdom","united states"}';
      insert into public.job_sources (company, url) values ${
      THREE.map(({ company, url }) => `('${company}', '${url}')`).join(", ")
    };`);
    const climbs = await climb({
      database,
      databaseUrl: null,
      boards,
      changed: boards,
      scenarios: ["first scan", "nothing changed"],
      apartMs: 0,
    });
    const [first, again] = climbs;
    assert(first && again);
    const { kept, requests } = first.boardscan;
    assert(kept > 3 && kept < 48, `kept ${kept}`);
    for (const { scenario, designs, boardscan } of climbs) {
      assertEquals(boardscan.kept, kept);
      for (const { design, run } of designs) {
        assertEquals(
          [run.kept, run.requests],
          [kept, boardscan.requests],
          `${scenario}, ${design}`,
        );
      }
    }
    // Details are read once.
    assert(again.boardscan.requests < requests);

    const trips = first.designs.map(({ run }) => run.roundTrips);
    const [each, eachInTurns, batches, parallel] = trips;
    assertEquals([eachInTurns, parallel], [each, batches]);
    // Sources and filters; then what is known, a batch and a log for each board.
    assertEquals(batches, 2 + 3 * 3);
    assertEquals(
      await text(
        database,
        "select count(*) from pg_class where relname like 'predecessor%'",
      ),
      "0",
    );
  } finally {
    await boards.stop();
    await database.close();
  }
});

/**
 * How long dispatch takes when there is much to choose from. Every scan that
 * ends calls it.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import {
  clear,
  fillSources,
  REALISTIC_HOST,
  settle,
  SHUFFLED_DUE,
} from "./fill.ts";
import type { Measured } from "./measured.ts";
import { call } from "./scans.ts";
import { markWrites } from "./unchanged.ts";
import { median, repeated } from "./timing.ts";

const RUNS = 9;
const MOST = 100_000;
const FULL_HOST = "boards-api.greenhouse.io";

async function release(database: Database, among = "true"): Promise<void> {
  await database.execute(`
    update public.job_sources set scan_id = null, lease_until = null
    where id in (select id from public.job_sources where scan_id is not null and ${among});
    truncate net.http_request_queue;`);
}

/** All places free, then one place that a scan has just left. */
async function measure(database: Database, name: string, kept = "false") {
  const dispatch = () => call(database, "scanner.dispatch(true)");
  const all = await repeated(RUNS, async () => {
    const sent = await dispatch();
    await release(database, `not (${kept})`);
    return sent;
  });
  await dispatch();
  const one = await repeated(RUNS, async () => {
    await release(
      database,
      `id = (select id from public.job_sources where scan_id is not null and not (${kept}) order by id limit 1)`,
    );
    const mark = await markWrites(database);
    const { ms } = await dispatch();
    return { ms, wal: await mark.walBytes() };
  });
  await release(database);
  return {
    name,
    sent: Number(all[0]?.answer),
    all: median(all.map(({ ms }) => ms)),
    one: median(one.map(({ ms }) => ms)),
    wal: median(one.map(({ wal }) => wal)),
  };
}

/** Dispatch at 49, 1,000 and 100,000 due sources, and with a queue that is hard to pass. */
export async function measureDispatch(database: Database): Promise<Measured> {
  await clear(database);
  const found = [];
  for (const count of [49, 1_000, MOST]) {
    await fillSources(database, {
      count,
      host: REALISTIC_HOST,
      dueAt: SHUFFLED_DUE,
    });
    found.push(await measure(database, `${count} sources`));
  }
  const most = found.at(-1);

  // All of the greatest host is due before anything else, and it is full.
  await fillSources(database, {
    count: MOST,
    host: REALISTIC_HOST,
    dueAt:
      `now() - case when n % 10 < 3 then interval '1 day' else interval '0' end
      - make_interval(secs => (n::bigint * 48271) % 21600 + 1)`,
  });
  await database.execute(`
    update public.job_sources
    set scan_id = gen_random_uuid(), lease_until = now() + interval '1 hour'
    where id in (select id from public.job_sources where host = '${FULL_HOST}' order by id limit 6);`);
  await settle(database, "public.job_sources");
  found.push(
    await measure(
      database,
      `${MOST}, the first 30,000 on a full host`,
      `host = '${FULL_HOST}'`,
    ),
  );

  // Host after host: each look fills what it finds and has to pass it in the next.
  await fillSources(database, {
    count: MOST,
    host: REALISTIC_HOST,
    dueAt: "now() - interval '1 day'",
  });
  await database.execute(`
    update public.job_sources j set next_scan_at = j.next_scan_at + make_interval(secs => o.place * 0.1)
    from (select id, row_number() over (order by host like 'company%', host, id) as place from public.job_sources) o
    where o.id = j.id;`);
  await settle(database, "public.job_sources");
  found.push(await measure(database, `${MOST}, host after host`));

  return {
    title: "Dispatch, by sources that are due",
    how:
      `select scanner.dispatch(true), median of ${RUNS}: into all 50 places, and into one`,
    columns: ["due", "sent", "50 places ms", "1 place ms", "1 place WAL"],
    rows: found.map(({ name, sent, all, one, wal }) => [
      name,
      sent,
      all,
      one,
      wal,
    ]),
    values: { dispatch_100k_ms: most?.all ?? NaN },
  };
}

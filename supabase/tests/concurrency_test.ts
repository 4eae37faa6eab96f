/**
 * What one session cannot show: dispatchers, finishers, people and killed
 * sessions at once. Needs a real server: `deno task test:postgres`.
 */
import { assert, assertEquals } from "@std/assert";
import postgres from "postgres";
import { z } from "zod";
import type { Database } from "../../scripts/stack/database.ts";
import {
  begun,
  createReset,
  filter,
  openTestDatabase,
  posting,
  report,
  rows,
  source,
  sourceRow,
  stored,
} from "./testing.ts";

const URL_OF_SERVER = Deno.env.get("BOARDSCAN_TEST_DATABASE");

const Failure = z.object({ code: z.string() });

/** One connection of its own, as the API uses it. */
function session(name: string) {
  const sql = postgres(URL_OF_SERVER ?? "", {
    max: 1,
    onnotice: () => {},
    fetch_types: false,
    connection: { application_name: name },
  });
  return {
    sql,
    /** Calls a door as the functions do; answers the SQLSTATE when it is refused. */
    async call(door: string, ...parameters: string[]): Promise<string> {
      try {
        await sql.begin(async (transaction) => {
          await transaction.unsafe("set local role service_role");
          await transaction.unsafe(`select public.${door}`, parameters);
        });
        return "done";
      } catch (error) {
        return Failure.safeParse(error).data?.code ?? String(error);
      }
    },
    async query(text: string, ...parameters: string[]) {
      return await sql.unsafe<Record<string, unknown>[]>(text, parameters);
    },
    close: () => sql.end({ timeout: 2 }),
  };
}

type Session = ReturnType<typeof session>;

const FINISH = "finish_scan($1::text::uuid, $2::text::jsonb)";
const FAIL = "fail_scan($1::text::uuid, $2::text::jsonb)";

/** A test with a database of its own and as many sessions as it asks for. */
function concurrently(
  name: string,
  run: (database: Database, open: (name: string) => Session) => Promise<void>,
) {
  Deno.test({
    name: URL_OF_SERVER ? name : `${name} (needs test:postgres)`,
    ignore: !URL_OF_SERVER,
    async fn() {
      const database = await openTestDatabase();
      const sessions: Session[] = [];
      try {
        await (await createReset(database))();
        await database.execute(
          "update scanner.settings set project_url = 'http://functions.example'",
        );
        await filter(database);
        await run(database, (name) => {
          const opened = session(name);
          sessions.push(opened);
          return opened;
        });
      } finally {
        await Promise.all(sessions.map((one) => one.close()));
        await database.close();
      }
    },
  });
}

/** A small generator of repeatable chance. */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
}

/** Runs SQL in a transaction of a session that is killed before it can commit. */
async function killedWhile(killer: Session, sql: string): Promise<void> {
  const bin = Deno.env.get("BOARDSCAN_TEST_POSTGRES_BIN") ?? "";
  const child = new Deno.Command(`${bin}/psql`, {
    args: ["--no-psqlrc", "--quiet", `--dbname=${URL_OF_SERVER}`],
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(
    `set application_name = 'victim';\nbegin;\nset local role service_role;\n${sql};\n`,
  ));
  while (true) {
    const [killed] = await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'victim' and state like 'idle in transaction%' and query like '%finish_scan%'`,
    );
    if (killed) break;
  }
  await input.close();
  await child.status;
}

/** Takes the next request from pg_net's queue, as its worker would. */
async function nextScan(worker: Session): Promise<string | null> {
  const [request] = await worker.query(
    `delete from net.http_request_queue where id = (
       select id from net.http_request_queue order by id limit 1 for update skip locked
     ) returning convert_from(body, 'UTF8')::jsonb ->> 'scan_id' as scan_id`,
  );
  return request ? String(request.scan_id) : null;
}

concurrently(
  "eight dispatchers, sixteen finishers, people and kills: no cap is passed, no lease doubled, no decision lost",
  async (database, open) => {
    const SOURCES = 40;
    const SCANS = 300;
    const KILLS = 10;
    await database.execute(
      `update scanner.settings set max_in_flight = 12, host_max_in_flight = 3;
       insert into scanner.hosts (host, max_in_flight) values ('wide.example', 6)`,
    );
    for (let n = 0; n < SOURCES; n++) {
      await source(database, {
        host: n % 2 ? "wide.example" : `narrow${n % 3}.example`,
        next_scan_at: "2026-01-01T00:00:00Z",
      });
    }

    let finished = 0;
    let killed = 0;
    const refused: string[] = [];
    const isOver = () => finished >= SCANS;

    async function dispatch(worker: Session) {
      while (!isOver()) {
        try {
          await worker.query(
            `update public.job_sources set next_scan_at = '2026-01-01'
             where id in (
               select id from public.job_sources where scan_id is null and next_scan_at > now()
               order by random() limit 3 for update skip locked
             )`,
          );
          await worker.query("select scanner.dispatch()");
        } catch (error) {
          refused.push(Failure.safeParse(error).data?.code ?? String(error));
        }
      }
    }

    async function finish(worker: Session, seed: number) {
      const below = chance(seed);
      while (!isOver()) {
        try {
          const scanId = await nextScan(worker);
          if (!scanId) {
            await worker.query("select scanner.dispatch(true)");
            continue;
          }
          refused.push(await worker.call("begin_scan($1::text::uuid)", scanId));
          const listed = Array.from(
            { length: 3 + below(5) },
            (_, n) => posting(String(n), { title: `Baker ${below(3)}` }),
          );
          refused.push(
            below(5) === 0
              ? await worker.call(
                FAIL,
                scanId,
                '{"kind": "payload", "message": "no"}',
              )
              : await worker.call(
                FINISH,
                scanId,
                JSON.stringify(report(listed)),
              ),
          );
          finished++;
        } catch (error) {
          refused.push(Failure.safeParse(error).data?.code ?? String(error));
        }
      }
    }

    const decided = new Map<string, string>();
    async function decide(worker: Session, seed: number) {
      const below = chance(seed);
      while (!isOver()) {
        const status = ["saved", "applied", "dismissed"][below(3)] ?? "saved";
        // Each person decides about postings of their own.
        const [changed] = await worker.query(
          `update public.job_postings set status = $1::text
           where id = (select id from public.job_postings where id % 2 = $2::text::int order by random() limit 1)
           returning id::text`,
          status,
          String(seed % 2),
        );
        if (changed) decided.set(String(changed.id), status);
      }
    }

    /** Sessions that die in mid-transaction: what they wrote must be as if it had never been. */
    async function die(worker: Session) {
      while (killed < KILLS && !isOver()) {
        const scanId = await nextScan(worker);
        if (!scanId) {
          await worker.query("select scanner.dispatch(true)");
          continue;
        }
        killed++;
        refused.push(await worker.call("begin_scan($1::text::uuid)", scanId));
        const told = JSON.stringify(report([posting("killed")]));
        await killedWhile(
          worker,
          `select public.finish_scan('${scanId}', '${told}')`,
        );
        refused.push(
          await worker.call(FINISH, scanId, JSON.stringify(report([]))),
        );
      }
    }

    const passed: unknown[] = [];
    async function watch(worker: Session) {
      while (!isOver()) {
        passed.push(
          ...await worker.query(
            `select j.host, count(*)::text as in_flight from public.job_sources j
             where j.scan_id is not null group by j.host
             having count(*) > case when j.host = 'wide.example' then 6 else 3 end
             union all
             select 'all', count(*)::text from public.job_sources where scan_id is not null having count(*) > 12`,
          ),
        );
      }
    }

    await Promise.all([
      ...Array.from({ length: 8 }, () => dispatch(open("dispatcher"))),
      ...Array.from({ length: 16 }, (_, n) => finish(open("finisher"), n + 1)),
      decide(open("person"), 1),
      decide(open("person"), 2),
      die(open("killer")),
      watch(open("watcher")),
    ]);

    assert(killed > 0);
    assertEquals(passed, []);
    // Killed sessions, and what a killed session's scan is refused afterwards.
    const others = new Set(refused);
    for (
      const known of [
        "done",
        "PT409",
        "57P01",
        "CONNECTION_CLOSED",
        "CONNECTION_ENDED",
      ]
    ) {
      others.delete(known);
    }
    assertEquals([...others], []);

    const statuses = await rows(
      database,
      "select id::text as id, status from public.job_postings where status in ('saved', 'applied', 'dismissed')",
    );
    assertEquals(
      new Map(statuses.map(({ id, status }) => [String(id), String(status)])),
      new Map(
        [...decided].sort(([a], [b]) => Number(a) - Number(b))
          .filter(([id]) => statuses.some((one) => one.id === id)),
      ),
    );
    assertEquals(statuses.length, decided.size);

    const [broken] = await rows(
      database,
      `select
         (select count(*) from scanner.scans s where s.finished_at is null
            and not exists (select from public.job_sources j where j.scan_id = s.id)) as orphans,
         (select count(*) from public.job_sources j where j.scan_id is not null
            and not exists (select from scanner.scans s where s.id = j.scan_id and s.finished_at is null)) as dangling,
         (select count(*) from (select net_request_id from scanner.scans group by 1 having count(*) > 1) x) as doubled`,
    );
    assertEquals(broken, { orphans: 0, dangling: 0, doubled: 0 });
  },
);

concurrently(
  "two doors that race on one scan: one wins, the other is told PT409",
  async (database, open) => {
    const [a, b] = [open("a"), open("b")];
    for (let round = 0; round < 20; round++) {
      const scanId = await begun(database, await source(database));
      const told = JSON.stringify(report([posting("1")]));
      const answers = await Promise.all([
        a.call(FINISH, scanId, told),
        b.call(round % 2 ? FINISH : FAIL, scanId, told),
      ]);
      assertEquals(answers.toSorted(), ["PT409", "done"]);
    }
  },
);

concurrently(
  "what a person decides while a scan is writing survives it",
  async (database, open) => {
    const [person, scanner] = [open("person"), open("scanner")];
    const id = await source(database);
    await scanner.call(
      FINISH,
      await begun(database, id),
      JSON.stringify(report([posting("1"), posting("2")])),
    );
    const scanId = await begun(database, id);
    const written = Promise.withResolvers<void>();
    const decided = Promise.withResolvers<void>();
    const deciding = person.sql.begin(async (transaction) => {
      await transaction.unsafe(
        "update public.job_postings set status = 'saved' where external_id = '1'",
      );
      written.resolve();
      await decided.promise;
    });
    await written.promise;
    const finishing = scanner.call(
      FINISH,
      scanId,
      JSON.stringify(report([posting("2")])),
    );
    const watcher = open("watcher");
    while (true) {
      const [waiting] = await watcher.query(
        "select 1 from pg_stat_activity where application_name = 'scanner' and wait_event_type = 'Lock'",
      );
      if (waiting) break;
    }
    decided.resolve();
    await deciding;
    assertEquals(await finishing, "done");
    assertEquals(
      await stored(database, id, "status, closed_at is not null as closed"),
      {
        "1": { status: "saved", closed: true },
        "2": { status: "new", closed: false },
      },
    );
  },
);

concurrently(
  "scans that end at once leave no place empty",
  async (database, open) => {
    await database.execute("update scanner.settings set max_in_flight = 4");
    const workers = ["a", "b", "c", "d"].map(open);
    for (let n = 0; n < 60; n++) {
      await source(database, {
        host: `h${n}`,
        next_scan_at: "2026-01-01T00:00:00Z",
      });
    }
    await database.query("select scanner.dispatch()");
    for (let round = 0; round < 12; round++) {
      const running = await rows(
        database,
        "select id from scanner.scans where status = 'dispatched'",
      );
      assertEquals(running.length, 4, `round ${round}`);
      await Promise.all(running.map(async ({ id }, n) => {
        const worker = workers[n];
        assert(worker);
        await worker.call("begin_scan($1::text::uuid)", String(id));
        assertEquals(
          await worker.call(FINISH, String(id), JSON.stringify(report([]))),
          "done",
        );
      }));
    }
  },
);

concurrently(
  "a door that waits too long is cut off, and nothing of it stays",
  async (database, open) => {
    const [holder, late] = [open("holder"), open("late")];
    const id = await source(database);
    const scanId = await begun(database, id);
    const before = await sourceRow(database, id);
    await late.query("set statement_timeout = '200ms'");
    const held = Promise.withResolvers<void>();
    const holding = holder.sql.begin(async (transaction) => {
      await transaction.unsafe(
        `select from public.job_sources where id = ${id} for update`,
      );
      held.resolve();
      assertEquals(
        await late.call(FAIL, scanId, '{"kind": "timeout", "message": "no"}'),
        "57014",
      );
    });
    await held.promise;
    await holding;
    assertEquals(await sourceRow(database, id), before);
    assertEquals(
      await late.call(FAIL, scanId, '{"kind": "timeout", "message": "no"}'),
      "done",
    );
  },
);

concurrently(
  "a dispatch waits for no source that somebody holds",
  async (database, open) => {
    const holder = open("holder");
    const due = { next_scan_at: "2026-01-01T00:00:00Z" };
    const held = await source(database, due);
    const free = await source(database, due);
    await holder.sql.begin(async (transaction) => {
      await transaction.unsafe(
        `select from public.job_sources where id = ${held} for update`,
      );
      await open("dispatcher").query("select scanner.dispatch()");
    });
    assertEquals(
      await rows(
        database,
        "select id from public.job_sources where scan_id is not null",
      ),
      [{ id: free }],
    );
  },
);

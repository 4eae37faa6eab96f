/**
 * .github/DASHBOARD.md: each of its blocks of code is typed against supabase-js
 * and run against a whole stack, by an operator who holds no secret key.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { createCors } from "../functions/scan/cors.ts";
import {
  promisedColumns,
  promisedStatuses,
  TYPES,
} from "./dashboard/columns.ts";
import {
  createPlayer,
  readExamples,
  typeErrors,
  writeModules,
} from "./dashboard/examples.ts";
import { startFront } from "./dashboard/front.ts";
import { OPERATOR, STRANGER, userClaims } from "./door/callers.ts";
import { startWorld } from "./door/world.ts";
import { row, rows, testDatabase } from "./testing.ts";

const PAGE = "https://dashboard.example";
const ISSUER = "https://auth.example/auth/v1";
/** A name that would break a list. */
const ALL = 'all, "of" them';
const HELD = "Lovable";
const WATCHED = ["Mozilla", "Figma", HELD];
const OPERATORS = { email: "operator@dashboard.example", password: "one" };
const STRANGERS = { email: "stranger@dashboard.example", password: "two" };

/** Set by the browser itself, or allowed without asking (fetch's safelist). */
const UNASKED =
  /^(?:accept|accept-encoding|accept-language|connection|content-length|host|user-agent)$/;

const Postings = z.array(z.looseObject({
  id: z.number(),
  score: z.number(),
  title: z.string(),
  company: z.string(),
  status: z.string().optional(),
}));
const News = z.array(
  z.looseObject({ id: z.number(), at: z.string(), unseen: z.boolean() }),
);
const Filters = z.array(z.looseObject({ id: z.number(), name: z.string() }));
const Board = z.looseObject({
  source_id: z.number(),
  company: z.string(),
  state: z.string(),
});
/** What the door says no with. */
const Refusal = z.object({
  status: z.number(),
  hint: z.string().nullable(),
  waitSeconds: z.number().nullable(),
});
/** What the database says no with. */
const SqlRefusal = z.looseObject({
  code: z.string(),
  message: z.string(),
  hint: z.string().nullable(),
});
const Undo = z.custom<() => Promise<void>>((value) =>
  typeof value === "function"
);

const database = await testDatabase();
const examples = await readExamples();
const codeOf = (name: string) =>
  examples.find((one) => one.name === name)?.code ?? "";

async function thrown(work: Promise<unknown>): Promise<unknown> {
  return await work.then(() => {
    throw new Error("Nothing was refused");
  }, (error) => error);
}

Deno.test("the dashboard's examples fit the types of supabase-js, which know the columns", async () => {
  assertEquals(await typeErrors(examples), "");
  // The types would be worth nothing if they took whatever is written.
  const wrong = {
    name: "wrong.ts",
    code: `import { connect } from "./connect.ts";
const supabase = connect("http://127.0.0.1", "none");
const { data } = await supabase.from("open_postings").select("id, titel").throwOnError();
console.log(data[0]?.titel);
await supabase.from("job_postings").update({ title: "mine" });
await supabase.from("job_sources").update({ next_scan_at: "now" });
await supabase.rpc("request_scan");
`,
  };
  const errors = await typeErrors([...examples, wrong]);
  for (const word of ["titel", "title", "next_scan_at", "request_scan"]) {
    assertMatch(errors, new RegExp(`\\b${word}\\b`));
  }
});

Deno.test("the dashboard's columns are there, in the types that it promises", async () => {
  const there = await rows(
    database,
    `select c.table_name as relation, c.column_name as "column", c.udt_name as type
     from information_schema.columns c where c.table_schema = 'public'`,
  );
  const promised = promisedColumns(codeOf("database.ts"));
  assert(promised.length > 60);
  for (const { relation, column, type } of promised) {
    const found = there.find((one) =>
      one.relation === relation && one.column === column
    );
    assert(
      TYPES[String(found?.type)]?.includes(type),
      `${relation}.${column}: promised ${type}, is ${found?.type}`,
    );
  }
  const { rule } = await row(
    database,
    `select pg_get_constraintdef(c.oid) as rule from pg_constraint c
     where c.conname = 'job_postings_status_check'`,
  );
  assertEquals(
    [...String(rule).matchAll(/'(\w+)'/g)].map(([, value]) => value),
    [...promisedStatuses(codeOf("database.ts"))],
  );
});

Deno.test("job_postings, and no other table, is sent by Realtime", async () => {
  assertEquals(
    await rows(
      database,
      `select t.schemaname as schema, t.tablename as name, p.pubinsert as inserts,
         t.rowfilter is null as whole
       from pg_publication p join pg_publication_tables t on t.pubname = p.pubname
       where p.pubname = 'supabase_realtime'`,
    ),
    [{ schema: "public", name: "job_postings", inserts: true, whole: true }],
  );
  // It sends a row to whoever may select it.
  const { may } = await row(
    database,
    "select has_table_privilege('authenticated', 'public.job_postings', 'select') as may",
  );
  assertEquals(may, true);
});

// supabase-js leaves a timer of ten seconds behind when Realtime disconnects.
const unwatched = { sanitizeOps: false, sanitizeResources: false };

Deno.test("an operator's dashboard", unwatched, async (t) => {
  let gate = Promise.resolve();
  await using world = await startWorld({
    companies: WATCHED,
    environment: { ALLOWED_ORIGINS: PAGE, AUTH_ISSUER: ISSUER },
    async beforeAnswer({ url }) {
      if (url.toLowerCase().includes(HELD.toLowerCase())) await gate;
    },
  });
  const { keys } = world;
  const project = world.database;
  await using front = startFront({
    origin: PAGE,
    users: [{ id: OPERATOR, ...OPERATORS }, { id: STRANGER, ...STRANGERS }],
    sign: ({ id }) => keys.sign(userClaims(ISSUER, { sub: id })),
  });
  front.forwardTo(world.apiUrl);
  await project.query(
    "insert into scanner.operators (user_id) values ($1::text::uuid)",
    [OPERATOR],
  );
  await using written = await writeModules(examples);
  const player = await createPlayer(written.folder, examples);

  async function connect() {
    const supabase = z.instanceof(SupabaseClient).parse(
      await player.run("connect", front.url, keys.publishable, {
        persistSession: false,
      }),
    );
    await supabase.auth.initialize();
    await supabase.auth.stopAutoRefresh();
    return supabase;
  }
  const supabase = await connect();
  const run = (name: string, ...args: readonly unknown[]) =>
    player.run(name, supabase, ...args);
  const mayPress = () =>
    project.query("update scanner.operators set pressed_at = null");
  const matches = async (wanted: Readonly<Record<string, unknown>> = {}) =>
    Postings.parse(await run("listMatches", { most: 1_000, ...wanted }));
  const mark = async (posting: unknown, status: string) =>
    Undo.parse(await run("mark", posting, status));

  await t.step("signs in, and knows an operator from a stranger", async () => {
    const stranger = await connect();
    const failure = await thrown(run("signIn", OPERATORS.email, "guessed"));
    assertMatch(String(failure), /Invalid login credentials/);
    const { email, password } = STRANGERS;
    assertEquals(await player.run("signIn", stranger, email, password), false);
    assertEquals(await player.run("listMatches", stranger), []);
    await player.run("signOut", stranger);
    assertEquals(
      await run("signIn", OPERATORS.email, OPERATORS.password),
      true,
    );
  });

  await t.step("adds, changes and deletes filters", async () => {
    const all = z.number().parse(await run("addFilter", { name: ALL }));
    const id = await run("addFilter", {
      name: "engineers",
      title_any: ["engineer*", "developer"],
      keywords: { typescript: 20, "on-site": -10 },
    });
    await run("changeFilter", id, { min_score: 10, workplace: ["remote"] });
    const [first, second] = Filters.parse(await run("listFilters"));
    assertEquals([first?.id, first?.name, first?.title_any], [all, ALL, []]);
    assertEquals(
      [second?.name, second?.keywords, second?.workplace, second?.min_score],
      ["engineers", { typescript: 20, "on-site": -10 }, ["remote"], 10],
    );
    const refused = SqlRefusal.parse(
      await thrown(run("addFilter", { name: "x", title_any: ["a*b"] })),
    );
    assertEquals(refused.code, "22023");
    assertMatch(refused.message, /^Cannot save filter "x"/);
    assert(refused.hint);
    const extra = await run("addFilter", { name: "extra" });
    await run("deleteFilter", extra);
    assertEquals(Filters.parse(await run("listFilters")).length, 2);
    await run("changeFilter", id, { min_score: null, workplace: [] });
  });

  await t.step(
    "presses Scan; pressing twice is refused for a while",
    async () => {
      const both = await Promise.allSettled([
        run("pressScan"),
        run("pressScan"),
      ]);
      const ids = both.flatMap((one) =>
        one.status === "fulfilled" ? [z.uuid().parse(one.value)] : []
      );
      assertEquals(ids.length, 1);
      const refused = Refusal.parse(
        await player.refused("Refused", "pressScan", supabase),
      );
      const seconds = refused.waitSeconds ?? 0;
      assertEquals(refused.status, 429);
      assert(seconds >= 1 && seconds <= 10, `${seconds}`);
      assertEquals(
        refused.hint,
        `Wait ${seconds} s; a batch that is under way goes on`,
      );
      await run("followScan", ids[0], () => {});
    },
  );

  await t.step(
    "follows a scan over connections that are lost or end",
    async () => {
      await mayPress();
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      const [figma] = z.array(z.object({ id: z.number() })).parse(
        await rows(
          project,
          "select id from public.job_sources where company = 'Figma'",
        ),
      );
      const before = front.asked.length;
      const batchId = await run("pressScan");
      front.expect("cut", "continue", "broken", "down");
      let streams = 0;
      front.onStream(() => {
        if (++streams === 5) held.resolve();
      });
      const told: z.infer<typeof Board>[] = [];
      const done = await run("followScan", batchId, (progress: unknown) => {
        const { board } = z.looseObject({ board: Board.nullable() }).parse(
          progress,
        );
        if (board) told.push(board);
      }, { pauseMs: 1 });
      held.resolve();
      assertEquals(streams, 5);
      assertEquals(
        [...new Set(told.map(({ company }) => company))].toSorted(),
        WATCHED.toSorted(),
      );
      assertEquals(told.at(-1)?.company, HELD);
      const Counts = z.looseObject({
        total: z.number(),
        done: z.number(),
        failed: z.number(),
      });
      const counts = Counts.parse(done);
      assertEquals([counts.total, counts.done, counts.failed], [3, 3, 0]);
      const ids = front.asked.slice(before + 1).map(({ headers }) =>
        headers.get("last-event-id")
      );
      assertEquals(ids.length, 5);
      assertEquals(ids[0], null);
      for (const id of ids.slice(1)) assertMatch(id ?? "", /^20\d\d-/);
      const looked = Counts.parse(await run("lookAtScan", batchId));
      assertEquals([looked.total, looked.done], [3, 3]);

      await mayPress();
      const one = await run("pressScan", [figma?.id]);
      const { total } = Counts.parse(await run("followScan", one, () => {}));
      assertEquals(total, 1);
    },
  );

  await t.step(
    "stops following when it is told to, or the batch is not there",
    async () => {
      const left = new AbortController();
      left.abort();
      const { name } = z.looseObject({ name: z.string() }).parse(
        await thrown(
          run("followScan", crypto.randomUUID(), () => {}, {
            signal: left.signal,
          }),
        ),
      );
      assertEquals(name, "FunctionsFetchError");
      for (const follow of ["followScan", "lookAtScan"]) {
        const { status, hint } = Refusal.parse(
          await player.refused(
            "Refused",
            follow,
            supabase,
            crypto.randomUUID(),
            () => {},
          ),
        );
        assertEquals(status, 404);
        assert(hint);
      }
      const own = new Error("not of the door");
      assertEquals(await player.run("refusal", own), own);
    },
  );

  await t.step("lists open matches page by page, the best first", async () => {
    const all = await matches();
    const { count } = await row(
      project,
      "select count(*)::int as count from public.open_postings",
    );
    assert(all.length >= 6);
    assertEquals(all.length, count);
    const paged = [];
    while (paged.length <= all.length) {
      const page = await matches({ most: 2, after: paged.at(-1) });
      if (page.length === 0) break;
      paged.push(...page);
    }
    assertEquals(paged, all);
    assertEquals(
      all,
      all.toSorted((a, b) => b.score - a.score || b.id - a.id),
    );
  });

  await t.step("narrows them", async () => {
    const all = await matches();
    const [best] = all;
    const narrowed: [
      Record<string, unknown>,
      (one: z.infer<typeof Postings>[number]) => boolean,
    ][] = [
      [{ minScore: best?.score }, ({ score }) => score === best?.score],
      [{ company: "Figma" }, ({ company }) => company === "Figma"],
      [{ title: "ENGINEER" }, ({ title }) => /engineer/i.test(title)],
      [{ workplace: ["remote"] }, ({ workplace }) => workplace === "remote"],
      [{ status: ["saved"] }, () => false],
      [{ filter: ALL }, () => true],
      [
        { filter: "engineers" },
        ({ title }) => /\b(?:engineer\w*|developer)\b/i.test(title),
      ],
    ];
    for (const [wanted, fits] of narrowed) {
      assertEquals(
        await matches(wanted),
        all.filter(fits),
        JSON.stringify(wanted),
      );
    }
    const fresh = z.array(z.looseObject({ id: z.number(), rank: z.number() }))
      .parse(await run("listFresh", 1_000));
    assertEquals(fresh.length, all.length);
    const ranks = fresh.map(({ rank }) => rank);
    assertEquals(ranks, ranks.toSorted((a, b) => b - a));
  });

  await t.step("tells what is new until it has been seen", async () => {
    const news = News.parse(await run("listNews"));
    assertEquals(news.length, (await matches()).length);
    assert(news.every(({ unseen }) => unseen));
    await run("markSeen", []);
    assert(News.parse(await run("listNews")).every(({ unseen }) => unseen));
    // One scan is one moment; what came after the latest that was shown stays new.
    const shown = news.filter(({ at }) => at < String(news[0]?.at));
    assert(shown.length > 0);
    await run("markSeen", shown);
    const rest = News.parse(await run("listNews"));
    assertEquals(
      rest.filter(({ unseen }) => unseen).length,
      news.length - shown.length,
    );
    await run("markSeen", news);
    assert(!News.parse(await run("listNews")).some(({ unseen }) => unseen));
  });

  await t.step(
    "saves, applies to and dismisses a posting, and undoes it",
    async () => {
      const all = await matches();
      const [posting] = all;
      const stored = async () =>
        (await row(
          project,
          `select status from public.job_postings where id = ${posting?.id}`,
        )).status;
      const unsave = await mark(posting, "saved");
      assertEquals((await matches({ status: ["saved"] })).length, 1);
      const unapply = await mark({ ...posting, status: "saved" }, "applied");
      assertEquals(await stored(), "applied");
      await unapply();
      assertEquals(await stored(), "saved");
      await unsave();
      assertEquals(await stored(), "new");

      const bringBack = await mark(posting, "dismissed");
      assertEquals(await matches(), all.slice(1));
      await bringBack();
      assertEquals(await matches(), all);
      assertMatch(
        String(await thrown(mark({ id: 0, status: "new" }, "saved"))),
        /Cannot mark posting 0/,
      );
    },
  );

  await t.step(
    "tells what changed, and what became of a saved posting",
    async () => {
      const [posting] = await matches();
      const change = z.array(
        z.looseObject({ kind: z.string(), posting_id: z.number() }),
      );
      const changes = change.parse(await run("listChanges", 1_000));
      assert(
        changes.some(({ kind, posting_id }) =>
          kind === "opened" && posting_id === posting?.id
        ),
      );
      const undo = await mark(posting, "saved");
      assertEquals(await run("listWatched"), []);
      await project.query(
        "update public.job_postings set closed_at = clock_timestamp() where id = $1::text::bigint",
        [String(posting?.id)],
      );
      const [watched] = z.array(
        z.looseObject({
          id: z.number(),
          status: z.string(),
          state: z.string(),
        }),
      ).parse(await run("listWatched"));
      assertEquals(
        [watched?.id, watched?.status, watched?.state],
        [posting?.id, "saved", "closed"],
      );
      await project.query("update public.job_postings set closed_at = null");
      await undo();
    },
  );

  await t.step("explains a posting, and previews a filter", async () => {
    const [posting] = await matches();
    const { verdict, filters, posting: about } = z.looseObject({
      verdict: z.string(),
      posting: z.looseObject({ title: z.string(), status: z.string() }),
      filters: z.array(z.looseObject({
        name: z.string(),
        verdict: z.string(),
        refused: z.array(z.string()),
      })),
    }).parse(await run("explain", posting?.id));
    assertEquals([verdict, about.title, about.status], [
      "match",
      posting?.title,
      "new",
    ]);
    assertEquals(filters.map(({ name }) => name), [ALL, "engineers"]);
    assertEquals(filters[0]?.refused, []);

    const stored = await rows(project, "select id from public.job_postings");
    const none = await run("previewFilter", { title_any: ["nobody"] });
    const tried = z.looseObject({
      looked_at: z.number(),
      taken: z.number(),
      best: z.array(z.unknown()),
    });
    assertEquals(
      [tried.parse(none).looked_at, tried.parse(none).taken],
      [stored.length, 0],
    );
    const whole = tried.parse(await run("previewFilter", {}));
    assertEquals(whole.taken, stored.length);
    assertEquals(whole.best.length, Math.min(stored.length, 20));
  });

  await t.step("adds, changes and deletes a board", async () => {
    const Added = z.looseObject({
      added: z.boolean(),
      source: z.number(),
      provider: z.string(),
      company: z.string(),
      postings: z.number(),
      hint: z.string().optional(),
    });
    await mayPress();
    const url = world.urlOf("Spotify");
    const added = Added.parse(await run("addBoard", url, "Spotify"));
    assertEquals(
      [added.added, added.provider, added.company],
      [true, "lever", "Spotify"],
    );
    assert(added.postings > 0);
    await mayPress();
    const again = Added.parse(await run("addBoard", url));
    assertEquals([again.added, again.source], [false, added.source]);
    assertMatch(again.hint ?? "", /watched already/);
    await mayPress();
    const { status, hint } = Refusal.parse(
      await player.refused(
        "Refused",
        "askDoor",
        supabase,
        { add: "no address" },
      ),
    );
    assertEquals(status, 400);
    assert(hint);
    await mayPress();
    await run(
      "followScan",
      await run("pressScan", [added.source]),
      () => {},
    );

    const boards = async () =>
      z.array(Board).parse(await run("listBoards")).filter(({ source_id }) =>
        source_id === added.source
      );
    assertEquals((await boards())[0]?.state, "ok");
    await run("changeBoard", added.source, {
      enabled: false,
      scan_every: "2 hours",
    });
    assertEquals((await boards())[0]?.state, "disabled");
    const { scan_every } = await row(
      project,
      `select scan_every::text from public.job_sources where id = ${added.source}`,
    );
    assertEquals(scan_every, "02:00:00");
    await run("deleteBoard", added.source);
    assertEquals(await boards(), []);
  });

  await t.step(
    "hears of new postings, in bursts, as the operator",
    async () => {
      const bursts: unknown[] = [];
      let heard = Promise.withResolvers<void>();

      const stop = Undo.parse(
        await run("onNewPostings", (ids: unknown) => {
          bursts.push(ids);
          heard.resolve();
        }, {
          minScore: 60,
          quietMs: 50,
        }),
      );
      const { access_token, config } = await front.realtime.joined();
      const [wanted, ...others] = config.postgres_changes;
      assertEquals(others, []);
      assertEquals(wanted, {
        event: "INSERT",
        schema: "public",
        table: "job_postings",
        filter: "score=gte.60",
      });
      const claims = await keys.verify(access_token, new Date());
      assertEquals(claims?.sub, OPERATOR);
      front.realtime.insert(41, 42);
      await front.realtime.soon("the burst", heard.promise);
      heard = Promise.withResolvers();
      front.realtime.insert(43);
      await front.realtime.soon("the next", heard.promise);
      assertEquals(bursts, [[41, 42], [43]]);
      await stop();
      await front.realtime.left();
      await supabase.realtime.disconnect();
    },
  );

  await t.step("may be a page of a listed origin", () => {
    const { headers } = createCors([PAGE]).preflight(
      new Request("http://127.0.0.1/", { headers: { origin: PAGE } }),
    );
    const methods = headers.get("access-control-allow-methods")?.split(", ");
    const allowed = headers.get("access-control-allow-headers")?.split(", ");
    assert(front.asked.length > 10);
    for (const asked of front.asked) {
      assertEquals(asked.allowOrigin, PAGE);
      assert(methods?.includes(asked.method), asked.method);
      for (const name of asked.headers.keys()) {
        assert(UNASKED.test(name) || allowed?.includes(name), name);
      }
    }
  });

  await t.step("signs out", async () => {
    await run("signOut");
    const { code } = SqlRefusal.parse(await thrown(run("listMatches")));
    assertEquals(code, "42501");
  });

  assertEquals(player.unplayed(), [], "blocks that this test does not run");
});

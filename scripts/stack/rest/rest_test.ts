import { assert, assertEquals, assertMatch } from "@std/assert";
import { createKeys } from "../keys.ts";
import { openDatabase, serveRest } from "./testing.ts";

const NOW = new Date("2026-03-01T12:00:00Z");
const SECONDS = NOW.getTime() / 1000;

// PGlite takes seconds to start: one for the file.
const database = await openDatabase();
Deno.test.afterAll(() => database.close());

/** A running stand-in over tables that hold three jobs and nothing else. */
async function start() {
  await database.execute(`
    truncate public.jobs, public.remarks, public.diary, public.pairs,
      public."odd ""name; drop" restart identity;
    insert into public.jobs (title, score, pay, tags, extra, mood, open, seen_at) values
      ('Baker', 9, 10.50, '{day,"a,b"}', '{"x": 1}', 'keen', true, '2026-01-01T00:00:00Z'),
      ('Cook', 5, null, '{night}', null, 'calm', true, '2026-02-01T00:00:00Z'),
      ('Dean', null, 12345678901234567890.5, null, null, null, false, null);
    insert into public.diary values ('ann', 'a page', 'hers'), ('bob', 'b page', 'his');
  `);
  const rest = await serveRest(database, () => NOW);
  return {
    ...rest,
    signIn: async (claims: Record<string, unknown> = {}) =>
      rest.client({
        token: await rest.keys.sign({
          sub: "ann",
          role: "authenticated",
          exp: SECONDS + 60,
          ...claims,
        }),
      }),
    /** A request as curl would send it, with the secret key. */
    raw: (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      const defaults = {
        apikey: rest.keys.secret,
        "Content-Type": "application/json",
      };
      for (const [name, value] of Object.entries(defaults)) {
        if (!headers.has(name)) headers.set(name, value);
      }
      return fetch(`${rest.url}/rest/v1/${path}`, { ...init, headers });
    },
    titles: async () => {
      const { rows } = await database.query(
        "select title from public.jobs order by id",
      );
      return rows.map(({ title }) => title);
    },
  };
}

Deno.test("the gateway refuses a request without an API key, or with an unknown one", async () => {
  await using rest = await start();
  const without = await fetch(`${rest.url}/rest/v1/jobs`);
  assertEquals(without.status, 401);
  assertEquals(
    (await without.json()).message,
    "No API key found in request",
  );
  const other = await createKeys();
  const unknown = await rest.raw("jobs", { headers: { apikey: other.secret } });
  assertEquals(unknown.status, 401);
  assertEquals((await unknown.json()).message, "Invalid API key");
});

Deno.test("a key alone is its role, a signed-in user's token is theirs, with the claims in the database", async () => {
  await using rest = await start();
  const asked = { method: "POST", path: "/rpc/asker" };
  const anon = await rest.client("anon").rpc("asker");
  assertEquals(anon.data, {
    ...asked,
    role: "anon",
    claims: { role: "anon" },
  });
  const service = await rest.client("service").rpc("asker");
  assertEquals(service.data.role, "service_role");
  const user = await (await rest.signIn({ extra: [1] })).rpc("asker");
  assertEquals(user.data, {
    ...asked,
    role: "authenticated",
    claims: {
      sub: "ann",
      role: "authenticated",
      exp: SECONDS + 60,
      extra: [1],
    },
  });
});

Deno.test("a user's token decides over the secret key beside it, and is anon without a role", async () => {
  await using rest = await start();
  const ask = async (claims: Record<string, unknown>) => {
    const token = await rest.keys.sign({ exp: SECONDS + 60, ...claims });
    const answer = await rest.raw("rpc/asker", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
    });
    return (await answer.json()).role;
  };
  assertEquals(await ask({ role: "authenticated" }), "authenticated");
  assertEquals(await ask({}), "anon");
});

Deno.test("a bad token is 401 in PostgREST's words and never falls back to the key", async () => {
  await using rest = await start();
  const other = await createKeys();
  const claims = { sub: "ann", role: "authenticated", exp: SECONDS + 60 };
  for (
    const [token, code, message] of [
      ["abc", "PGRST301", "Expected 3 parts in JWT; got 1"],
      [rest.keys.publishable, "PGRST301", "Expected 3 parts in JWT; got 1"],
      [
        await other.sign(claims),
        "PGRST301",
        "No suitable key or wrong key type",
      ],
      [
        await rest.keys.sign({ ...claims, exp: SECONDS }),
        "PGRST303",
        "JWT expired",
      ],
      [
        await rest.keys.sign({ ...claims, role: "postgres" }),
        "22023",
        'role "postgres" does not exist',
      ],
    ] as const
  ) {
    const answer = await rest.raw("jobs", {
      headers: { Authorization: `Bearer ${token}` },
    });
    assertEquals(answer.status, 401, message);
    const error = await answer.json();
    assertEquals([error.code, error.message], [code, message]);
  }
});

Deno.test("row level security and column grants hold for a signed-in user", async () => {
  await using rest = await start();
  const ann = await rest.signIn();
  const own = await ann.from("diary").select("owner,page");
  assertEquals(own.data, [{ owner: "ann", page: "a page" }]);
  const secret = await ann.from("diary").select();
  assertEquals([secret.status, secret.error?.code], [403, "42501"]);
  const changed = await ann.from("diary").update({ page: "new" })
    .in("owner", ["ann", "bob"]).select("owner");
  assertEquals(changed.data, [{ owner: "ann" }]);
  const withheld = await ann.from("diary").update({ secret: "x" })
    .eq("owner", "ann");
  assertEquals([withheld.status, withheld.error?.code], [403, "42501"]);
});

Deno.test("a missing privilege is 401 for anon and 403 for others, functions too", async () => {
  await using rest = await start();
  const anon = await rest.client("anon").rpc("operators_only");
  assertEquals([anon.status, anon.error?.code], [401, "42501"]);
  const user = await (await rest.signIn()).rpc("operators_only");
  assertEquals([user.status, user.error?.code], [403, "42501"]);
  const service = await rest.client("service").rpc("operators_only");
  assertEquals(service.data, 1);
});

Deno.test("GET answers rows in the form Postgres gives JSON, every digit of a number kept", async () => {
  await using rest = await start();
  const answer = await rest.raw("jobs?id=in.(1,3)&order=id");
  assertEquals(
    answer.headers.get("Content-Type"),
    "application/json; charset=utf-8",
  );
  assertEquals(answer.headers.get("Content-Range"), "0-1/*");
  const text = await answer.text();
  assertMatch(text, /"pay":12345678901234567890\.5\b/);
  assertEquals(JSON.parse(text)[0], {
    id: 1,
    title: "Baker",
    score: 9,
    pay: 10.5,
    tags: ["day", "a,b"],
    extra: { x: 1 },
    mood: "keen",
    open: true,
    seen_at: "2026-01-01T00:00:00+00:00",
  });
});

Deno.test("select takes and renames columns, of views too", async () => {
  await using rest = await start();
  const { data } = await rest.client("anon").from("open_jobs")
    .select("id, name:title").order("id");
  assertEquals(data, [{ id: 1, name: "Baker" }, { id: 2, name: "Cook" }]);
});

Deno.test("filters compare by the type of their column", async () => {
  await using rest = await start();
  const jobs = () => rest.client("service").from("jobs").select("title");
  const taken: Record<string, PromiseLike<{ data: unknown; error: unknown }>> =
    {
      "Baker": jobs().eq("score", 9),
      "Cook": jobs().neq("score", 9),
      "Baker,Cook": jobs().gte("score", 5).lte("score", 9),
      "Baker,Dean": jobs().or("score.gt.5,score.is.null"),
      "Dean": jobs().is("seen_at", null),
      "Baker,Cook,Dean": jobs().not("title", "eq", "x"),
      "Cook,Dean": jobs().in("title", ["Cook", "Dean", "x,y"]),
      "Dean ": jobs().not("title", "in", "(Cook,Baker)"),
      "Baker ": jobs().contains("tags", ["day"]),
      "Cook ": jobs().containedBy("tags", ["night", "day"]),
      "Baker,Cook ": jobs().overlaps("tags", ["night", "day"]),
      "Baker  ": jobs().contains("extra", { x: 1 }),
      "Cook  ": jobs().gt("seen_at", "2026-01-15T00:00:00+00:00"),
      "Baker   ": jobs().like("title", "B*r"),
      "Cook   ": jobs().ilike("title", "%OO%"),
      "Baker,Cook  ": jobs().is("open", true),
      "Cook    ": jobs().lt("mood", "keen"),
      "": jobs().in("title", []),
    };
  for (const [titles, asked] of Object.entries(taken)) {
    const { data, error } = await asked;
    assertEquals(error, null, titles);
    assertEquals(
      data,
      titles.trim().split(",").filter(Boolean).map((title) => ({ title })),
      titles,
    );
  }
});

Deno.test("order takes several columns, directions and places for nulls", async () => {
  await using rest = await start();
  const jobs = () => rest.client("service").from("jobs").select("id");
  const nullsLast = await jobs()
    .order("score", { ascending: false, nullsFirst: false });
  assertEquals(nullsLast.data, [{ id: 1 }, { id: 2 }, { id: 3 }]);
  const nullsFirst = await jobs()
    .order("score", { ascending: true, nullsFirst: true });
  assertEquals(nullsFirst.data, [{ id: 3 }, { id: 2 }, { id: 1 }]);
  const two = await jobs().order("open", { ascending: true })
    .order("id", { ascending: false });
  assertEquals(two.data, [{ id: 3 }, { id: 2 }, { id: 1 }]);
});

Deno.test("a page of a counted result is 206 and says where it stands", async () => {
  await using rest = await start();
  const jobs = rest.client("service").from("jobs");
  const page = await jobs.select("id", { count: "exact" }).order("id")
    .range(1, 1);
  assertEquals([page.status, page.count, page.data], [206, 3, [{ id: 2 }]]);
  const filtered = await jobs.select("id", { count: "exact" }).eq("score", 5);
  assertEquals([filtered.status, filtered.count], [200, 1]);
  const ranged = await rest.raw("jobs?order=id", {
    headers: { Range: "1-5", Prefer: "count=exact" },
  });
  assertEquals(ranged.headers.get("Content-Range"), "1-2/3");
  await ranged.body?.cancel();
  const beyond = await rest.raw("jobs?offset=9", {
    headers: { Prefer: "count=exact" },
  });
  assertEquals([beyond.status, (await beyond.json()).code], [416, "PGRST103"]);
});

Deno.test("HEAD counts without a body", async () => {
  await using rest = await start();
  const { count, data, status } = await rest.client("service").from("jobs")
    .select("*", { count: "exact", head: true });
  assertEquals([status, count, data], [200, 3, null]);
});

Deno.test("no answer has more than 1,000 rows", async () => {
  await using rest = await start();
  await rest.database.execute(
    `insert into public.jobs (title) select i::text from generate_series(1, 1100) i`,
  );
  const client = rest.client("service");
  const read = await client.from("jobs").select("id", { count: "exact" })
    .limit(1_100);
  assertEquals([read.data?.length, read.count], [1_000, 1_103]);
  const called = await client.rpc("numbers", { upto: 1_100 });
  assertEquals(called.data.length, 1_000);
});

Deno.test("single() gives the one row and is 406 for none or several", async () => {
  await using rest = await start();
  const jobs = rest.client("service").from("jobs");
  const one = await jobs.select("title").eq("id", 1).single();
  assertEquals(one.data, { title: "Baker" });
  for (const [id, rows] of [[0, "3"], [9, "0"]] as const) {
    const { status, error } = await jobs.select().gt("id", id).single();
    assertEquals([status, error?.code, error?.details], [
      406,
      "PGRST116",
      `The result contains ${rows} rows`,
    ]);
  }
  const none = await jobs.select().eq("id", 9).maybeSingle();
  assertEquals([none.data, none.error], [null, null]);
});

Deno.test("what schema public does not hold is PGRST205, an unknown column 42703", async () => {
  await using rest = await start();
  const client = rest.client("service");
  for (const name of ["vault", "nothing", "pg_class", "hidden.vault"]) {
    const { status, error } = await client.from(name).select();
    assertEquals([status, error?.code, error?.message], [
      404,
      "PGRST205",
      `Could not find the table 'public.${name}' in the schema cache`,
    ]);
  }
  for (
    const asked of [
      client.from("jobs").select("nope"),
      client.from("jobs").select().eq("nope", 1),
      client.from("jobs").select().order("nope"),
      client.from("jobs").delete().eq("nope", 1),
    ]
  ) {
    const { status, error } = await asked;
    assertEquals([status, error?.code, error?.message], [
      400,
      "42703",
      "column jobs.nope does not exist",
    ]);
  }
  assertEquals((await rest.titles()).length, 3);
});

Deno.test("tables, columns and functions made since are found without a reload", async () => {
  await using rest = await start();
  const client = rest.client("service");
  await rest.database.execute(`
    create table public.late (id int);
    grant select, insert on public.late to service_role;
    create function public.later(a int) returns int language sql immutable as 'select 1';`);
  assertEquals((await client.from("late").insert({ id: 1 })).status, 201);
  assertEquals((await client.rpc("later", { a: 0 })).data, 1);
  await rest.database.execute(`
    alter table public.late add column score int default 4;
    drop function public.later;
    create function public.later(b int) returns int language sql immutable as 'select 2';`);
  assertEquals((await client.from("late").select("id").eq("score", 4)).data, [
    { id: 1 },
  ]);
  assertEquals((await client.rpc("later", { b: 0 })).data, 2);
  await rest.database.execute(
    `drop table public.late; drop function public.later;`,
  );
  assertEquals((await client.from("late").select()).status, 404);
  assertEquals((await client.from("late").select()).error?.code, "PGRST205");
});

Deno.test("POST inserts one row or many and answers only what is asked for", async () => {
  await using rest = await start();
  const jobs = rest.client("service").from("jobs");
  const silent = await jobs.insert({ title: "Eel" });
  assertEquals([silent.status, silent.data], [201, null]);
  const many = await jobs.insert([
    { title: "Fox", tags: ["a,b", 'c"d', "{}", null], mood: "calm" },
    { title: "Gnu", tags: null },
  ], { count: "exact" }).select("title,tags,score,mood");
  assertEquals([many.status, many.count], [201, 2]);
  assertEquals(many.data, [
    {
      title: "Fox",
      tags: ["a,b", 'c"d', "{}", null],
      score: 7,
      mood: "calm",
    },
    { title: "Gnu", tags: null, score: 7, mood: null },
  ]);
  const one = await jobs.insert({ title: "Hen", extra: { deep: [1, "x"] } })
    .select("id,extra").single();
  assertEquals(one.data, { id: 7, extra: { deep: [1, "x"] } });
});

Deno.test("POST keeps numbers that JavaScript cannot hold", async () => {
  await using rest = await start();
  const answer = await rest.raw("jobs?select=id,pay", {
    method: "POST",
    headers: { Prefer: "return=representation" },
    body:
      `{"title":"x","id":9007199254740993,"pay":0.1234567890123456789012345}`,
  });
  assertEquals(
    await answer.text(),
    `[{"id":9007199254740993,"pay":0.1234567890123456789012345}]`,
  );
});

Deno.test("POST of empty objects inserts the defaults, of an empty array nothing", async () => {
  await using rest = await start();
  await rest.database.execute(
    `create table public.blank (id serial, word text default 'w');
     grant all on public.blank to service_role;
     grant usage on sequence public.blank_id_seq to service_role;`,
  );
  const post = async (body: string) => {
    const answer = await rest.raw("blank?select=word", {
      method: "POST",
      headers: { Prefer: "return=representation" },
      body,
    });
    return [answer.status, await answer.json()];
  };
  assertEquals(await post("{}"), [201, [{ word: "w" }]]);
  assertEquals(await post("[{},{}]"), [201, [{ word: "w" }, { word: "w" }]]);
  assertEquals(await post("[]"), [201, []]);
  await rest.database.execute(`drop table public.blank`);
});

Deno.test("upsert merges into or passes over the rows in its way", async () => {
  await using rest = await start();
  const client = rest.client("service");
  const merged = await client.from("jobs").upsert(
    [{ title: "Cook", score: 1 }, { title: "Eel", score: 2 }],
    { onConflict: "title" },
  ).select("title,score,open");
  assertEquals(merged.data, [
    { title: "Cook", score: 1, open: true },
    { title: "Eel", score: 2, open: null },
  ]);
  const ignored = await client.from("jobs").upsert(
    [{ title: "Cook", score: 8 }, { title: "Fox", score: 3 }],
    { onConflict: "title", ignoreDuplicates: true },
  ).select("title");
  assertEquals(ignored.data, [{ title: "Fox" }]);
  for (const note of ["first", "second"]) {
    const byKey = await client.from("pairs").upsert({ a: 1, b: 2, note })
      .select();
    assertEquals(byKey.data, [{ a: 1, b: 2, note }]);
  }
});

Deno.test("a body that cannot be written is refused before the database sees it", async () => {
  await using rest = await start();
  const json = "application/json";
  const differ = "All object keys must match";
  for (
    const [body, type, code, message] of [
      ["", json, "PGRST102", "Empty or invalid json"],
      ["{", json, "PGRST102", "Empty or invalid json"],
      ["3", json, "PGRST102", differ],
      ["[1]", json, "PGRST102", differ],
      [`[{"title":"a"},{"score":1}]`, json, "PGRST102", differ],
      [`[{"title":"a"},{"title":"b","score":1}]`, json, "PGRST102", differ],
      ["x", "text/csv", "PGRST102", "Content-Type not acceptable: text/csv"],
      [
        `{"nope":1}`,
        `${json}; charset=utf-8`,
        "PGRST204",
        "Could not find the 'nope' column of 'jobs' in the schema cache",
      ],
    ] as const
  ) {
    const answer = await rest.raw("jobs", {
      method: "POST",
      headers: { "Content-Type": type },
      body,
    });
    const error = await answer.json();
    assertEquals([answer.status, error.code, error.message], [
      400,
      code,
      message,
    ]);
  }
  assertEquals((await rest.titles()).length, 3);
});

Deno.test("constraints and malformed values have PostgREST's statuses", async () => {
  await using rest = await start();
  const client = rest.client("service");
  const jobs = client.from("jobs");
  for (
    const [asked, status, code] of [
      [jobs.insert({ title: "Cook" }), 409, "23505"],
      [client.from("remarks").insert({ id: 1, job_id: 9 }), 409, "23503"],
      [jobs.insert({ title: null }), 400, "23502"],
      [jobs.insert({ title: "forbidden" }), 400, "23514"],
      [jobs.insert({ title: "x", score: "many" }), 400, "22P02"],
      [jobs.select().eq("id", "x"), 400, "22P02"],
      [jobs.select().eq("mood", "sad"), 400, "22P02"],
    ] as const
  ) {
    const { status: seen, error } = await asked;
    assertEquals([seen, error?.code], [status, code]);
  }
});

Deno.test("PATCH changes the rows its filters take, and all without filters", async () => {
  await using rest = await start();
  const jobs = rest.client("service").from("jobs");
  const taken = await jobs.update({ score: 1, tags: ["x"] }, {
    count: "exact",
  }).gt("score", 5).select("id,score,tags");
  assertEquals([taken.status, taken.count], [200, 1]);
  assertEquals(taken.data, [{ id: 1, score: 1, tags: ["x"] }]);
  const silent = await jobs.update({ score: 2 }).eq("id", 2);
  assertEquals([silent.status, silent.data], [204, null]);
  const nothing = await jobs.update({}).eq("id", 2).select();
  assertEquals([nothing.status, nothing.data], [200, []]);
  const all = await rest.raw("jobs", {
    method: "PATCH",
    headers: { Prefer: "count=exact" },
    body: `{"score":0}`,
  });
  assertEquals([all.status, all.headers.get("Content-Range")], [204, "0-2/3"]);
});

Deno.test("a write whose rows are not the single one asked for is undone", async () => {
  await using rest = await start();
  const client = rest.client("service");
  const updated = await client.from("jobs").update({ title: "x", score: 0 })
    .in("id", []).select().single();
  assertEquals([updated.status, updated.error?.code], [406, "PGRST116"]);
  const deleted = await client.from("jobs").delete().gt("id", 1).select()
    .single();
  assertEquals([deleted.status, deleted.error?.details], [
    406,
    "The result contains 2 rows",
  ]);
  assertEquals(await rest.titles(), ["Baker", "Cook", "Dean"]);
  const called = await client.rpc("add_two").single();
  assertEquals(called.status, 406);
  const { rows } = await rest.database.query("select a from public.pairs");
  assertEquals(rows, []);
});

Deno.test("DELETE takes the rows of its filters, and all without filters", async () => {
  await using rest = await start();
  const jobs = rest.client("service").from("jobs");
  const one = await jobs.delete().eq("title", "Cook").select("id");
  assertEquals([one.status, one.data], [200, [{ id: 2 }]]);
  const all = await rest.raw("jobs", {
    method: "DELETE",
    headers: { Prefer: "count=exact" },
  });
  assertEquals([all.status, all.headers.get("Content-Range")], [204, "*/2"]);
  assertEquals(await rest.titles(), []);
});

Deno.test("a function is called with named arguments, those left out have their defaults", async () => {
  await using rest = await start();
  const client = rest.client("service");
  assertEquals((await client.rpc("add", { a: 1 })).data, 11);
  assertEquals((await client.rpc("add", { b: 2, a: 1 })).data, 3);
  assertEquals((await client.rpc("given")).data, "default");
  assertEquals(
    (await client.rpc("given", { word: undefined })).data,
    "default",
  );
  const nothing = await client.rpc("given", { word: null });
  assertEquals([nothing.status, nothing.data, nothing.error], [
    200,
    null,
    null,
  ]);
});

Deno.test("arguments keep their JSON: documents as jsonb, arrays as arrays, every digit", async () => {
  await using rest = await start();
  const client = rest.client("service");
  for (
    const [body, type] of [
      [{ a: [1, "x"], b: null }, "object"],
      [[1, 2], "array"],
      ["text", "string"],
      [true, "boolean"],
    ] as const
  ) {
    const { data } = await client.rpc("shape", { body });
    assertEquals(data, { type, body, sqlnull: false });
  }
  assertEquals((await client.rpc("shape", { body: null })).data.sqlnull, true);
  const sum = await rest.raw("rpc/total", {
    method: "POST",
    body: `{"ids":[9007199254740993,"9007199254740993",null]}`,
  });
  assertEquals(await sum.text(), "18014398509481986");
});

Deno.test("a function's result is a bare value, an object, rows or nothing", async () => {
  await using rest = await start();
  const client = rest.client("service");
  const renamed = await client.rpc("rename_job", {
    job_id: 1,
    new_title: "Boss",
  });
  assertEquals([renamed.status, renamed.data], [204, null]);
  assertEquals((await client.rpc("first_job")).data.title, "Boss");
  const rows = await client.rpc("all_jobs", {}, { count: "exact" });
  assertEquals([rows.data.length, rows.count], [3, 3]);
  assertEquals((await client.rpc("numbers", { upto: 2 })).data, [1, 2]);
  assertEquals((await client.rpc("numbers", { upto: 0 })).data, []);
  const ranked = await client.rpc("ranked", { lowest: 6 });
  assertEquals(ranked.data, [{ place: 1, title: "Boss" }]);
  const single = await client.rpc("ranked", { lowest: 6 }).single();
  assertEquals(single.data, { place: 1, title: "Boss" });
});

Deno.test("GET calls what cannot write, with arguments in the query string", async () => {
  await using rest = await start();
  const client = rest.client("service");
  const sum = await client.rpc("total", { ids: [1, 2] }, { get: true });
  assertEquals(sum.data, 3);
  const added = await client.rpc("add", { a: 1, b: 2 }, { get: true });
  assertEquals(added.data, 3);
  const counted = await client.rpc("all_jobs", {}, {
    head: true,
    count: "exact",
  });
  assertEquals([counted.status, counted.count, counted.data], [200, 3, null]);
  const volatile = await client.rpc(
    "rename_job",
    { job_id: 1, new_title: "x" },
    { get: true },
  );
  assertEquals([volatile.status, volatile.error?.code], [405, "25006"]);
  assertEquals((await rest.titles())[0], "Baker");
});

Deno.test("a function that does not exist or takes other arguments is PGRST202", async () => {
  await using rest = await start();
  const client = rest.client("service");
  const unknown = await client.rpc("nothing_such");
  assertEquals([unknown.status, unknown.error?.code, unknown.error?.message], [
    404,
    "PGRST202",
    "Could not find the function public.nothing_such without parameters in the schema cache",
  ]);
  const wrong = await client.rpc("add", { a: 1, z: 2 });
  assertEquals([wrong.status, wrong.error?.message, wrong.error?.details], [
    404,
    "Could not find the function public.add(a, z) in the schema cache",
    "Searched for the function public.add with parameters a, z or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.",
  ]);
  const missing = await client.rpc("add", { b: 2 });
  assertEquals(missing.error?.code, "PGRST202");
  const twice = await client.rpc("twice", { a: 1 });
  assertEquals([twice.status, twice.error?.code], [300, "PGRST203"]);
});

Deno.test("what a function raises arrives with its code, detail, hint and status", async () => {
  await using rest = await start();
  const client = rest.client("service");
  for (
    const [state, status] of [["P0001", 400], ["PT409", 409], ["57014", 500]]
  ) {
    const { status: seen, error } = await client.rpc("refuse", { state });
    assertEquals(seen, status);
    assertEquals(
      [error?.code, error?.message, error?.details, error?.hint],
      [state, "Cannot go on", "the detail", "the hint"],
    );
  }
});

Deno.test("what is not imitated is refused, not passed over", async () => {
  await using rest = await start();
  const client = rest.client("service");
  const refused: PromiseLike<
    { status: number; error: { code: string; message: string } | null }
  >[] = [
    client.from("remarks").select("id,jobs(title)"),
    client.from("jobs").select("score::text"),
    client.from("jobs").select().textSearch("title", "x"),
    client.from("jobs").insert([{ title: "x" }], { defaultToNull: false }),
    client.from("jobs").delete().gt("id", 0).limit(1),
    client.from("jobs").update({ score: 1 }).setHeader(
      "Prefer",
      "handling=strict,max-affected=1",
    ),
    client.from("jobs").select().stripNulls(),
    client.rpc("all_jobs").eq("id", 1),
    client.rpc("all_jobs").select("id"),
  ];
  for (const asked of refused) {
    const { status, error } = await asked;
    assertEquals([status, error?.code], [400, "PGRST100"]);
    assertMatch(error?.message ?? "", /does not imitate/);
  }
  const csv = await client.from("jobs").select().csv();
  assertEquals([csv.status, csv.error?.code], [406, "PGRST107"]);
  assertEquals((await rest.titles()).length, 3);
});

const HOSTILE = [
  `'; drop table public.jobs; --`,
  `"; drop table public.jobs; --`,
  `') or ('1'='1`,
  `$1`,
  `$1::text) or true; --`,
  `\\'; select 1; --`,
  `*/ or true /*`,
  `public.jobs`,
  `{a,b}`,
  `x"y`,
  `%`,
];

Deno.test("hostile values are only ever values", async () => {
  await using rest = await start();
  const jobs = rest.client("service").from("jobs");
  for (const title of HOSTILE) {
    const inserted = await jobs.insert({ title, tags: [title] })
      .select("title,tags");
    assertEquals(inserted.data, [{ title, tags: [title] }]);
    assertEquals((await jobs.select("title").eq("title", title)).data, [
      { title },
    ]);
    const renamed = await jobs.update({ title: `${title}!` }).eq("title", title)
      .select("title");
    assertEquals(renamed.data, [{ title: `${title}!` }]);
    const called = await rest.client("service").rpc("given", { word: title });
    assertEquals(called.data, title);
  }
  const [nul, limit] = [
    await jobs.select().eq("title", "a\0' or true"),
    await rest.raw("jobs?limit=1;drop table public.jobs&select=id&order=id"),
  ];
  assertEquals([nul.status, nul.error?.code], [400, "22021"]);
  assertEquals((await limit.json()).length, 3 + HOSTILE.length);
  assertEquals((await rest.titles()).length, 3 + HOSTILE.length);
});

Deno.test("hostile names are only ever names", async () => {
  await using rest = await start();
  for (const name of [...HOSTILE, `a\0" from public.jobs; --`]) {
    const asText = `"${name.replaceAll(/["\\]/g, "\\$&")}"`;
    const inUrl = encodeURIComponent(asText);
    const plain = encodeURIComponent(name);
    for (
      const [method, path, body] of [
        ["GET", plain, null],
        ["GET", `jobs?select=${inUrl}`, null],
        ["GET", `jobs?order=${inUrl}.desc`, null],
        ["GET", `jobs?${inUrl}=eq.1`, null],
        ["GET", `jobs?or=(${inUrl}.eq.1,id.eq.1)`, null],
        ["DELETE", `jobs?${inUrl}=eq.1`, null],
        ["POST", "jobs", JSON.stringify({ [name]: 1 })],
        ["POST", `jobs?columns=${inUrl}`, `[{"title":"x"}]`],
        ["PATCH", "jobs?id=eq.1", JSON.stringify({ [name]: 1 })],
        ["POST", `rpc/${plain}`, "{}"],
        ["POST", "rpc/add", JSON.stringify({ a: 1, [name]: 1 })],
        ["GET", `rpc/add?a=1&${plain}=1`, null],
      ] as const
    ) {
      const answer = await rest.raw(path, { method, body });
      const { code } = await answer.json();
      assert(
        [
          "PGRST202",
          "PGRST204",
          "PGRST205",
          "PGRST125",
          "42703",
          "22021",
        ].includes(code),
        `${method} ${path}: ${code}`,
      );
    }
    const conflict = await rest.raw(`jobs?on_conflict=${inUrl}`, {
      method: "POST",
      headers: { Prefer: "resolution=merge-duplicates" },
      body: `{"title":"y"}`,
    });
    assertEquals((await conflict.json()).code, "42703");
    const aliased = await rest.raw(`jobs?select=${inUrl}:id&id=eq.1`);
    assertEquals(await aliased.json(), [{ [name.split("\0")[0] ?? ""]: 1 }]);
  }
  assertEquals(await rest.titles(), ["Baker", "Cook", "Dean"]);
});

Deno.test("names with quotes, commas and blanks in them can be used", async () => {
  await using rest = await start();
  const table = encodeURIComponent('odd "name; drop');
  const created = await rest.raw(table, {
    method: "POST",
    body: JSON.stringify({ 'a " b': 1, "c,d": "x" }),
  });
  assertEquals([created.status, await created.text()], [201, ""]);
  const query = new URLSearchParams({
    select: 'first:"a \\" b"',
    "c,d": "eq.x",
    or: '("a \\" b".eq.1)',
  });
  const read = await rest.raw(`${table}?${query}`);
  assertEquals(await read.json(), [{ first: 1 }]);
});

Deno.test("other methods, paths and schemas are refused as PostgREST does", async () => {
  await using rest = await start();
  for (
    const [method, path, headers, status, code] of [
      ["PUT", "jobs?id=eq.1", {}, 405, "PGRST117"],
      ["PATCH", "rpc/add", {}, 405, "PGRST101"],
      ["GET", "", {}, 404, "PGRST126"],
      ["GET", "jobs/1", {}, 404, "PGRST125"],
      ["GET", "rpc", {}, 404, "PGRST205"],
      ["GET", "jobs%ff", {}, 404, "PGRST125"],
      ["GET", "jobs", { "Accept-Profile": "hidden" }, 406, "PGRST106"],
      ["POST", "jobs", { "Content-Profile": "hidden" }, 406, "PGRST106"],
      ["GET", "jobs", { Accept: "text/html" }, 406, "PGRST107"],
    ] as const
  ) {
    const answer = await rest.raw(path, {
      method,
      headers,
      body: method === "GET" ? null : "{}",
    });
    const error = await answer.json();
    assertEquals([answer.status, error.code], [status, code], path);
  }
});

Deno.test("browsers of any origin may ask and read the answer, errors too", async () => {
  await using rest = await start();
  const preflight = await fetch(`${rest.url}/rest/v1/jobs`, {
    method: "OPTIONS",
    headers: {
      Origin: "http://localhost:3000",
      "Access-Control-Request-Headers": "apikey,authorization",
    },
  });
  assertEquals(preflight.status, 204);
  assertEquals(
    preflight.headers.get("Access-Control-Allow-Headers"),
    "apikey,authorization",
  );
  for (
    const answer of [
      preflight,
      await rest.raw("jobs"),
      await rest.raw("nothing"),
      await fetch(`${rest.url}/rest/v1/jobs`),
    ]
  ) {
    assertEquals(answer.headers.get("Access-Control-Allow-Origin"), "*");
    await answer.body?.cancel();
  }
});

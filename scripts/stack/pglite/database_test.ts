import { assertEquals, assertRejects } from "@std/assert";
import { once } from "node:events";
import { connect } from "node:net";
import { type AsRole, DatabaseError } from "../database.ts";
import { openPglite } from "./database.ts";

// PGlite takes seconds to start: one for the file, closed by the last test.
const opening = openPglite({ folder: null, port: 0 });

const SCHEMA = `
  drop schema if exists trial cascade;
  create schema trial;
  create table trial.notes (id int primary key, text text not null);
  do $$ begin
    if not exists (select from pg_roles where rolname = 'service_role') then
      create role service_role nologin;
    end if;
  end $$;
  grant usage on schema trial to service_role;
  grant select, insert on trial.notes to service_role;
`;

async function start() {
  const { database, port } = await opening;
  await database.execute(SCHEMA);
  return {
    database,
    port: port ?? 0,
    notes: async () => (await database.query("select * from trial.notes")).rows,
  };
}

function as(over: Partial<AsRole> = {}): AsRole {
  return {
    role: "service_role",
    claims: { sub: "ann" },
    method: "POST",
    path: "/rpc/x",
    ...over,
  };
}

Deno.test("openPglite() offers the stand-ins for pg_net and pg_cron as extensions", async () => {
  const { database } = await start();
  await database.execute(
    "create extension if not exists pg_net; create extension if not exists pg_cron",
  );
  const { rows } = await database.query(
    "select extname, extversion from pg_extension where extname like 'pg\\_%' order by extname",
  );
  assertEquals(rows, [
    { extname: "pg_cron", extversion: "1.6" },
    { extname: "pg_net", extversion: "0.20.4" },
  ]);
});

Deno.test("openPglite() is of the Postgres major that Supabase runs", async () => {
  const { database } = await start();
  const { rows } = await database.query("show server_version_num");
  assertEquals(String(rows[0]?.server_version_num).slice(0, 2), "17");
});

Deno.test("query() gives the rows and how many were touched", async () => {
  const { database } = await start();
  const added = await database.query(
    "insert into trial.notes select i, $1::text from generate_series(1, 3) i",
    ["hello"],
  );
  assertEquals(added, { rows: [], affected: 3 });
  assertEquals(
    await database.query(
      "select text from trial.notes where id = $1::text::int",
      ["2"],
    ),
    { rows: [{ text: "hello" }], affected: 0 },
  );
});

Deno.test("query() refuses a failed statement with Postgres's own code, detail and hint", async () => {
  const { database } = await start();
  const broken = await assertRejects(
    () =>
      database.execute(`do $$ begin
        raise exception 'Cannot go on' using
          errcode = 'PT409', detail = 'the detail', hint = 'the hint';
      end $$`),
    DatabaseError,
  );
  assertEquals(
    [broken.message, broken.code, broken.detail, broken.hint],
    ["Cannot go on", "PT409", "the detail", "the hint"],
  );
  await database.query("insert into trial.notes values (1, 'one')");
  const twice = await assertRejects(
    () => database.query("insert into trial.notes values (1, 'two')"),
    DatabaseError,
  );
  assertEquals([twice.code, twice.hint], ["23505", null]);
  assertEquals(twice.detail, "Key (id)=(1) already exists.");
});

Deno.test("queryAs() runs one statement as the role, with the request in its settings", async () => {
  const { database } = await start();
  const { rows } = await database.queryAs(
    as(),
    `select current_user::text as role,
      current_setting('request.jwt.claims')::jsonb as claims,
      current_setting('request.method') as method,
      current_setting('request.path') as path, $1::text as given`,
    ["x"],
  );
  assertEquals(rows, [{
    role: "service_role",
    claims: { sub: "ann", role: "service_role" },
    method: "POST",
    path: "/rpc/x",
    given: "x",
  }]);
});

Deno.test("queryAs() leaves no role and no settings to the next statement", async () => {
  const { database } = await start();
  await database.queryAs(as(), "select 1");
  const { rows } = await database.query(
    `select current_user::text as role,
      nullif(current_setting('request.jwt.claims', true), '') as claims`,
  );
  assertEquals(rows, [{ role: "postgres", claims: null }]);
});

Deno.test("queryAs() has no more rights than the role, and rolls back what fails", async () => {
  const { database, notes } = await start();
  const refused = await assertRejects(
    () => database.queryAs(as(), "delete from trial.notes"),
    DatabaseError,
  );
  assertEquals(refused.code, "42501");
  await assertRejects(
    () =>
      database.queryAs(
        as(),
        `with added as (insert into trial.notes values (1, 'one') returning id)
         select 1 / (id - 1) from added`,
      ),
    DatabaseError,
  );
  assertEquals(await notes(), []);
  await database.queryAs(as(), "insert into trial.notes values (2, 'two')");
  assertEquals(await notes(), [{ id: 2, text: "two" }]);
});

Deno.test("listen() hears what was committed, not what was rolled back, until it is told to stop", async () => {
  const { database } = await start();
  const heard: string[] = [];
  const unlisten = await database.listen("news", (text) => heard.push(text));
  await database.execute("begin; notify news, 'rolled back'; rollback");
  await database.execute("begin; notify news, 'committed'; commit");
  assertEquals(heard, ["committed"]);
  await unlisten();
  await database.execute("notify news, 'too late'");
  assertEquals(heard, ["committed"]);
});

Deno.test("a second listen() on a channel outlives the end of the first", async () => {
  const { database } = await start();
  const heard: string[] = [];
  const first = await database.listen(
    "news",
    (text) => heard.push(`1 ${text}`),
  );
  const second = await database.listen(
    "news",
    (text) => heard.push(`2 ${text}`),
  );
  await database.execute("notify news, 'a'");
  await first();
  await database.execute("notify news, 'b'");
  await second();
  assertEquals(heard, ["1 a", "2 a", "2 b"]);
});

/** Sends bytes to the psql port and gives what comes back first. */
async function say(port: number, ...bytes: number[]): Promise<Uint8Array> {
  const socket = connect(port, "127.0.0.1");
  try {
    socket.write(new Uint8Array(bytes));
    const [answer] = await once(socket, "data");
    return new Uint8Array(answer);
  } finally {
    socket.destroy();
    await once(socket, "close");
  }
}

Deno.test("the psql port declines encryption, which psql asks for first", async () => {
  const { port } = await start();
  const no = new TextEncoder().encode("N");
  // PostgreSQL protocol 3.0: SSLRequest 1234.5679, GSSENCRequest 1234.5680
  assertEquals(await say(port, 0, 0, 0, 8, 4, 210, 22, 47), no);
  assertEquals(await say(port, 0, 0, 0, 8, 4, 210, 22, 48), no);
});

const hasPsql = await new Deno.Command("psql", { args: ["--version"] }).output()
  .then(({ success }) => success, () => false);

function spawnPsql(port: number, ...args: string[]) {
  return new Deno.Command("psql", {
    args: ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", ...args],
    env: {
      PGHOST: "127.0.0.1",
      PGPORT: String(port),
      PGUSER: "postgres",
      PGPASSWORD: "postgres",
      PGDATABASE: "postgres",
      PGCONNECT_TIMEOUT: "20",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function psql(port: number, script: string) {
  const child = spawnPsql(port, "--command", script);
  await child.stdin.close();
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  return { code, printed: text(stdout), complained: text(stderr) };
}

/** A psql that has begun a transaction, written a note and waits for its user. */
async function sittingPsql(port: number) {
  const child = spawnPsql(port);
  const typed = child.stdin.getWriter();
  await typed.write(new TextEncoder().encode(
    "begin;\ninsert into trial.notes values (1, 'never');\nselect 'sits';\n",
  ));
  const printed = child.stdout.getReader();
  assertEquals(
    new TextDecoder().decode((await printed.read()).value),
    "sits\n",
  );
  return async () => {
    child.kill("SIGKILL");
    await child.status;
    await typed.abort();
    await printed.cancel();
    await child.stderr.cancel();
  };
}

Deno.test({
  name: "psql reads and writes the same rows as the stack",
  ignore: !hasPsql,
  async fn() {
    const { database, port, notes } = await start();
    await database.query("insert into trial.notes values (1, 'ours')");
    const read = await psql(port, "select text from trial.notes");
    assertEquals(read, { code: 0, printed: "ours", complained: "" });
    await psql(port, "insert into trial.notes values (2, 'theirs')");
    assertEquals((await notes()).length, 2);
    const wrong = await psql(port, "select * from trial.nowhere");
    assertEquals(wrong.code, 1);
    assertEquals(
      wrong.complained.includes('relation "trial.nowhere" does not exist'),
      true,
    );
  },
});

Deno.test({
  name: "a psql that dies in the middle of a transaction holds nobody up",
  ignore: !hasPsql,
  async fn() {
    const { port, notes } = await start();
    const kill = await sittingPsql(port);
    await kill();
    assertEquals(await notes(), []);
  },
});

Deno.test("close() ends the worker and the psql port, also under a psql that sits in a transaction", async () => {
  const { database, port } = await start();
  const kill = hasPsql ? await sittingPsql(port) : async () => {};
  await database.close();
  await assertRejects(
    () => Deno.connect({ hostname: "127.0.0.1", port }),
    Deno.errors.ConnectionRefused,
  );
  await kill();
});

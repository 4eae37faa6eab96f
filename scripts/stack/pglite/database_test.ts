import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { once } from "node:events";
import { connect } from "node:net";
import postgres from "postgres";
import { type AsRole, DatabaseError } from "../database.ts";
import { openPglite } from "./database.ts";

// PGlite takes seconds to start: one for the file, closed by the last test.
const opened = await openPglite({ folder: null, port: 0 });

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
  const { database, port } = opened;
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

const hasPsql = await (async () => {
  try {
    const { success } = await new Deno.Command("psql", { args: ["--version"] })
      .output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
})();

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

async function psql(port: number, ...statements: string[]) {
  const child = spawnPsql(
    port,
    ...statements.flatMap((statement) => ["--command", statement]),
  );
  await child.stdin.close();
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  return { code, printed: text(stdout), complained: text(stderr) };
}

/** A psql at which somebody sits and types; each statement answers one line. */
function sittingPsql(port: number) {
  const child = spawnPsql(port);
  const typed = child.stdin.getWriter();
  const printed = child.stdout.getReader();
  return {
    async type(statement: string): Promise<string> {
      await typed.write(new TextEncoder().encode(`${statement}\n`));
      return new TextDecoder().decode((await printed.read()).value).trim();
    },
    async kill() {
      child.kill("SIGKILL");
      await child.status;
      await typed.abort();
      await printed.cancel();
      await child.stderr.cancel();
    },
  };
}

const BEGIN =
  "begin; insert into trial.notes values (1, 'never'); select 'in';";

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
    assertStringIncludes(
      wrong.complained,
      'relation "trial.nowhere" does not exist',
    );
  },
});

Deno.test({
  name:
    "a psql in a transaction has the session to itself: the stack waits for its end",
  ignore: !hasPsql,
  async fn() {
    const { database, port, notes } = await start();
    const person = sittingPsql(port);
    assertEquals(await person.type(BEGIN), "in");
    const ours = database.query("insert into trial.notes values (2, 'ours')");
    const theirs = psql(port, "insert into trial.notes values (3, 'theirs')");
    assertEquals(
      await person.type("select count(*) from trial.notes; rollback;"),
      "1",
    );
    await Promise.all([ours, theirs]);
    assertEquals((await notes()).map(({ id }) => id).toSorted(), [2, 3]);
    await person.kill();
  },
});

Deno.test({
  name: "psql never runs as the role of a request, nor the stack as psql's",
  ignore: !hasPsql,
  async fn() {
    const { database, port } = await start();
    const person = sittingPsql(port);
    assertEquals(
      await person.type("set role service_role; select 1;"),
      "1",
    );
    const who = "select current_user::text as role";
    assertEquals((await database.query(who)).rows, [{ role: "postgres" }]);
    await person.kill();

    const [{ printed }] = await Promise.all([
      psql(port, ...Array<string>(50).fill(who)),
      ...Array.from({ length: 100 }, () => database.queryAs(as(), who)),
    ]);
    assertEquals([...new Set(printed.split("\n"))], ["postgres"]);
  },
});

Deno.test({
  name: "what psql commits wakes those that listen",
  ignore: !hasPsql,
  async fn() {
    const { database, port } = await start();
    const heard = Promise.withResolvers<string>();
    const unlisten = await database.listen("news", heard.resolve);
    await psql(port, "notify news, 'from psql'");
    assertEquals(await heard.promise, "from psql");
    await unlisten();
  },
});

function connectDriver(port: number) {
  return postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    database: "postgres",
    max: 2,
    fetch_types: false,
    onnotice: () => {},
  });
}

Deno.test("a driver that prepares its statements works at the psql port, also beside the stack", async () => {
  const { database, port, notes } = await start();
  const sql = connectDriver(port);
  try {
    const [sums] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, async (_, i) => {
        const [row] = await sql`select ${i}::int + 1 as sum`;
        return row?.sum;
      })),
      ...Array.from(
        { length: 20 },
        () => database.query("select $1::text", ["x"]),
      ),
    ]);
    assertEquals(sums, Array.from({ length: 20 }, (_, i) => i + 1));
    await assertRejects(() => sql`select 1 / ${0}::int`, Error, "division");
    await assertRejects(() =>
      sql.begin(async (transaction) => {
        await transaction`insert into trial.notes values (1, 'never')`;
        throw new Error("changed my mind");
      })
    );
    await sql.begin((transaction) =>
      transaction`insert into trial.notes values (2, ${"x".repeat(100_000)})`
    );
    const [long] = await sql`select length(text) as length from trial.notes`;
    assertEquals(long?.length, 100_000);
    assertEquals((await notes()).length, 1);
  } finally {
    await sql.end();
  }
});

Deno.test({
  name:
    "copy from stdin, which would end PGlite, is refused; copy to stdout is not",
  ignore: !hasPsql,
  async fn() {
    const { port, notes } = await start();
    const refused = await psql(port, "copy trial.notes from stdin");
    assertEquals(refused.code, 1);
    assertStringIncludes(refused.complained, "Cannot copy from stdin");
    const sql = connectDriver(port);
    await assertRejects(
      () => sql`copy trial.notes from stdin`,
      Error,
      "Cannot copy from stdin",
    );
    await sql.end();
    assertEquals(await notes(), []);
    await psql(port, "insert into trial.notes values (1, 'copy from stdin')");
    const copied = await psql(port, "copy trial.notes to stdout");
    assertEquals(copied.printed, "1\tcopy from stdin");
  },
});

Deno.test("the psql port shows what is no client of it the door, and goes on", async () => {
  const { port } = await start();
  const stranger = await Deno.connect({ hostname: "127.0.0.1", port });
  await stranger.write(new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"));
  assertEquals(await stranger.read(new Uint8Array(8)), null);
  stranger.close();
  assertEquals(
    await say(port, 0, 0, 0, 8, 4, 210, 22, 47),
    new TextEncoder().encode("N"),
  );
});

Deno.test({
  name: "a psql that dies in the middle of a transaction holds nobody up",
  ignore: !hasPsql,
  async fn() {
    const { port, notes } = await start();
    const person = sittingPsql(port);
    await person.type(BEGIN);
    await person.kill();
    assertEquals(await notes(), []);
  },
});

Deno.test("closePort() ends psql, also one that sits in a transaction, and leaves the database open", async () => {
  const { closePort } = opened;
  const { port, notes } = await start();
  const person = hasPsql ? sittingPsql(port) : null;
  await person?.type(BEGIN);
  await closePort();
  await assertRejects(
    () => Deno.connect({ hostname: "127.0.0.1", port }),
    Deno.errors.ConnectionRefused,
  );
  assertEquals(await notes(), []);
  await person?.kill();
});

Deno.test("close() ends the worker", async () => {
  const { database } = opened;
  await database.close();
});

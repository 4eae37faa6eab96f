import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import { createBoards } from "./boards/mod.ts";
import { FUNCTION_NAMES, startStack } from "./stack/stack.ts";
import { startCommand } from "./testing.ts";

const COMPANIES = ["Diabolocom", "Mozilla", "Lovable"];

/** Small simulated boards; `hold()` keeps their answers back until the answer is called. */
function startBoards() {
  const boards = createBoards({ latencyScale: 0, postingsScale: 0.05 });
  let gate = Promise.withResolvers<void>();
  let asked = Promise.withResolvers<void>();
  gate.resolve();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      asked.resolve();
      await gate.promise;
      return await boards.handle(request);
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    sources: boards.truth().filter(({ company }) =>
      COMPANIES.includes(company)
    ),
    hold() {
      gate = Promise.withResolvers();
      asked = Promise.withResolvers();
      return { release: gate.resolve, asked: asked.promise };
    },
    async [Symbol.asyncDispose]() {
      gate.resolve();
      await server.shutdown();
    },
  };
}

function connect(url: string, key: string) {
  return createClient(url, key, {
    auth: {
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
}

type Client = ReturnType<typeof connect>;

const Batch = z.object({ batch_id: z.string(), sources: z.number() });
const Progress = z.object({
  total: z.number(),
  done: z.number(),
  failed: z.number(),
});

async function scan(client: Client) {
  const { data, error } = await client.functions.invoke("scan");
  assertEquals(error, null);
  return Batch.parse(data);
}

/** Follows a batch to its end. */
async function finish(client: Client, { batch_id }: { batch_id: string }) {
  while (true) {
    const { data, error } = await client.functions.invoke(
      `scan?batch=${batch_id}`,
      { method: "GET" },
    );
    assertEquals(error, null);
    const progress = Progress.parse(data);
    if (progress.done === progress.total) return progress;
  }
}

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

function spawnPsql(url: string, ...args: string[]) {
  return new Deno.Command("psql", {
    args: [url, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
      .concat(args),
    env: { PGCONNECT_TIMEOUT: "20" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function psql(url: string, statement: string): Promise<string> {
  const child = spawnPsql(url, "--command", statement);
  await child.stdin.close();
  const { stdout, stderr } = await child.output();
  assertEquals(new TextDecoder().decode(stderr), "");
  return new TextDecoder().decode(stdout).trim();
}

/** All processes as [pid, parent's pid], where the system has POSIX's ps; else none. */
async function processes(): Promise<[number, number][]> {
  try {
    const { stdout } = await new Deno.Command("ps", {
      args: ["-A", "-o", "pid=,ppid="],
    }).output();
    return new TextDecoder().decode(stdout).trim().split("\n").map((line) => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number);
      return [pid ?? 0, parent ?? 0];
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

Deno.test("deno task start", async (t) => {
  await using boards = startBoards();
  await using stack = await startCommand("stack", [
    "--db=memory",
    "--port=0",
    `--boards=${boards.url}`,
    "--no-seed",
  ]);
  const variables = new Map(
    stack.printed.slice(0, -1).map((line) => {
      const [, name = "", value = ""] = /^([A-Z_]+)="(.+)"$/.exec(line) ?? [];
      return [name, value];
    }),
  );
  const get = (name: string) => variables.get(name) ?? "";
  const client = connect(get("API_URL"), get("SECRET_KEY"));

  await t.step("prints the variables of the project, then ready", () => {
    assertMatch(get("API_URL"), /^http:\/\/127\.0\.0\.1:\d+$/);
    assertMatch(
      get("DB_URL"),
      /^postgresql:\/\/.+@127\.0\.0\.1:\d+\/postgres$/,
    );
    assertMatch(get("PUBLISHABLE_KEY"), /^sb_publishable_/);
    assertMatch(get("SECRET_KEY"), /^sb_secret_/);
    assertEquals(variables.has(""), false);
  });

  await t.step("--no-seed begins without boards and filters", async () => {
    for (const table of ["job_sources", "search_filters"]) {
      const { count, error } = await client.from(table)
        .select("*", { count: "exact", head: true });
      assertEquals([table, count, error], [table, 0, null]);
    }
  });

  await t.step(
    "with the secret key, sources are added and scanned, and their postings read",
    async () => {
      for (const { url, company } of boards.sources) {
        const { data, error } = await client.rpc("add_source", {
          url,
          company,
        });
        assertEquals([data?.added, data?.company, error], [
          true,
          company,
          null,
        ]);
      }
      const batch = await scan(client);
      assertEquals(batch.sources, COMPANIES.length);
      assertEquals((await finish(client, batch)).failed, 0);

      const { data } = await client.from("job_postings").select("external_id");
      const listed = boards.sources.flatMap(({ postings }) =>
        postings.map(({ externalId }) => externalId)
      );
      assertEquals(
        data?.map(({ external_id }) => external_id).toSorted(),
        listed.toSorted(),
      );
      const open = await client.from("open_postings").select("title, company");
      assertEquals(open.error, null);
      assertEquals(
        [...new Set(open.data?.map(({ company }) => company))].toSorted(),
        COMPANIES.toSorted(),
      );
    },
  );

  await t.step("with the publishable key, all of it is refused", async () => {
    const anyone = connect(get("API_URL"), get("PUBLISHABLE_KEY"));
    const invoked = await anyone.functions.invoke("scan");
    assertEquals(invoked.error?.context.status, 401);
    await invoked.error?.context.body?.cancel();
    const [{ url = "" } = {}] = boards.sources;
    const added = await anyone.rpc("add_source", { url });
    assertEquals([added.status, added.error?.code], [401, "42501"]);
    const read = await anyone.from("open_postings").select();
    assertEquals([read.status, read.error?.code], [401, "42501"]);
  });

  await t.step({
    name: "psql reaches the database while a scan runs",
    ignore: !hasPsql,
    async fn() {
      const { release, asked } = boards.hold();
      const batch = await scan(client);
      await asked;
      const running = await psql(
        get("DB_URL"),
        "select count(*) > 0 from scanner.scans where status = 'running'",
      );
      assertEquals(running, "t");
      release();
      assertEquals((await finish(client, batch)).failed, 0);
    },
  });

  await t.step(
    "SIGTERM ends it and its functions, also while a board hangs and a psql sits in a transaction",
    async () => {
      const { release, asked } = boards.hold();
      await scan(client);
      await asked;
      const before = await processes();
      const children = before.flatMap(([pid, parent]) =>
        parent === stack.pid ? pid : []
      );
      assert(
        before.length === 0 || children.length === FUNCTION_NAMES.length,
      );
      const person = hasPsql ? spawnPsql(get("DB_URL")) : null;
      const typed = person?.stdin.getWriter();
      const printed = person?.stdout.getReader();
      await typed?.write(new TextEncoder().encode("begin; select 'in';\n"));
      await printed?.read();

      const { code, complained } = await stack.end("SIGTERM");
      assertEquals(code, 0);
      // Nothing but the functions' own lines.
      const lines = complained.trim().split("\n");
      for (const line of lines) assertMatch(line, /^\{"scan_id":/);
      const after = await processes();
      assertEquals(after.filter(([pid]) => children.includes(pid)), []);
      release();
      person?.kill("SIGKILL");
      await person?.status;
      await typed?.abort();
      await printed?.cancel();
      await person?.stderr.cancel();
    },
  );
});

Deno.test("startStack() on a port that is taken says so and leaves nothing running", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  await assertRejects(
    () =>
      startStack({
        db: "memory",
        port,
        boards: null,
        seed: false,
        log: (line) => {
          throw new Error(`Unexpected: ${line}`);
        },
      }),
    Error,
    `Cannot listen on port ${port}: another program does`,
  );
  taken.close();
});

import { assert, assertEquals, assertMatch } from "@std/assert";
import { createBoards } from "./boards/mod.ts";
import { chooseRegistry, registryFlags } from "./deno.ts";
import { runCommand } from "./testing.ts";

/** One small simulated board; `hold()` keeps its answers back. */
function startBoard() {
  const boards = createBoards({ latencyScale: 0, postingsScale: 0.05 });
  let gate = Promise.resolve();
  let release = () => {};
  let asked = Promise.withResolvers<void>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      asked.resolve();
      await gate;
      return await boards.handle(request);
    },
  );
  const board = boards.truth().find(({ company }) => company === "Lovable");
  if (!board) throw new Error("Cannot find the simulated board");
  return {
    url: board.url,
    postings: board.postings.length,
    environment: {
      BOARD_GATEWAY_URL: `http://127.0.0.1:${server.addr.port}`,
    },
    /** Resolves when the board is asked. */
    hold(): Promise<void> {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      release = held.resolve;
      asked = Promise.withResolvers();
      return asked.promise;
    },
    async [Symbol.asyncDispose]() {
      release();
      await server.shutdown();
    },
  };
}

Deno.test("without a project, the commands start a local stack on one data folder", async (t) => {
  await using board = startBoard();
  const folder = await Deno.makeTempDir({ prefix: "boardscan-" });
  const run = (command: string, ...args: string[]) =>
    runCommand(command, [...args, `--db=${folder}`], board.environment);

  await t.step("add watches a board and waits for its first scan", async () => {
    const { code, printed, complained } = await run(
      "add",
      board.url,
      "--company=Lovable",
    );
    assertEquals([code, printed], [
      0,
      `Watching Lovable (ashby/lovable) as source 1: ${board.postings} postings now\n`,
    ]);
    assertMatch(complained, /^ {2}1\/1 {2}succeeded {2}Lovable \(ashby\) /);
  });

  await t.step("add of a board that is watched waits for nothing", async () => {
    const { code, printed, complained } = await run("add", board.url);
    assertEquals([code, complained], [0, ""]);
    assertMatch(printed, /^This board is watched already, as source 1 /);
  });

  await t.step("sources shows how it is doing", async () => {
    const { code, printed } = await run("sources");
    assertEquals(code, 0);
    assertMatch(printed, /^state .*\nok +1 +Lovable +ashby .*\n1 row\n/);
  });

  await t.step("scan reads it again", async () => {
    const { code, printed, complained } = await run("scan", "--json");
    const { total, done, failed, sources } = JSON.parse(printed);
    assertEquals([code, complained, total, done, failed, sources[0].state], [
      0,
      "",
      1,
      1,
      0,
      "unchanged",
    ]);
  });

  await t.step("scan refuses a source that is not there", async () => {
    const { code, printed, complained } = await run("scan", "--sources=9");
    assertEquals([code, printed], [1, ""]);
    assertMatch(complained, /Cannot scan: source 9 is not known\nSee /);
  });

  await t.step("explain says why a posting is kept", async () => {
    const { code, printed } = await run("explain", "1");
    assertEquals(code, 0);
    assertMatch(printed, /^.+, Lovable\nhttps:[^]*: match, score 50\n/);
    assertMatch(printed, /No filter is enabled, so every posting is kept\n$/);
  });

  await t.step("preview says what a filter would take", async () => {
    const all = await run("preview", "--json");
    assertEquals(JSON.parse(all.printed).taken, board.postings);
  });

  await t.step({
    name: "Ctrl-C ends scan and stack, and says what becomes of the board",
    ignore: Deno.build.os === "windows",
    async fn() {
      const asked = board.hold();
      const child = new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "-A",
          "--no-check",
          ...registryFlags(await chooseRegistry()),
          new URL("./scan.ts", import.meta.url).href,
          `--db=${folder}`,
        ],
        env: {
          NO_COLOR: "1",
          SUPABASE_URL: "",
          SUPABASE_SECRET_KEY: "",
          ...board.environment,
        },
        stdin: "null",
        stdout: "null",
        stderr: "piped",
      }).spawn();
      await asked;
      child.kill("SIGINT");
      const { code, stderr } = await child.output();
      assertEquals(code, 130);
      assertMatch(
        new TextDecoder().decode(stderr),
        /Stopped, and the local stack with it\..*\n.*lease ends, in five minutes at most/,
      );
      const { printed } = await run("sources", "--json");
      const [source] = JSON.parse(printed);
      assert(source);
      assertEquals(source.state, "scanning");
    },
  });

  await Deno.remove(folder, { recursive: true });
});

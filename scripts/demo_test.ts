import { assert, assertEquals, assertMatch } from "@std/assert";
import { createControl } from "./boards/control.ts";
import { createBoards } from "./boards/mod.ts";
import { runDemo } from "./demo/run_demo.ts";
import { controlBoards } from "./demo/simulated_boards.ts";
import { runCommand } from "./testing.ts";

/** The 49 boards at a twentieth of their size, answering at once. */
function startSmallBoards(today: string) {
  const boards = createBoards({
    latencyScale: 0,
    postingsScale: 0.05,
    now: () => new Date(today),
  });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    createControl(boards),
  );
  return Promise.resolve(
    controlBoards(
      `http://127.0.0.1:${server.addr.port}`,
      () => server.shutdown(),
    ),
  );
}

/** Runs the demo on a folder; whether it agrees, and what it printed. */
async function demo(db: string, { changes = false } = {}) {
  const printed: string[] = [];
  const logged: string[] = [];
  const agrees = await runDemo({
    db,
    changes,
    top: 5,
    startBoards: startSmallBoards,
    print: (text) => printed.push(text),
    log: (line) => logged.push(line),
  });
  assertEquals(logged, []);
  // deno-lint-ignore no-control-regex
  const text = printed.join("\n").replace(/\x1b\[\d+m/g, "");
  return { agrees, text, lines: text.split("\n") };
}

const NOTHING_NEW = /new 0 {2}changed 0 {2}reopened 0 {2}closed 0/;

Deno.test("deno task demo", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "boardscan-demo-" });

  await t.step("scans all boards and shows the best matches", async () => {
    const { agrees, text, lines } = await demo(folder);
    assert(agrees);
    assertMatch(text, /^49\/49 boards {2}\(0 unchanged, 0 failed\)$/m);
    assertEquals(
      lines.filter((line) => / \d+\/49 {2}succeeded /.test(line)).length,
      49,
    );
    const found = Number(/The best of (\d+) open matches/.exec(text)?.[1]);
    assert(found > 5);
    assertMatch(text, /^score {2}title .* age$/m);
    assertMatch(text, /^5 rows$/m);
    assertMatch(text, /scan-source: \d+\.\d s CPU/);
  });

  await t.step(
    "finds nothing new on the same folder; then --changes agrees with the boards on what has changed",
    async () => {
      const { agrees, text, lines } = await demo(folder, { changes: true });
      const [first = ""] = text.split("The boards change");
      assertMatch(first, /^49\/49 boards {2}\(49 unchanged, 0 failed\)$/m);
      assertMatch(first, NOTHING_NEW);
      assertMatch(text, /The boards change: 120 postings added, 120 changed/);
      assertEquals(
        lines.filter((line) => /^(agrees|DIFFERS)/.test(line))
          .map((line) => line.split(" ")[0]),
        ["agrees", "agrees", "agrees"],
        text,
      );
      assert(agrees);
    },
  );

  await t.step("finds the boards as they were left", async () => {
    const { agrees, text } = await demo(folder);
    assert(agrees);
    assertMatch(text, NOTHING_NEW);
  });

  await t.step(
    "deno task jobs shows the matches that the demo has left",
    async () => {
      const { code, printed } = await runCommand("jobs", [
        `--db=${folder}`,
        "--limit=3",
      ]);
      assertEquals(code, 0);
      assertMatch(printed, /^score {2}title .*\n( *\d+ {2}.*\n){3}3 rows\n/);
      assertMatch(printed, /\n\d+ open matches in .*boardscan-demo-.*\n$/);
    },
  );

  await Deno.remove(folder, { recursive: true });
});

Deno.test("deno task jobs refuses half of a project's address", async () => {
  for (
    const environment of [
      { SUPABASE_URL: "http://127.0.0.1:1" },
      { SUPABASE_SECRET_KEY: "sb_secret_x" },
    ]
  ) {
    const { code, complained } = await runCommand("jobs", [], environment);
    assertEquals(code, 1);
    assertMatch(
      complained,
      /Cannot connect: SUPABASE_URL and SUPABASE_SECRET_KEY must both be set/,
    );
  }
});

Deno.test("deno task jobs does not make data where there is none", async () => {
  const folder = await Deno.makeTempDir();
  const { code, complained } = await runCommand("jobs", [`--db=${folder}/x`]);
  assertEquals(code, 1);
  assertMatch(complained, /Cannot open ".*\/x": no stack has left its data/);
  assertEquals(await Array.fromAsync(Deno.readDir(folder)), []);
  await Deno.remove(folder);
});

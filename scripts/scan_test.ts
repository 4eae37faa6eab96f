import { assertEquals, assertMatch } from "@std/assert";
import { chooseRegistry, registryFlags } from "./deno.ts";
import { BATCH, startFakeDoor } from "./fake_door.ts";
import { TextLineStream } from "./stack/edge/lines.ts";
import { runCommand } from "./testing.ts";

const BOARDS = [
  { source_id: 1, company: "Acme", provider: "lever" },
  { source_id: 2, company: "Bakers", provider: "ashby" },
];

type Project = ReturnType<typeof startFakeDoor>;

function scan({ environment }: Project, ...args: string[]) {
  return runCommand("scan", args, environment);
}

/** Starts the command and reads its lines one by one, to interrupt it. */
async function startScan({ environment }: Project) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      ...registryFlags(await chooseRegistry()),
      new URL("./scan.ts", import.meta.url).href,
    ],
    env: { NO_COLOR: "1", ...environment },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const complained = new Response(child.stderr).text();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream()).getReader();
  return {
    line: async () => (await lines.read()).value ?? "",
    async interrupt(signal: Deno.Signal) {
      child.kill(signal);
      const { code } = await child.status;
      await lines.cancel();
      return { code, complained: await complained };
    },
  };
}

Deno.test("deno task scan prints a line for each board as it ends, then the sum, also over a broken connection", async () => {
  await using project = startFakeDoor(BOARDS);
  const running = scan(project, "--sources=1,2", "--providers=lever,ashby");
  await project.hears(2);
  project.end();
  project.drop();
  await project.hears(3);
  project.end();
  const { code, printed, complained } = await running;
  assertEquals(code, 0);
  assertMatch(
    printed,
    /^ {2}1\/2 .*Acme \(lever\).*\n {2}2\/2 .*Bakers \(ashby\).*\n\n2\/2 boards .*\nfetched 20 .*\nwall /,
  );
  assertEquals(complained, "The connection ended: going on where it broke\n");
  assertEquals(
    project.asked.filter(({ method }) => method === "POST").map(({ body }) =>
      body
    ),
    [{ sources: [1, 2], providers: ["lever", "ashby"], wait: true }],
  );
});

Deno.test("deno task scan ends with exit code 1 when a board was not read", async () => {
  await using project = startFakeDoor(BOARDS);
  const running = scan(project);
  await project.hears(2);
  project.end({ state: "failed", reason: "it answered 500" });
  project.end();
  const { code, printed } = await running;
  assertEquals(code, 1);
  assertMatch(printed, /failed .* it answered 500\n/);
  assertMatch(printed, /\n1\/2 boards .*1 failed/);
});

Deno.test("deno task scan --json prints one object and nothing else", async () => {
  await using project = startFakeDoor(BOARDS);
  project.end();
  project.end();
  const { code, printed, complained } = await scan(project, "--json");
  const { wall_ms, sources, ...counts } = JSON.parse(printed);
  assertEquals([code, complained, typeof wall_ms, sources.length], [
    0,
    "",
    "number",
    2,
  ]);
  assertEquals([counts.batch_id, counts.done, counts.fetched], [BATCH, 2, 20]);
});

Deno.test("deno task scan --batch follows what is under way and presses nothing", async () => {
  await using project = startFakeDoor(BOARDS);
  project.end();
  project.end();
  const { code, printed } = await scan(project, `--batch=${BATCH}`);
  assertEquals(code, 0);
  assertMatch(printed, /\n2\/2 boards /);
  assertEquals(
    new Set(project.asked.map(({ method }) => method)),
    new Set(["GET"]),
  );
});

for (
  const [status, body, headers, words] of [
    [
      401,
      { error: "Unauthorized" },
      {},
      "Cannot scan: Unauthorized\nSUPABASE_SECRET_KEY must be a secret key of this project\n",
    ],
    [
      429,
      { error: "Cannot start so soon after the last time" },
      { "retry-after": "7" },
      "Cannot start so soon after the last time\nTry again in 7 s\n",
    ],
    [
      409,
      { error: "Cannot scan: the project's address is not known", hint: "Run" },
      {},
      "Cannot scan: the project's address is not known\nRun\n",
    ],
  ] as const
) {
  Deno.test(`deno task scan that is refused with ${status} says why and what to do, once, and ends with 1`, async () => {
    await using project = startFakeDoor(BOARDS);
    project.answerJson(status, body, headers);
    const { code, printed, complained } = await scan(project, "--json");
    assertEquals([code, printed, complained], [1, "", words]);
    assertEquals(project.asked.length, 1);
  });
}

for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test({
    name: `${signal} leaves the batch to itself and says how to follow it`,
    // Windows ends a process at once, whatever it listens to.
    ignore: Deno.build.os === "windows",
    async fn() {
      await using project = startFakeDoor(BOARDS);
      const running = await startScan(project);
      await project.hears(2);
      project.end();
      assertMatch(await running.line(), /^ {2}1\/2 .*Acme/);
      const { code, complained } = await running.interrupt(signal);
      assertEquals(code, exitCode);
      assertEquals(complained.trim().split("\n"), [
        "Stopped looking; the batch goes on without this command. Follow it again:",
        `  deno task scan --batch ${BATCH}`,
        `  curl "${project.door.apiUrl}/functions/v1/scan?batch=${BATCH}" -H "apikey: $SUPABASE_SECRET_KEY"`,
      ]);
    },
  });
}

Deno.test("deno task scan refuses what it does not understand with exit code 2", async () => {
  for (
    const args of [
      ["--sources=a"],
      ["--providers="],
      ["--batch=1"],
      [`--batch=${BATCH}`, "--sources=1"],
    ]
  ) {
    const { code, printed, complained } = await runCommand("scan", args);
    assertEquals([code, printed], [2, ""], args.join(" "));
    assertMatch(complained, /^Usage: deno task scan \[--sources 1,2\]/);
  }
});

Deno.test("deno task scan refuses half of a project's address", async () => {
  const { code, complained } = await runCommand("scan", [], {
    SUPABASE_URL: "http://127.0.0.1:1",
  });
  assertEquals([code, complained], [
    1,
    "Cannot scan: SUPABASE_URL and SUPABASE_SECRET_KEY must both be set\n",
  ]);
});

/**
 * The button's progress, as a browser and curl see it through the gateway:
 * events come when something happens, and not at the end.
 *
 * No time is measured: one board is held back until the test has seen the event
 * of the other, so that a stream which is kept back anywhere never goes on.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import { OPERATOR, userClaims } from "./door/callers.ts";
import { createEventReader, eventsOf } from "./door/events.ts";
import { firstInstalled } from "./door/installed.ts";
import { servePage } from "./door/page.ts";
import { startWorld } from "./door/world.ts";
import { watchApi } from "./door/watched_api.ts";
import { row } from "./testing.ts";

const LISTED = "https://dashboard.example";
const UNLISTED = "https://elsewhere.example";
const ISSUER = "https://auth.example/auth/v1";
const QUICK = "Mozilla";
const HELD = "Lovable";
const EVENTS = "text/event-stream";

const Counts = z.looseObject({
  total: z.number(),
  done: z.number(),
  failed: z.number(),
});

const curl = await firstInstalled("curl");

const browser = await firstInstalled(
  "chromium",
  "chromium-browser",
  "google-chrome",
);
if (browser === null) {
  console.log("No Chromium in PATH: the page in a browser is not tested");
}

/** Keeps the answers of one board back. */
function createGate() {
  let gate = Promise.resolve();
  return {
    async beforeAnswer({ url }: Request) {
      if (url.toLowerCase().includes(HELD.toLowerCase())) await gate;
    },
    /** Until it is released, or its test has ended. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return { release: resolve, [Symbol.dispose]: resolve };
    },
  };
}

Deno.test("the events of a batch", async (t) => {
  const gate = createGate();
  await using api = watchApi();
  await using page = servePage();
  await using world = await startWorld({
    companies: [QUICK, HELD],
    beforeAnswer: gate.beforeAnswer,
    environment: {
      SUPABASE_URL: api.url,
      AUTH_ISSUER: ISSUER,
      ALLOWED_ORIGINS: `${LISTED}, ${page.listed}`,
    },
  });
  api.forwardTo(world.apiUrl);
  const { database, keys, ask } = world;
  const owner = { apikey: keys.secret };
  await database.query(
    "insert into scanner.operators (user_id) values ($1::text::uuid)",
    [OPERATOR],
  );
  const operator = {
    apikey: keys.publishable,
    authorization: `Bearer ${await keys.sign(userClaims(ISSUER))}`,
  };

  const press = (headers: Readonly<Record<string, string>> = owner) =>
    ask({ method: "POST", headers, body: '{"wait": true}' });
  const follow = (
    batchId: string,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    ask(
      { headers: { ...owner, accept: EVENTS, ...headers } },
      `?batch=${batchId}`,
    );

  await t.step("arrive as they happen, and done at the end", async () => {
    using held = gate.hold();
    const events = eventsOf(await press());
    const first = await events.next();
    assertEquals([first?.name, first?.data.board], ["progress", null]);
    const quick = await events.board();
    assertEquals(quick.data.board?.company, QUICK);
    assertEquals([quick.data.done, quick.data.total], [1, 2]);
    assertMatch(quick.id ?? "", /^\d{4}-\d\d-\d\dT/);
    held.release();
    const last = await events.board();
    assertEquals(last.data.board?.company, HELD);
    const [done, ...more] = await events.rest();
    assertEquals([done?.name, more.length], ["done", 0]);
    const { total, failed } = Counts.parse(done?.data);
    assertEquals([total, done?.data.done, failed], [2, 2, 0]);
    assertEquals("board" in (done?.data ?? {}), false);
  });

  await t.step(
    "go on after the last that was seen, without a second batch",
    async () => {
      using held = gate.hold();
      const events = eventsOf(await press());
      const { id, data: { batch_id } } = await events.board();
      await events.close();
      const { count: before } = await row(
        database,
        "select count(*) as count from scanner.batches",
      );

      const resumed = eventsOf(
        await follow(batch_id, { "last-event-id": id ?? "" }),
      );
      assertEquals((await resumed.next())?.data.board, null);
      held.release();
      const rest = await resumed.rest();
      // The one that was seen may come again, for another may have ended beside it.
      const boards = rest.flatMap(({ data }) => data.board?.company ?? []);
      assertEquals(boards.filter((company) => company === HELD), [HELD]);
      assertEquals(rest.at(-1)?.name, "done");
      const { count: after } = await row(
        database,
        "select count(*) as count from scanner.batches",
      );
      assertEquals(after, before);

      const all = await eventsOf(await follow(batch_id)).rest();
      assertEquals(
        all.flatMap(({ data }) => data.board?.company ?? []).toSorted(),
        [HELD, QUICK],
      );
      const none = await eventsOf(
        await follow(batch_id, { "last-event-id": "2099-01-01T00:00:00Z" }),
      ).rest();
      assertEquals(none.map(({ name }) => name), ["progress", "done"]);
    },
  );

  await t.step(
    "end, and the polling with them, when nobody reads",
    async () => {
      using held = gate.hold();
      const events = eventsOf(await press());
      const { batch_id } = (await events.board()).data;
      await events.close();
      // Told apart by where they begin; the one that stays is the other's clock.
      const leaving = eventsOf(
        await follow(batch_id, { "last-event-id": "2099-06-01T00:00:00Z" }),
      );
      const staying = eventsOf(
        await follow(batch_id, { "last-event-id": "2098-06-01T00:00:00Z" }),
      );
      await leaving.next();
      await staying.next();
      const polls = (year: string) => (call: { name: string; args: unknown }) =>
        call.name === "scan_progress" &&
        JSON.stringify(call.args).includes(`"ended_after":"${year}-`);
      await api.more(2, polls("2099"));
      const before = api.count(polls("2099"));
      await leaving.close();
      await api.more(6, polls("2098"));
      const after = api.count(polls("2099")) - before;
      assert(after <= 2, `${after} polls for nobody`);
      held.release();
      assertEquals((await staying.rest()).at(-1)?.name, "done");
    },
  );

  await t.step("are shown to the pages of listed origins alone", async () => {
    const asking = (origin: string) =>
      ask({
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "apikey,authorization",
        },
      });
    const may = await asking(LISTED);
    assertEquals([may.status, await may.text()], [204, ""]);
    assertEquals(may.headers.get("access-control-allow-origin"), LISTED);
    assertEquals(
      may.headers.get("access-control-allow-headers"),
      "authorization, apikey, content-type, x-client-info, last-event-id",
    );
    assertEquals(may.headers.get("access-control-allow-methods"), "GET, POST");
    const mayNot = await asking(UNLISTED);
    assertEquals([mayNot.status, await mayNot.text()], [403, ""]);
    assertEquals(mayNot.headers.get("access-control-allow-origin"), null);

    for (const origin of [LISTED, UNLISTED]) {
      const response = await press({ ...owner, origin });
      assertEquals(
        response.headers.get("access-control-allow-origin"),
        origin === LISTED ? LISTED : null,
      );
      assertEquals(response.headers.get("vary"), "Origin");
      assertEquals((await eventsOf(response).rest()).at(-1)?.name, "done");
    }
  });

  await t.step(
    "an operator who presses again within 10 s is told to wait, and the batch goes on",
    async () => {
      using held = gate.hold();
      const pressed = await Promise.all([press(operator), press(operator)]);
      const [again, ...others] = pressed.filter(({ status }) => status === 429);
      assertEquals(others, []);
      const seconds = Number(again?.headers.get("retry-after"));
      assert(seconds >= 1 && seconds <= 10, `${seconds}`);
      assertEquals(await again?.json(), {
        error: "Cannot start so soon after the last time",
        hint: `Wait ${seconds} s; a batch that is under way goes on`,
      });
      const added = await ask({
        method: "POST",
        headers: operator,
        body: JSON.stringify({ add: world.urlOf("Spotify") }),
      });
      assertEquals(added.status, 429);
      await added.body?.cancel();

      const [going] = pressed.filter(({ status }) => status === 200);
      assert(going);
      const events = eventsOf(going);
      const { batch_id } = (await events.board()).data;
      // Looking is no press.
      const looked = await ask({ headers: operator }, `?batch=${batch_id}`);
      assertEquals(looked.status, 200);
      assertEquals(Counts.parse(await looked.json()).done, 1);
      held.release();
      const done = Counts.parse((await events.rest()).at(-1)?.data);
      assertEquals([done.done, done.failed], [2, 0]);
    },
  );

  await t.step({
    name: "arrive in a browser's page as they happen, if its origin is listed",
    ignore: browser === null,
    async fn() {
      const what = {
        url: `${world.apiUrl}/functions/v1/scan`,
        headers: { ...operator, accept: EVENTS },
      };
      await database.query("update scanner.operators set pressed_at = null");
      using held = gate.hold();
      {
        await using tab = await page.open(browser ?? "", page.listed, what);
        const events = createEventReader(tab.body);
        assertEquals((await events.board()).data.board?.company, QUICK);
        held.release();
        assertEquals((await events.rest()).at(-1)?.name, "done");
      }
      await using tab = await page.open(browser ?? "", page.unlisted, what);
      assertMatch(await tab.refused, /^TypeError/);
    },
  });

  for (const more of [[], ["--compressed"]]) {
    await t.step({
      name: ["arrive in curl as they happen", ...more].join(" "),
      ignore: curl === null,
      async fn() {
        using held = gate.hold();
        const child = new Deno.Command(curl ?? "", {
          args: [
            ...["-N", "-s", "-X", "POST", "-d", "{}"],
            ...["-H", `apikey: ${keys.secret}`, "-H", `accept: ${EVENTS}`],
            ...more,
            `${world.apiUrl}/functions/v1/scan`,
          ],
          stdin: "null",
          stdout: "piped",
          stderr: "inherit",
        }).spawn();
        const events = createEventReader(child.stdout);
        const quick = await events.board();
        assertEquals(quick.data.board?.company, QUICK);
        held.release();
        const rest = await events.rest();
        assertEquals(rest.at(-1)?.name, "done");
        assertEquals((await child.status).code, 0);
      },
    });
  }
});

/**
 * A message through the whole machine: a scan ends, the database posts the
 * digest's id through pg_net, the function notify runs as a process, and a
 * receiver behind the gateway takes the message.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { createBoards } from "../../scripts/boards/mod.ts";
import { startStack } from "../../scripts/stack/stack.ts";
import { filter, insert, row, rows } from "./testing.ts";

const SECRET = "s3cr3t";

/** Answers for the boards and for three receivers, as a gateway does that knows their names. */
function startGateway() {
  const boards = createBoards({ latencyScale: 0, postingsScale: 0.05 });
  const taken: { path: string; key: string; type: string; body: string }[] = [];
  const news = new Set<() => void>();
  let failures = 1;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      if (!/^\/(?:hooks\.slack\.com|discord\.com|ntfy\.sh)\//.test(pathname)) {
        return await boards.handle(request);
      }
      const body = await request.text();
      // Of one receiver the first answer is a fault, after which the same must come again.
      if (pathname.startsWith("/ntfy.sh/") && failures-- > 0) {
        taken.push({ path: pathname, key: "refused", type: "", body });
        return new Response(SECRET, { status: 503 });
      }
      taken.push({
        path: pathname + search,
        key: request.headers.get("idempotency-key") ?? "",
        type: request.headers.get("content-type") ?? "",
        body,
      });
      for (const hear of news) hear();
      return new Response(null, { status: 204 });
    },
  );
  return {
    boards,
    taken,
    url: `http://127.0.0.1:${server.addr.port}`,
    /** Fulfilled when so many messages were taken. */
    async until(count: number) {
      const here = Promise.withResolvers<void>();
      const hear = () => {
        if (taken.filter(({ key }) => key !== "refused").length >= count) {
          here.resolve();
        }
      };
      news.add(hear);
      hear();
      await here.promise;
      news.delete(hear);
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("a scan's matches reach Slack, Discord and ntfy through the function notify, and a test shows its result", async () => {
  await using gateway = startGateway();
  const lines: string[] = [];
  const stack = await startStack({
    db: "memory",
    port: 0,
    boards: gateway.url,
    seed: false,
    log: (line) => lines.push(line),
    functionLog: (line) => lines.push(line),
  });
  const { database, apiUrl, keys } = stack;
  /** Waits for notify to have told the database, whose answer is what is asked for. */
  async function settled(query: string) {
    while (true) {
      const found = await rows(database, query);
      if (found.length > 0) return found;
    }
  }
  try {
    await database.execute(`
      select cron.unschedule(jobid) from cron.job;
      select public.add_notification('slack', 'https://hooks.slack.com/services/T0/B0/${SECRET}');
      select public.add_notification('discord', 'https://discord.com/api/webhooks/1/${SECRET}', schedule => 'each scan');
      select public.add_notification('phone', 'https://ntfy.sh/${SECRET}?auth=x', schedule => 'daily', hour => 7);`);
    await filter(database);
    const board = gateway.boards.truth().find(({ company }) =>
      company === "Mozilla"
    );
    await insert(database, "public.job_sources", {
      url: board?.url ?? "",
      company: "Mozilla",
    });
    const response = await fetch(`${apiUrl}/functions/v1/scan`, {
      method: "POST",
      headers: { apikey: keys.secret },
      body: '{"wait": true}',
    });
    await response.text();
    await gateway.until(2);
    const sent = await settled(
      "select id, notification, postings from public.notification_log where status = 'sent' and (select count(*) from public.notification_log where status = 'sent') = 2 order by notification",
    );
    const { open } = await row(
      database,
      "select count(*)::int as open from public.job_postings",
    );
    assertEquals(
      sent.map(({ notification, postings }) => [notification, postings]),
      [
        ["discord", open],
        ["slack", open],
      ],
    );
    const [discord, slack] = gateway.taken.toSorted((a, b) =>
      a.path.localeCompare(b.path)
    );
    assertEquals([discord?.path, discord?.key], [
      `/discord.com/api/webhooks/1/${SECRET}`,
      sent[0]?.id,
    ]);
    assertEquals([slack?.path, slack?.key], [
      `/hooks.slack.com/services/T0/B0/${SECRET}`,
      sent[1]?.id,
    ]);
    assertMatch(discord?.body ?? "", /^\{"content":"\d+ new match/);
    assertMatch(slack?.body ?? "", /^\{"text":"\d+ new match/);

    // The daily one: its hour strikes, the receiver fails once.
    await database.execute(
      "update scanner.notifications set next_at = now() where name = 'phone'; select scanner.dispatch();",
    );
    await settled(
      "select 1 as found from public.notification_health where failures = 1",
    );
    const health = await row(
      database,
      "select what_to_do from public.scanner_health",
    );
    assertMatch(
      JSON.stringify(health),
      /The notification \\"phone\\" fails: The receiver cannot take the message now \(503\)/,
    );
    await database.execute(
      "update scanner.notifications set next_at = now() where name = 'phone'; select scanner.dispatch();",
    );
    await gateway.until(3);
    const [refused, again] = gateway.taken.slice(2);
    assertEquals([again?.path, again?.type], [
      `/ntfy.sh/${SECRET}?auth=x`,
      "text/plain; charset=utf-8",
    ]);
    assertEquals(again?.body, refused?.body);
    assertEquals(
      await settled(
        "select last_error, failures from public.notification_health where name = 'phone' and last_sent_at is not null",
      ),
      [{ last_error: null, failures: 0 }],
    );

    await database.query("select * from public.test_notification('slack')");
    await gateway.until(4);
    await settled(
      "select 1 as found from public.notification_log where test and status = 'sent'",
    );
    assertMatch(
      gateway.taken.at(-1)?.body ?? "",
      /Test message: new matches for/,
    );

    const functions = stack.functions.map(({ name }) => name);
    assert(functions.includes("notify"));
    const said = lines.filter((line) => line.includes("digest_id"));
    assertEquals(said.length, 5);
    const left = await rows(
      database,
      "select h::text as row from net._http_response h union all select q::text from net.http_request_queue q union all select j::text from cron.job_run_details j",
    );
    assert(!JSON.stringify([lines, left]).includes(SECRET));
  } finally {
    await stack.stop();
  }
});

import { assertEquals, assertMatch } from "@std/assert";
import { createKeyCheck } from "../_shared/auth.ts";
import { RpcError } from "../_shared/client.ts";
import { createGate } from "../_shared/gate.ts";
import type { Rpc } from "../_shared/rpc.ts";
import { NOW } from "../_shared/testing.ts";
import { createAdmission } from "./admission.ts";
import { createHandler } from "./handler.ts";

const KEY = "sb_secret_of_a_test";
const BATCH = "5e0c8e1a-0000-4000-8000-000000000002";

const OPERATOR = "5e0c8e1a-0000-4000-8000-00000000000a";
const STRANGER = "5e0c8e1a-0000-4000-8000-00000000000b";
const USERS = new Map([["operators.token", OPERATOR], [
  "strangers.token",
  STRANGER,
]]);

/** A database that knows one batch of two sources, and fails on what it does not expect. */
function door(failWith?: Error) {
  const calls: unknown[] = [];
  const logged: unknown[] = [];
  let presses = 0;
  // deno-lint-ignore require-await -- as below
  const admit: Rpc = async (
    name,
    args: Readonly<Record<string, unknown>>,
  ) => {
    if (name !== "admit_operator") throw new Error(`Unexpected call: ${name}`);
    if (args.presses) presses++;
    return {
      operator: args.user_id === OPERATOR,
      wait_seconds: presses > 1 ? 7 : 0,
    };
  };
  const handle = createHandler({
    admission: createAdmission({
      holdsSecretKey: createKeyCheck([KEY]),
      readClaims: (token) => Promise.resolve(USERS.get(token) ?? null),
      rpc: admit,
    }),
    allowedOrigins: ["https://jobs.example"],
    // deno-lint-ignore require-await -- a wrong call must reject, not throw
    async rpc(name, args: Readonly<Record<string, unknown>>) {
      calls.push([name, args]);
      if (failWith) throw failWith;
      if (name === "request_scan") return BATCH;
      if (name === "scan_progress") {
        return { batch_id: args.batch_id, total: 2, done: 1 };
      }
      throw new Error(`Unexpected call of ${name}`);
    },
    // What is added is add_board_test.ts's business.
    way: {
      fetch: () => Promise.reject(new TypeError("Unexpected request")),
      gateway: null,
      resolveHost: () => Promise.resolve(null),
      gate: createGate(),
      now: () => NOW,
      after: () => () => {},
      random: () => 0.5,
      sleep: () => Promise.resolve(),
    },
    log: (line) => void logged.push(line),
  });
  async function ask(
    path: string,
    init: RequestInit = {},
    key: string | null = KEY,
  ) {
    const response = await handle(
      new Request(`http://127.0.0.1/scan${path}`, {
        ...init,
        headers: { ...(key !== null && { apikey: key }), ...init.headers },
      }),
    );
    return { status: response.status, answer: await response.json() };
  }
  return { ask, calls, logged };
}

Deno.test("POST without a body starts a batch of all sources and answers 202", async () => {
  const { ask, calls } = door();
  assertEquals(await ask("", { method: "POST" }), {
    status: 202,
    answer: { batch_id: BATCH, sources: 2 },
  });
  assertEquals(calls[0], [
    "request_scan",
    { source_ids: null, providers: null },
  ]);
});

Deno.test("POST scans the named sources", async () => {
  const { ask, calls } = door();
  await ask("", { method: "POST", body: '{"sources": [3, 5]}' });
  assertEquals(calls[0], [
    "request_scan",
    { source_ids: [3, 5], providers: null },
  ]);
});

Deno.test("POST scans the sources of the named providers", async () => {
  const { ask, calls } = door();
  await ask("", { method: "POST", body: '{"providers": ["lever"]}' });
  assertEquals(calls[0], [
    "request_scan",
    { source_ids: null, providers: ["lever"] },
  ]);
});

Deno.test("POST of names that Postgres has no place for asks for them without that", async () => {
  const { ask, calls } = door();
  const body = '{"providers": ["le\\u0000ver", "\\ud800"]}';
  await ask("", { method: "POST", body });
  assertEquals(calls[0], [
    "request_scan",
    { source_ids: null, providers: ["lever", "\ufffd"] },
  ]);
});

Deno.test("POST that breaks off is refused, and starts nothing", async () => {
  const { ask, calls, logged } = door();
  const body = new ReadableStream({
    start: (controller) => controller.error(new TypeError("hung up")),
  });
  assertEquals(await ask("", { method: "POST", body }), {
    status: 400,
    answer: { error: "The body broke off" },
  });
  assertEquals([calls, logged], [[], []]);
});

Deno.test("GET ?batch= answers how far the batch is", async () => {
  const { ask } = door();
  assertEquals(await ask(`?batch=${BATCH}`), {
    status: 200,
    answer: { batch_id: BATCH, total: 2, done: 1 },
  });
});

for (
  const [name, key, headers] of [
    ["no key", null, {}],
    ["another key", "sb_publishable_x", {}],
    ["a longer key", `${KEY}x`, {}],
    ["an empty key", "", {}],
    ["another bearer", null, { authorization: "Bearer x" }],
    ["the key in the wrong scheme", null, { authorization: `Basic ${KEY}` }],
  ] as const
) {
  for (const method of ["POST", "GET", "DELETE"]) {
    Deno.test(`${method} with ${name} is 401 with a constant body, and nothing is called`, async () => {
      const { ask, calls } = door();
      assertEquals(await ask(`?batch=${BATCH}`, { method, headers }, key), {
        status: 401,
        answer: { error: "Unauthorized" },
      });
      assertEquals(calls, []);
    });
  }
}

Deno.test("the key is taken as a bearer token too", async () => {
  const { ask } = door();
  const { status } = await ask("", {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}` },
  }, null);
  assertEquals(status, 202);
});

for (
  const body of [
    "{",
    "[]",
    "null",
    '{"sources": "all"}',
    '{"sources": []}',
    '{"sources": [0]}',
    '{"sources": [1.5]}',
    '{"surces": [1]}',
    '{"sources": [1], "wait": "yes"}',
    '{"providers": []}',
    '{"explain": "1"}',
    '{"add": ""}',
    '{"add": "https://jobs.lever.co/acme", "sources": [1]}',
  ]
) {
  Deno.test(`POST ${body} is 400, says what is wanted and starts nothing`, async () => {
    const { ask, calls } = door();
    const { status, answer } = await ask("", { method: "POST", body });
    assertEquals(status, 400);
    assertMatch(answer.error, /^(Wanted: a JSON body|The body is no JSON)/);
    assertEquals(calls, []);
  });
}

Deno.test("GET without a batch's id is 400", async () => {
  for (const path of ["", "?batch=", "?batch=1"]) {
    assertEquals((await door().ask(path)).status, 400);
  }
});

Deno.test("another method is 405", async () => {
  assertEquals((await door().ask("", { method: "PUT" })).status, 405);
});

for (
  const [code, status] of [["22023", 400], ["PT404", 404], [
    "55000",
    409,
  ]] as const
) {
  Deno.test(`what the database refuses with ${code} is ${status}, with its words and its hint`, async () => {
    const { ask } = door(
      new RpcError(code, "Cannot scan: no", "Do this", {
        calling: "request_scan",
      }),
    );
    assertEquals(await ask("", { method: "POST" }), {
      status,
      answer: { error: "Cannot scan: no", hint: "Do this" },
    });
  });
}

Deno.test("any other failure is 500, tells a stranger nothing and goes to the log", async () => {
  const { ask, logged } = door(new RpcError("XX000", "secret detail", null));
  const { status, answer } = await ask("", { method: "POST" });
  assertEquals(status, 500);
  assertEquals(JSON.stringify(answer).includes("secret detail"), false);
  assertEquals(logged, [{ door: "scan", error: "RpcError: secret detail" }]);
});

Deno.test("POST {add} looks at the address before anything is called", async () => {
  const { ask, calls } = door();
  const { status, answer } = await ask("", {
    method: "POST",
    body: '{"add": "http://10.0.0.1/"}',
  });
  assertEquals([status, answer.error], [
    400,
    'Cannot read "10.0.0.1": it is no public address',
  ]);
  assertEquals(calls, []);
});

const asOperator = { authorization: "Bearer operators.token" };
const asStranger = { authorization: "Bearer strangers.token" };

Deno.test("a signed-in operator may scan and follow", async () => {
  const { ask } = door();
  const scanned = await ask("", { method: "POST", headers: asOperator }, null);
  assertEquals(scanned.status, 202);
  const followed = await ask(`?batch=${BATCH}`, { headers: asOperator }, null);
  assertEquals(followed.status, 200);
});

Deno.test("an operator who presses again too soon is told when, and may look meanwhile", async () => {
  const { ask, calls } = door();
  const press = () => ask("", { method: "POST", headers: asOperator }, null);
  await press();
  const before = calls.length;
  const again = await press();
  assertEquals(again, {
    status: 429,
    answer: {
      error: "Cannot start so soon after the last time",
      hint: "Wait 7 s; a batch that is under way goes on",
    },
  });
  assertEquals(calls.length, before);
});

for (const body of ["", "{", '{"sources": [1]}', '{"add": "https://a.b/"}']) {
  Deno.test(`a signed-in stranger gets 403 for ${body || "nothing"} and nothing is called`, async () => {
    const { ask, calls } = door();
    assertEquals(
      await ask("", { method: "POST", headers: asStranger, body }, null),
      { status: 403, answer: { error: "Forbidden" } },
    );
    assertEquals(calls, []);
  });
}

Deno.test("a body that is longer than any list of sources is 413", async () => {
  const { ask, calls } = door();
  const { status } = await ask("", {
    method: "POST",
    body: `{"sources": [${"1,".repeat(200_000)}1]}`,
  });
  assertEquals([status, calls], [413, []]);
});

Deno.test("a filter that cannot be is told where", async () => {
  const { ask } = door();
  const { status, answer } = await ask("", {
    method: "POST",
    body: '{"preview": {"min_salary": 10}}',
  });
  assertEquals(status, 400);
  assertMatch(answer.error, /Wanted: the currency of min_salary/);
});

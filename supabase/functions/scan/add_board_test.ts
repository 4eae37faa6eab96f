import { assertEquals } from "@std/assert";
import { createGate } from "../_shared/gate.ts";
import { NOW } from "../_shared/testing.ts";
import { addBoard, type AddDeps } from "./add_board.ts";

const LEVER = "https://api.lever.co/v0/postings/acme?mode=json";
const CAREERS = "https://acme.example/careers";

type Answers = Readonly<Record<string, (signal: AbortSignal) => Response>>;

const json = (value: unknown) => () => Response.json(value);
const html = (text: string) => () => new Response(text);
const gone = () => new Response(null, { status: 404 });
const adverts = ["1", "2", "3"].map((id) => ({
  id,
  text: "Baker",
  hostedUrl: `https://jobs.lever.co/acme/${id}`,
}));

interface Row {
  readonly id: number;
  readonly url: unknown;
  readonly company: unknown;
  readonly enabled: boolean;
  readonly resolved: unknown;
}

/** The boards that there are, and a database that may watch some already. */
function door(answers: Answers, watched: readonly Row[] = []) {
  const sources = [...watched];
  const asked: string[] = [];
  let late = () => {};
  const deps: AddDeps = {
    // deno-lint-ignore require-await -- a wrong call must reject, not throw
    async rpc(
      name,
      { url, company, resolved }: Readonly<Record<string, unknown>>,
    ) {
      if (name !== "add_source") throw new Error(`Unexpected call of ${name}`);
      const known = sources.find((one) =>
        JSON.stringify(one.resolved) === JSON.stringify(resolved)
      );
      if (known) return { ...known, added: false };
      const id = sources.length + 1;
      const row = { id, url, company, enabled: true, resolved };
      sources.push(row);
      return { ...row, added: true };
    },
    way: {
      // deno-lint-ignore require-await -- as above
      async fetch(input, init) {
        const url = new Request(input).url;
        asked.push(url);
        const answer = answers[url];
        if (!answer) throw new TypeError(`Unexpected request: ${url}`);
        return answer(init?.signal ?? new AbortController().signal);
      },
      gateway: null,
      resolveHost: () => Promise.resolve(null),
      gate: createGate(),
      now: () => NOW,
      after(ms, act) {
        if (ms === 20_000) late = act;
        return () => {};
      },
      random: () => 0.5,
      sleep: () => Promise.resolve(),
    },
  };
  async function add(url: string, company?: string) {
    const response = await addBoard(
      { add: url, ...(company && { company }) },
      deps,
    );
    return { status: response.status, answer: await response.json() };
  }
  return { add, asked, sources, timeIsUp: () => late() };
}

Deno.test("a board's address is watched, and the answer says what is there now", async () => {
  const { add, sources } = door({ [LEVER]: json(adverts) });
  const { status, answer } = await add("https://jobs.lever.co/acme", "Acme");
  assertEquals(status, 201);
  assertEquals(answer, {
    added: true,
    source: 1,
    provider: "lever",
    board: "acme",
    company: "Acme",
    postings: 3,
    complete: true,
  });
  const [source] = sources;
  assertEquals(source?.resolved, {
    provider: "lever",
    board: "acme",
    host: "api.lever.co",
  });
});

Deno.test("an address without its scheme is taken as a browser would", async () => {
  const { add, sources } = door({ [LEVER]: json([]) });
  assertEquals((await add("jobs.lever.co/acme")).status, 201);
  assertEquals(sources[0]?.url, "https://jobs.lever.co/acme");
});

Deno.test("the board that a company's page shows is found", async () => {
  const { add } = door({
    [CAREERS]: html('<iframe src="https://jobs.lever.co/acme"></iframe>'),
    [LEVER]: json(adverts),
  });
  const { answer } = await add(CAREERS);
  assertEquals([answer.provider, answer.board, answer.postings], [
    "lever",
    "acme",
    3,
  ]);
});

Deno.test("the employer is called as the board calls it, unless the person says otherwise", async () => {
  const board = "https://boards-api.greenhouse.io/v1/boards/acme/jobs";
  const jobs = [{
    id: 1,
    title: "Baker",
    absolute_url: "https://boards.greenhouse.io/acme/jobs/1",
    company_name: "Acme Bakeries",
  }];
  const answers = { [`${board}?content=true`]: json({ jobs }) };
  const url = "https://boards.greenhouse.io/acme";
  assertEquals((await door(answers).add(url)).answer.company, "Acme Bakeries");
  assertEquals((await door(answers).add(url, "Acme")).answer.company, "Acme");
});

Deno.test("a board that is watched already is not added again, and the answer says where it stands", async () => {
  const { add, sources } = door({ [LEVER]: json(adverts) }, [{
    id: 7,
    url: "https://jobs.lever.co/acme",
    company: "Acme",
    enabled: false,
    resolved: { provider: "lever", board: "acme", host: "api.lever.co" },
  }]);
  const { status, answer } = await add("https://jobs.lever.co/acme/1/apply");
  assertEquals([status, answer.added, answer.source], [200, false, 7]);
  assertEquals(
    answer.hint,
    "This board is watched already, as source 7 (https://jobs.lever.co/acme), which is switched off",
  );
  assertEquals(sources.length, 1);
});

Deno.test("a page without a board or a posting is refused with a way out, and nothing is added", async () => {
  const { add, sources } = door({
    [CAREERS]: html("<h1>We are hiring</h1>"),
    "https://acme.example/robots.txt": gone,
    "https://acme.example/sitemap.xml": gone,
  });
  const { status, answer } = await add(CAREERS);
  assertEquals([status, answer.error], [
    422,
    `Cannot find a board at "${CAREERS}": the page names no posting and shows no board that is known`,
  ]);
  assertEquals(typeof answer.hint, "string");
  assertEquals(sources, []);
});

for (
  const [what, url, answers, status, error] of [
    [
      "an address inside a network",
      "http://192.168.0.1/",
      {},
      400,
      'Cannot read "192.168.0.1": it is no public address',
    ],
    [
      "another scheme",
      "file:///etc/passwd",
      {},
      400,
      'Cannot read "": the address is file: and not http(s)',
    ],
    ["words", "our careers page", {}, 400, null],
    [
      "a board that does not exist",
      "https://jobs.lever.co/acme",
      { [LEVER]: gone },
      404,
      "Cannot read api.lever.co: it answered 404",
    ],
    [
      "a board that answers something else",
      "https://jobs.lever.co/acme",
      { [LEVER]: json({}) },
      422,
      null,
    ],
    [
      "a site that lets nobody in",
      CAREERS,
      { [CAREERS]: () => new Response(null, { status: 403 }) },
      422,
      "Cannot read acme.example: it answered 403",
    ],
    [
      "a site that is down",
      CAREERS,
      { [CAREERS]: () => new Response(null, { status: 500 }) },
      502,
      "Cannot read acme.example: it answered 500",
    ],
  ] as const
) {
  Deno.test(`${what} is refused with ${status} and a sentence that helps, and nothing is added`, async () => {
    const { add, sources } = door(answers);
    const refused = await add(url);
    assertEquals(refused.status, status);
    if (error) assertEquals(refused.answer.error, error);
    assertEquals(typeof refused.answer.hint, "string");
    assertEquals(sources, []);
  });
}

Deno.test("a large board is added when the time is up, with what was seen until then", async () => {
  const advert = (id: number) => ({ id: String(id), name: "Baker" });
  const page = (offset: number) =>
    `https://api.smartrecruiters.com/v1/companies/Acme/postings?limit=100&offset=${offset}`;
  const known = door({
    [page(0)]: json({
      totalFound: 200,
      content: Array.from({ length: 100 }, (_, id) => advert(id)),
    }),
    [page(100)]: (signal) => {
      known.timeIsUp();
      throw signal.reason;
    },
  });
  const { status, answer } = await known.add(
    "https://jobs.smartrecruiters.com/Acme",
  );
  assertEquals([status, answer.postings, answer.complete], [201, 100, false]);
});

import { assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "./errors.ts";
import { type Look, resolve } from "./resolve.ts";
import type { WorkOrder } from "./work_order.ts";

function source(
  over: Partial<WorkOrder["source"]> = {},
): WorkOrder["source"] {
  return {
    id: 7,
    company: null,
    url: "https://jobs.lever.co/acme",
    provider: null,
    board: null,
    settings: {},
    ...over,
  };
}

/** A page without any board. */
const nothing: Look = () => Promise.resolve("<html></html>");
/** Nobody may look: the address alone must do. */
const unseen: Look = (page) =>
  Promise.reject(new Error(`Unexpected look at ${page.href}`));
/** The pages that there are, and the addresses that some send on to. */
function pages(known: Readonly<Record<string, string | URL>>): Look {
  return (page) => {
    const seen = known[page.href];
    return seen === undefined ? unseen(page) : Promise.resolve(seen);
  };
}

Deno.test("resolve() keeps to the board that an earlier scan found, whatever the address", async () => {
  const { provider, board, resolved } = await resolve(
    source({ provider: "ashby", board: "acme", url: "no address" }),
    unseen,
  );
  assertEquals(provider.id, "ashby");
  assertEquals(board, { provider: "ashby", key: "acme" });
  assertEquals(resolved, null);
});

Deno.test("resolve() finds the provider, board and host behind an address", async () => {
  const found: [url: string, provider: string, board: string, host: string][] =
    [
      [
        "https://job-boards.greenhouse.io/acme/jobs/1",
        "greenhouse",
        "acme",
        "boards-api.greenhouse.io",
      ],
      ["https://jobs.lever.co/acme", "lever", "acme", "api.lever.co"],
      ["https://jobs.ashbyhq.com/acme", "ashby", "acme", "api.ashbyhq.com"],
      [
        "https://jobs.smartrecruiters.com/Acme",
        "smartrecruiters",
        "Acme",
        "api.smartrecruiters.com",
      ],
    ];
  for (const [url, provider, board, host] of found) {
    const target = await resolve(source({ url }), unseen);
    assertEquals(target.provider.id, provider);
    assertEquals(target.board, { provider, key: board });
    assertEquals(target.resolved, { provider, board, host });
  }
});

Deno.test("resolve() reads every other page as JSON-LD, at the host that was typed", async () => {
  const { provider, resolved } = await resolve(
    source({ url: "https://acme.example/careers?lang=en#open" }),
    nothing,
  );
  assertEquals(provider.id, "json_ld");
  assertEquals(resolved, {
    provider: "json_ld",
    board: "https://acme.example/careers?lang=en",
    host: "acme.example",
  });
});

Deno.test("resolve() finds a board again by the key it gave it", async () => {
  for (
    const url of ["https://jobs.lever.co/acme", "https://acme.example/careers"]
  ) {
    const { resolved, board, provider } = await resolve(
      source({ url }),
      nothing,
    );
    const again = await resolve(
      source({ provider: provider.id, board: resolved?.board ?? null }),
      unseen,
    );
    assertEquals(again.board, board);
    assertEquals(again.provider.hosts(again.board), provider.hosts(board));
  }
});

Deno.test("resolve() refuses an address that must not be read, without looking at it", async () => {
  for (
    const url of [
      "careers at acme",
      "file:///etc/passwd",
      "http://10.0.0.1/careers",
      "http://localhost/careers",
      "http://169.254.169.254/latest/meta-data",
      "https://name:word@acme.example/",
    ]
  ) {
    const error = await assertRejects(
      () => resolve(source({ url }), unseen),
      ScanError,
    );
    assertEquals(error.kind, "unsafe_url", url);
  }
});

Deno.test("resolve() takes a provider that does not exist for a mistake of ours", async () => {
  await assertRejects(
    () => resolve(source({ provider: "taleo", board: "acme" }), unseen),
    TypeError,
    'Cannot find provider "taleo"',
  );
});

const CAREERS = "https://acme.example/careers";

Deno.test("resolve() finds the board that a company's own page shows", async () => {
  const { board, resolved } = await resolve(
    source({ url: CAREERS }),
    pages({
      [CAREERS]:
        '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>',
    }),
  );
  assertEquals(board, { provider: "greenhouse", key: "acme" });
  assertEquals(resolved?.host, "boards-api.greenhouse.io");
});

Deno.test("resolve() follows a page to another host, and on to a board's", async () => {
  const { board } = await resolve(
    source({ url: "http://acme.example/jobs" }),
    pages({
      "http://acme.example/jobs": new URL(CAREERS),
      [CAREERS]: new URL("https://jobs.lever.co/acme"),
    }),
  );
  assertEquals(board, { provider: "lever", key: "acme" });
});

Deno.test("resolve() reads the page that a company's address leads to", async () => {
  const { board } = await resolve(
    source({ url: "https://acme.example/jobs" }),
    pages({
      "https://acme.example/jobs": new URL("https://careers.acme.example/"),
      "https://careers.acme.example/": "<html></html>",
    }),
  );
  assertEquals(board.key, "https://careers.acme.example/");
});

Deno.test("resolve() takes a board that is only linked to, unless the page has postings of its own", async () => {
  const link = '<a href="https://jobs.lever.co/acme">All jobs</a>';
  const own =
    '<script type="application/ld+json">{"@type":"JobPosting","title":"Baker"}</script>';
  for (
    const [html, provider] of [
      [link, "lever"],
      [link + own, "json_ld"],
      [own, "json_ld"],
    ] as const
  ) {
    const { board } = await resolve(
      source({ url: CAREERS }),
      pages({ [CAREERS]: html }),
    );
    assertEquals(board.provider, provider, html);
  }
});

Deno.test("resolve() checks every address it is sent on to", async () => {
  const error = await assertRejects(
    () =>
      resolve(
        source({ url: CAREERS }),
        pages({ [CAREERS]: new URL("http://169.254.169.254/latest") }),
      ),
    ScanError,
  );
  assertEquals(error.kind, "unsafe_url");
});

Deno.test("resolve() gives up on pages that send their readers round", async () => {
  const error = await assertRejects(
    () =>
      resolve(
        source({ url: "https://one.example/" }),
        pages({
          "https://one.example/": new URL("https://two.example/"),
          "https://two.example/": new URL("https://one.example/"),
        }),
      ),
    ScanError,
    'Cannot read "one.example": it sends readers from host to host',
  );
  assertEquals(error.kind, "moved");
});

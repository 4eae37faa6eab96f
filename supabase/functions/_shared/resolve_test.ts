import { assertEquals, assertThrows } from "@std/assert";
import { ScanError } from "./errors.ts";
import { resolve } from "./resolve.ts";
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

Deno.test("resolve() keeps to the board that an earlier scan found, whatever the address", () => {
  const { provider, board, resolved } = resolve(
    source({ provider: "ashby", board: "acme", url: "no address" }),
  );
  assertEquals(provider.id, "ashby");
  assertEquals(board, { provider: "ashby", key: "acme" });
  assertEquals(resolved, null);
});

Deno.test("resolve() finds the provider, board and host behind an address", () => {
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
    const target = resolve(source({ url }));
    assertEquals(target.provider.id, provider);
    assertEquals(target.board, { provider, key: board });
    assertEquals(target.resolved, { provider, board, host });
  }
});

Deno.test("resolve() reads every other page as JSON-LD, at the host that was typed", () => {
  const { provider, resolved } = resolve(
    source({ url: "https://acme.example/careers?lang=en#open" }),
  );
  assertEquals(provider.id, "json_ld");
  assertEquals(resolved, {
    provider: "json_ld",
    board: "https://acme.example/careers?lang=en",
    host: "acme.example",
  });
});

Deno.test("resolve() finds a board again by the key it gave it", () => {
  for (
    const url of ["https://jobs.lever.co/acme", "https://acme.example/careers"]
  ) {
    const { resolved, board, provider } = resolve(source({ url }));
    const again = resolve(
      source({ provider: provider.id, board: resolved?.board ?? null }),
    );
    assertEquals(again.board, board);
    assertEquals(again.provider.hosts(again.board), provider.hosts(board));
  }
});

Deno.test("resolve() refuses an address that must not be read", () => {
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
    const error = assertThrows(() => resolve(source({ url })), ScanError);
    assertEquals(error.kind, "unsafe_url", url);
  }
});

Deno.test("resolve() takes a provider that does not exist for a mistake of ours", () => {
  assertThrows(
    () => resolve(source({ provider: "taleo", board: "acme" })),
    TypeError,
    'Cannot find provider "taleo"',
  );
});

import { assertEquals } from "@std/assert";
import { ask, kindOf, refuses, says, sendsOnTo } from "./http_testing.ts";
import type { BoardRequest } from "./providers/types.ts";

const POST: BoardRequest = { method: "POST", body: { offset: 0 } };

Deno.test("http follows a redirect within the board's hosts", async () => {
  const { outcome, seen, tally } = await ask(
    [
      sendsOnTo("/v2/jobs", 301),
      sendsOnTo("https://eu.boards.example/jobs", 307),
      says("moved in"),
    ],
    { hosts: ["boards.example", "eu.boards.example"] },
  );
  assertEquals(outcome, "moved in");
  assertEquals(seen.map(({ path }) => path).slice(1), [
    "/boards.example/v2/jobs",
    "/eu.boards.example/jobs",
  ]);
  assertEquals(tally.requests, 3);
});

Deno.test("http takes a redirect off the board's hosts as a board that moved", async () => {
  const { outcome, seen } = await ask([
    sendsOnTo("https://other.example/jobs"),
  ]);
  assertEquals(kindOf(outcome), "moved");
  assertEquals(
    String(outcome),
    "ScanError: Cannot read boards.example: it sends readers on to other.example",
  );
  assertEquals(seen.length, 1);
});

Deno.test("http checks every hop: a redirect cannot lead where an address may not", async () => {
  for (
    const location of [
      "ftp://boards.example/",
      "http://a:b@boards.example/",
      "https://boards.example:8443/",
      "http://169.254.169.254/latest/meta-data",
      "http://[::ffff:7f00:1]/",
      "https://localhost./",
      "data:text/plain,jobs",
    ]
  ) {
    const { outcome, seen } = await ask([sendsOnTo(location), says("secret")]);
    assertEquals(kindOf(outcome), "unsafe_url", location);
    assertEquals(seen.length, 1, location);
  }
});

Deno.test("http gives up on a redirect in a circle when it meets an address again", async () => {
  const itself = await ask([sendsOnTo("/v1/jobs?page=2&q=a%20b")]);
  assertEquals(kindOf(itself.outcome), "unavailable");
  assertEquals(itself.seen.length, 1);
  const { outcome, seen } = await ask([
    sendsOnTo("/a"),
    sendsOnTo("/b"),
    sendsOnTo("/a"),
    says("never"),
  ]);
  assertEquals(
    String(outcome),
    "ScanError: Cannot read boards.example: it redirects in a circle",
  );
  assertEquals(seen.length, 3);
});

Deno.test("http follows five redirects and no more", async () => {
  const hops = [1, 2, 3, 4, 5].map((hop) => sendsOnTo(`/${hop}`));
  const near = await ask([...hops, says("at last")]);
  assertEquals(near.outcome, "at last");
  const far = await ask([...hops, sendsOnTo("/6"), says("never")]);
  assertEquals(
    String(far.outcome),
    "ScanError: Cannot read boards.example: it redirects more than 5 times",
  );
  assertEquals(kindOf(far.outcome), "unavailable");
  assertEquals(far.seen.length, 6);
});

Deno.test("http never goes from https back to http: the next hop is asked with https", async () => {
  const asked: string[] = [];
  const { outcome } = await ask([], {
    gateway: null,
    fetch(address) {
      asked.push(String(address));
      return Promise.resolve(
        asked.length === 1
          ? sendsOnTo("http://boards.example/careers")()
          : says("here")(),
      );
    },
  });
  assertEquals(outcome, "here");
  assertEquals(asked[1], "https://boards.example/careers");
});

Deno.test("http says so when a redirect has no address or none that can be read", async () => {
  for (
    const answer of [refuses(302), sendsOnTo("https://"), sendsOnTo("http://[")]
  ) {
    const { outcome, seen } = await ask([answer]);
    assertEquals(kindOf(outcome), "unavailable");
    assertEquals(
      String(outcome),
      "ScanError: Cannot read boards.example: it redirects without an address that can be read",
    );
    assertEquals(seen.length, 1);
  }
});

Deno.test("http repeats a POST that is sent elsewhere for a moment, and never follows it", async () => {
  for (const status of [302, 303, 307]) {
    const passing = await ask(
      [
        sendsOnTo("/maintenance", status),
        sendsOnTo("https://community.example/maintenance", status),
        says("back"),
      ],
      {},
      POST,
    );
    assertEquals(passing.outcome, "back", String(status));
    assertEquals(
      passing.seen.map(({ method, path, body }) => [method, path, body]),
      Array(3).fill([
        "POST",
        "/boards.example/v1/jobs?page=2&q=a%20b",
        '{"offset":0}',
      ]),
    );
    assertEquals(passing.slept, [1_000, 2_000]);
  }
  const lasting = await ask(Array(5).fill(sendsOnTo("/elsewhere")), {}, POST);
  assertEquals(kindOf(lasting.outcome), "unavailable");
  assertEquals(
    String(lasting.outcome),
    "ScanError: Cannot read boards.example: it sends a search elsewhere",
  );
  assertEquals(lasting.seen.length, 4);
});

Deno.test("http takes a POST that is sent on for good as unavailable here, or as moved to another host", async () => {
  for (const status of [301, 308]) {
    const near = await ask([sendsOnTo("/v2/jobs", status)], {}, POST);
    assertEquals(kindOf(near.outcome), "unavailable");
    assertEquals(near.seen.length, 1);
    const far = await ask(
      [sendsOnTo("https://other.example/jobs", status)],
      {},
      POST,
    );
    assertEquals(kindOf(far.outcome), "moved");
    assertEquals(far.seen.length, 1);
  }
});

Deno.test("http takes every redirect as gone where a board that is switched off sends its readers away", async () => {
  const targets: [string, string][] = [
    [
      "/settings/account/expired.php?token=abc",
      "/settings/account/expired.php",
    ],
    ["https://search.other.example/?invalid=1", "search.other.example"],
    ["http://[", "another page"],
  ];
  for (const status of [301, 302, 303, 307, 308]) {
    for (const [location, place] of targets) {
      for (const method of ["GET", "POST"] as const) {
        const { outcome, seen } = await ask(
          [sendsOnTo(location, status)],
          {},
          { method, redirectMeansGone: true },
        );
        assertEquals(kindOf(outcome), "not_found");
        assertEquals(
          String(outcome),
          `ScanError: Cannot read boards.example: it sends readers to ${place}, the board is switched off`,
        );
        assertEquals(seen.length, 1);
      }
    }
  }
});

import { assertEquals } from "@std/assert";
import { findEmbeddedBoard } from "./embedded_board.ts";

const ACME = { provider: "greenhouse", key: "acme" };
const page = (body: string) => `<html><body>${body}</body></html>`;

for (
  const [name, html, loaded] of [
    [
      "a script of Greenhouse",
      '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>',
      ACME,
    ],
    [
      "an address without its scheme and with an escaped query",
      '<iframe src="//boards.greenhouse.io/embed/job_app?token=1&amp;for=acme"></iframe>',
      ACME,
    ],
    [
      "a request in a script",
      '<script>fetch("https:\\/\\/boards-api.greenhouse.io\\/v1\\/boards\\/acme\\/jobs")</script>',
      ACME,
    ],
    [
      "Greenhouse's name for its board in a page's data",
      '<script>{"provider":"greenhouse","urlToken":"acme"}</script>',
      ACME,
    ],
    [
      "Greenhouse's board token in a script",
      '<script>Greenhouse.init({ boardToken: "acme" })</script>',
      ACME,
    ],
    [
      "Ashby's embed",
      "<script src='https://jobs.ashbyhq.com/Acme%20Tea/embed?version=2'></script>",
      { provider: "ashby", key: "Acme Tea" },
    ],
    [
      "Lever's API in unicode escapes",
      '<script>"https:\\u002F\\u002Fapi.lever.co\\u002Fv0\\u002Fpostings\\u002Facme?mode=json"</script>',
      { provider: "lever", key: "acme" },
    ],
  ] as const
) {
  Deno.test(`findEmbeddedBoard() finds the board behind ${name}`, () => {
    assertEquals(findEmbeddedBoard(page(html)), { loaded, linked: null });
  });
}

Deno.test("findEmbeddedBoard() tells a link from what the page loads", () => {
  assertEquals(
    findEmbeddedBoard(page(
      '<a href="https://jobs.lever.co/acme">Jobs</a><a href=https://jobs.lever.co/acme/1>Baker</a>',
    )),
    { loaded: null, linked: { provider: "lever", key: "acme" } },
  );
});

Deno.test("findEmbeddedBoard() names no board where several are mentioned alike", () => {
  assertEquals(
    findEmbeddedBoard(page(
      '<a href="https://jobs.lever.co/one">One</a><a href="https://jobs.lever.co/two">Two</a>',
    )),
    { loaded: null, linked: null },
  );
});

Deno.test("findEmbeddedBoard() names the board that is mentioned most where others appear in passing", () => {
  const jobs = ["1", "2", "3"].map((id) =>
    `<a href="https://jobs.lever.co/acme/${id}">Baker</a>`
  );
  assertEquals(
    findEmbeddedBoard(
      page(`${jobs.join("")}<a href="https://jobs.lever.co/partner">x</a>`),
    ).linked,
    { provider: "lever", key: "acme" },
  );
});

Deno.test("findEmbeddedBoard() finds nothing in a page without a board, and in words that only sound like one", () => {
  for (
    const html of [
      "",
      '<script>{"urlToken":"acme"}</script>',
      '<a href="https://www.lever.co/">Powered by Lever</a>',
      '<a href="https://jobs.lever.co.example.com/acme">x</a>',
      "https://",
      "//",
    ]
  ) {
    assertEquals(
      findEmbeddedBoard(page(html)),
      { loaded: null, linked: null },
      html,
    );
  }
});

Deno.test("findEmbeddedBoard() comes to the end of a megabyte of almost addresses", () => {
  for (const almost of ["//", "https:", "https://a.", "a.a.a.a.", "urlToken"]) {
    assertEquals(
      findEmbeddedBoard(almost.repeat(1_000_000 / almost.length)).loaded,
      null,
    );
  }
});

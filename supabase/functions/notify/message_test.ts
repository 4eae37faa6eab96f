import { assert, assertEquals } from "@std/assert";
import { discordMessage } from "./discord.ts";
import { jsonMessage } from "./json.ts";
import { renderMessage } from "./message.ts";
import { ntfyMessage } from "./ntfy.ts";
import { slackMessage } from "./slack.ts";
import {
  digest,
  DIGEST_ID,
  digestPosting,
  SECRET,
  testDigest,
} from "./testing.ts";
import { clip, factsOf } from "./wording.ts";

const KINDS = ["slack", "discord", "ntfy", "json"] as const;

/** As much of everything as a board may write. */
const WORST = Array.from({ length: 20 }, (_, at) =>
  digestPosting({
    title: "<&>*[]()|💼".repeat(100),
    company: "&".repeat(500),
    places: Array.from({ length: 9 }, () => "Ж".repeat(200)),
    pay: "EUR 1 per year",
    url: `https://boards.example/${"é".repeat(150)}/${at}?a=(b)|c&d`,
  }));

Deno.test("a message tells how many matches there are, for whom, and where each is", () => {
  const two = digest({
    postings: [
      digestPosting({
        places: ["Berlin", "Paris"],
        workplace: "remote",
        pay: "EUR 70,000 per year",
      }),
      digestPosting({
        title: "Baker",
        company: null,
        places: [],
        url: "https://boards.example/jobs/2",
      }),
    ],
  });
  assertEquals(ntfyMessage(two), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      title: "boardscan: 2 new matches",
    },
    body: [
      '2 new matches for "jobs"',
      "Engineer\nAcme · Berlin, Paris · remote · EUR 70,000 per year · score 80\nhttps://boards.example/jobs/1",
      "Baker\nscore 80\nhttps://boards.example/jobs/2",
    ].join("\n\n"),
  });
});

Deno.test("Slack gets a text and a section for each posting, with nothing that Slack would obey", () => {
  const message = slackMessage(digest({
    notification: "<!channel>",
    postings: [
      digestPosting({
        title: "R&D <!here> | Lead",
        url: "https://boards.example/a|b?c=d&e=f",
      }),
    ],
  }));
  assertEquals(message, {
    text: '1 new match for "&lt;!channel&gt;"',
    blocks: [
      '1 new match for "&lt;!channel&gt;"',
      "<https://boards.example/a%7Cb?c=d&amp;e=f|R&amp;D &lt;!here&gt; | Lead>\nAcme · Berlin · score 80",
    ].map((text) => ({ type: "section", text: { type: "mrkdwn", text } })),
    unfurl_links: false,
    unfurl_media: false,
  });
});

Deno.test("Discord gets a heading and one embed, which calls nobody", () => {
  assertEquals(
    discordMessage(digest({
      postings: [
        digestPosting({
          title: "@everyone [x](y) *b*",
          url: "https://boards.example/a(b)",
        }),
      ],
    })),
    {
      content: '1 new match for "jobs"',
      embeds: [{
        description:
          "[\\@everyone \\[x\\]\\(y\\) \\*b\\*](https://boards.example/a%28b%29)\nAcme · Berlin · score 80",
      }],
      allowed_mentions: { parse: [] },
    },
  );
});

Deno.test("any other receiver gets the digest as JSON, without the address", () => {
  const told = digest({ filter: "ts", matches: 3 });
  assertEquals(jsonMessage(told), {
    digest_id: DIGEST_ID,
    notification: "jobs",
    filter: "ts",
    test: false,
    text: '3 new matches for "jobs"',
    matches: 3,
    more: 2,
    postings: told.postings,
  });
});

Deno.test("a long digest says how many more there are, without a link", () => {
  const long = digest({ matches: 35 });
  const rest = "and 34 more: see open_postings";
  assertEquals(slackMessage(long).blocks.at(-1)?.text.text, rest);
  assertEquals(
    discordMessage(long).embeds[0]?.description.split("\n\n").at(-1),
    rest,
  );
  assertEquals(ntfyMessage(long).body.split("\n\n").at(-1), rest);
  assertEquals(jsonMessage(long).more, 34);
});

Deno.test("the longest titles keep within Slack's limits", () => {
  const { blocks } = slackMessage(digest({ matches: 99, postings: WORST }));
  assertEquals(blocks.length, 22);
  for (const { text } of blocks) assert(text.text.length <= 3_000);
});

Deno.test("the longest titles keep within Discord's limits, and what finds no room is counted", () => {
  const { content, embeds: [embed] } = discordMessage(
    digest({ matches: 99, postings: WORST }),
  );
  const parts = embed?.description.split("\n\n") ?? [];
  assert(content.length <= 2_000);
  assert((embed?.description.length ?? 9e9) <= 4_096);
  assert(parts.length > 2 && parts.length < 21);
  assertEquals(
    parts.at(-1),
    `and ${99 - (parts.length - 1)} more: see open_postings`,
  );
});

Deno.test("the longest titles keep within ntfy's bytes, and what finds no room is counted", () => {
  const { body } = ntfyMessage(digest({ matches: 99, postings: WORST }));
  const parts = body.split("\n\n");
  assert(new TextEncoder().encode(body).length <= 4_096);
  assert(parts.length > 2 && parts.length < 21);
  assertEquals(
    parts.at(-1),
    `and ${99 - (parts.length - 2)} more: see open_postings`,
  );
});

Deno.test("headers are ASCII, whatever a notification is called", () => {
  for (const kind of KINDS) {
    const { headers } = renderMessage(
      digest({ kind, notification: "Jöbs 💼\r\nX-Evil: 1" }),
    );
    for (const [name, value] of Object.entries(headers)) {
      assert(/^[ -~]*$/.test(name + value), value);
    }
  }
});

Deno.test("a test says so, and lists nothing", () => {
  for (const kind of KINDS) {
    const { body } = renderMessage(testDigest({ kind }));
    assert(body.includes("Test message: new matches for"), body);
    assert(!body.includes("0 new"), body);
  }
  assertEquals(discordMessage(testDigest()).embeds, []);
});

Deno.test("no message holds the address that it goes to, and the same digest is the same message", () => {
  for (const kind of KINDS) {
    const told = digest({ kind, postings: WORST });
    const message = JSON.stringify(renderMessage(told));
    assert(!message.includes(SECRET));
    assertEquals(JSON.stringify(renderMessage(structuredClone(told))), message);
  }
});

Deno.test("an address that is no link is left out", () => {
  for (
    const url of [
      "javascript:alert(1)",
      "jobs/1",
      "",
      `https://x.example/${"a".repeat(2_000)}`,
    ]
  ) {
    const told = digest({ postings: [digestPosting({ url })] });
    assertEquals(
      slackMessage(told).blocks[1]?.text.text,
      "Engineer\nAcme · Berlin · score 80",
    );
    assertEquals(
      discordMessage(told).embeds[0]?.description,
      "Engineer\nAcme · Berlin · score 80",
    );
  }
});

Deno.test("a title is one line, and not cut within a character", () => {
  assertEquals(clip(" a\n\u0000 b\u202e ", 10), "a b");
  assertEquals(clip("💼💼💼", 4), "💼…");
  assertEquals(clip("abcd", 4), "abcd");
  assertEquals(clip("abcde", 4), "abc…");
});

Deno.test("of many places three are named", () => {
  assertEquals(
    factsOf(digestPosting({ places: ["A", "B", "C", "D", "E"] })),
    "Acme · A, B, C, 2 more · score 80",
  );
});

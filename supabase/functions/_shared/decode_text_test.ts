import { assertEquals } from "@std/assert";
import { decodeText } from "./decode_text.ts";

const LATIN = new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]); // Müller
const RUSSIAN = new Uint8Array([0xcf, 0xe5, 0xea, 0xe0, 0xf0, 0xfc]); // Пекарь

for (
  const [what, body, type, text] of [
    ["UTF-8", new TextEncoder().encode("Bäcker"), "text/html", "Bäcker"],
    [
      "UTF-8 that calls itself something else",
      new TextEncoder().encode("Bäcker"),
      "text/html; charset=iso-8859-1",
      "Bäcker",
    ],
    [
      "a mark of its byte order",
      new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
      "application/json",
      "{}",
    ],
    [
      "the charset that is named",
      RUSSIAN,
      'text/html; Charset="windows-1251"',
      "Пекарь",
    ],
    ["an old page that says nothing", LATIN, "text/html", "Müller"],
    ["an old page without a content type", LATIN, null, "Müller"],
    [
      "a charset that nobody knows",
      LATIN,
      "text/html; charset=klingon",
      "Müller",
    ],
    [
      "UTF-8 with a broken character in it",
      new Uint8Array([0x4d, 0xff]),
      "text/html; charset=utf-8",
      "M\ufffd",
    ],
  ] as const
) {
  Deno.test(`decodeText() reads ${what}`, () => {
    assertEquals(decodeText(body, type), text);
  });
}

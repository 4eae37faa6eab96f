import { assertEquals } from "@std/assert";
import { escape } from "@std/html/entities";
import fc from "fast-check";
import { parseHtml } from "../html.ts";
import { recordedPayload } from "../testing.ts";
import { repairJson } from "./repair.ts";

Deno.test("repairJson() gives what is valid as it is", () => {
  assertEquals(repairJson(' {"a": ["// no comment, &quot;", null]} '), [
    { a: ["// no comment, &quot;", null] },
  ]);
});

Deno.test("repairJson() knows an empty block as empty", () => {
  for (const text of ["", " \n ", "\ufeff", "<!-- -->", "//<![CDATA[\n//]]>"]) {
    assertEquals(repairJson(text), [], text);
  }
});

Deno.test("repairJson() strips byte order marks, CDATA and comment guards", () => {
  for (
    const text of [
      '\ufeff{"a":1}',
      '//<![CDATA[\n{"a":1}\n//]]>',
      '// <![CDATA[ {"a":1} // ]]>',
      '/*<![CDATA[*/{"a":1}/*]]>*/',
      '<![CDATA[{"a":1}]]>',
      '<!--\n{"a":1}\n// -->',
      '<!--//--><![CDATA[//><!--\n{"a":1}\n//--><!]]>',
      '{"a":1};',
    ]
  ) {
    assertEquals(repairJson(text), [{ a: 1 }], text);
  }
});

Deno.test("repairJson() escapes control characters inside strings only", () => {
  assertEquals(repairJson('{\n\t"a":\r\n"one\n\ttwo\u0001"}'), [
    { a: "one\n\ttwo\u0001" },
  ]);
});

Deno.test("repairJson() drops comments and trailing commas outside strings", () => {
  assertEquals(
    repairJson(`{
      "a": "http://x/*y*/,]", // the "address"
      /* one, two */
      "b": [1, 2,], // "c": 3
    }`),
    [{ a: "http://x/*y*/,]", b: [1, 2] }],
  );
});

Deno.test("repairJson() undoes escapes that JSON does not have", () => {
  assertEquals(repairJson(String.raw`{"a":"\$5 \' \u12 \n \\ \" \u00e9"}`), [
    { a: "$5 ' u12 \n \\ \" é" },
  ]);
});

Deno.test("repairJson() adds the comma that is missing between properties", () => {
  assertEquals(
    repairJson('{"a":"x" "b":1\n"c":[true] "d":{} "e":null}'),
    [{ a: "x", b: 1, c: [true], d: {}, e: null }],
  );
});

Deno.test("repairJson() parts objects that stand one behind the other", () => {
  assertEquals(repairJson('{"a":1}{"a":2}\n,[3]; {"a":4}'), [
    { a: 1 },
    { a: 2 },
    [3],
    { a: 4 },
  ]);
});

Deno.test("repairJson() reads a block that is escaped as HTML as a whole", () => {
  assertEquals(
    repairJson("{&quot;a&quot;:&quot;&amp;lt;p&amp;gt; &amp;amp;&quot;,}"),
    [{ a: "&lt;p&gt; &amp;" }],
  );
});

Deno.test("repairJson() gives null for what cannot be read", () => {
  for (
    const text of [
      '{"a":',
      '{"a":"b',
      '{"a":1}}',
      '{"a":1}{"b"',
      "window.x = 1",
      '{"a": undefined}',
      '{"a":"say "hi" to"}',
    ]
  ) {
    assertEquals(repairJson(text), null, text);
  }
});

Deno.test("repairJson() reads nesting that would overflow a stack", () => {
  const depth = 200_000;
  const text = "[".repeat(depth) + "1," + "]".repeat(depth);
  assertEquals(repairJson(text)?.length, 1);
});

const word = fc.stringMatching(/^[a-z0-9 ",{}:]{0,12}$/);
const text = fc.string({
  unit: fc.constantFrom(..."abé\"\\/*,:{}[]<>&;'-\n\t\r $u"),
  maxLength: 20,
});
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(text.filter((key) => key !== "__proto__"), tie("any"), {
    minKeys: 1,
    maxKeys: 3,
  }),
})).object;

/** The marks and strings of a valid JSON text, which damage can stand between. */
function marksOf(json: string): string[] {
  return json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^{}[\],:"]+/g) ?? [];
}

const damages: Record<string, (json: string, word: string) => string> = {
  "raw line breaks": (json) =>
    json.replace(
      /\\(.)/g,
      (whole, char: string) => ({ n: "\n", t: "\t", r: "\r" })[char] ?? whole,
    ),
  "block comments": (json, word) =>
    marksOf(json).map((mark) => `${mark}/* ${word} */`).join(""),
  "line comments": (json, word) =>
    marksOf(json).map((mark) => `${mark} // ${word}\n`).join(""),
  "trailing commas": (json) =>
    marksOf(json).map((mark, i, all) =>
      /^[}\]]$/.test(mark) && !/^[{[]$/.test(all[i - 1] ?? "")
        ? `, ${mark}`
        : mark
    ).join(""),
  "a CDATA guard": (json) => `//<![CDATA[\n${json}\n//]]>`,
  "entities": (json) => escape(json),
};

for (const [name, damage] of Object.entries(damages)) {
  Deno.test(`repairJson() gives the value back from ${name}`, () => {
    fc.assert(
      fc.property(value, word, (object, word) => {
        assertEquals(repairJson(damage(JSON.stringify(object), word)), [
          JSON.parse(JSON.stringify(object)),
        ]);
      }),
    );
  });
}

Deno.test("repairJson() gives the value back from all damages at once", () => {
  fc.assert(
    fc.property(value, word, (object, word) => {
      const damaged = [
        "trailing commas",
        "raw line breaks",
        "a CDATA guard",
        "entities",
      ].reduce(
        (json, name) => damages[name]?.(json, word) ?? json,
        JSON.stringify(object),
      );
      assertEquals(repairJson(damaged), [JSON.parse(JSON.stringify(object))]);
    }),
  );
});

Deno.test("repairJson() never throws", () => {
  const garbage = fc.string({
    unit: fc.constantFrom(
      ...'{}[]",:/*\\\n;&a1<!->',
      "&quot;",
      "<![CDATA[",
      "//",
      "null",
    ),
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.oneof(garbage, fc.string()), (text) => {
      const read = repairJson(text);
      return read === null || Array.isArray(read);
    }),
    { numRuns: 500 },
  );
});

for (
  const [name, key, expected] of [
    ["extruct_JSONLD_with_JS_comment", "@type", "NewsArticle"],
    [
      "extruct_JSONLD_with_control_characters",
      "data",
      "line 1\n        line 2\n        line 3\n",
    ],
  ] as const
) {
  const path = `jsonld/${name}.html`;
  const page = await recordedPayload(path);
  Deno.test({
    name: `repairJson() reads the recorded page ${path}`,
    ignore: page === null,
    fn() {
      const [block = ""] = parseHtml(page ?? "", new URL("https://a.example"))
        .ldJson;
      const [first] = repairJson(block) ?? [];
      assertEquals(new Map(Object.entries(first ?? {})).get(key), expected);
    },
  });
}

const path = "jsonld/extruct_null_ld.html";
const nulls = await recordedPayload(path);
Deno.test({
  name: `repairJson() reads every block of the recorded page ${path}`,
  ignore: nulls === null,
  fn() {
    const { ldJson } = parseHtml(nulls ?? "", new URL("https://a.example"));
    const values = ldJson.map(repairJson);
    assertEquals(values.filter((read) => read === null), []);
    assertEquals(values.filter((read) => read?.[0] === null).length, 10);
  },
});

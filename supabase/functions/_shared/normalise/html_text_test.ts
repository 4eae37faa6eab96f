import { assertEquals } from "@std/assert";
import { htmlToText, tidyText } from "./html_text.ts";

Deno.test("htmlToText() keeps paragraphs and lists", () => {
  assertEquals(
    htmlToText("<p>We  build\nthings.</p><ul><li>One</li> <li>Two</li></ul>"),
    "We build things.\n\n- One\n- Two",
  );
});

Deno.test("htmlToText() decodes an entity once and not once more", () => {
  assertEquals(
    htmlToText("Caf&eacute; &amp;amp; &lt;b&gt; &#8217;&nbsp;x"),
    "Café &amp; <b> ’ x",
  );
});

Deno.test("htmlToText() leaves out scripts, styles and comments", () => {
  assertEquals(
    htmlToText(
      "a<script>if (a < b) x('</p>')</script>b<!-- <p>no</p> -->c<STYLE>p{}</STYLE>d",
    ),
    "abcd",
  );
});

Deno.test("htmlToText() keeps a lone < and a > inside quotes out of the tags", () => {
  assertEquals(
    htmlToText('1 < 2 <a title="a>b" href="#">link</a>'),
    "1 < 2 link",
  );
});

Deno.test("htmlToText() ends on markup that never does", () => {
  assertEquals(htmlToText("a<script>b"), "a");
  assertEquals(htmlToText("a<!-- b"), "a");
  assertEquals(htmlToText('a<p title="b'), "a");
});

Deno.test("tidyText() keeps the paragraphs of a plain text and leaves its markup alone", () => {
  assertEquals(
    tidyText(" We\u00a0 bake. \n \n\n\n<b>Bread</b> &amp; salt\n"),
    "We bake.\n\n<b>Bread</b> &amp; salt",
  );
});

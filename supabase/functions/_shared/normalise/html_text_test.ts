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

Deno.test("htmlToText() sets an item's words beside its mark, whatever is around them", () => {
  for (
    const html of [
      "<ul><li>One</li><li>Two</li></ul>",
      "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
      "<ul>\n  <li>\n    <p style='x'><span>One</span></p>\n  </li>\n  <li><div>Two</div></li>\n</ul>",
      "<ul><li><br>One</li><li></li><li> &nbsp; </li><li>Two<br></li></ul>",
      "<ol><li>One<li>Two</ol>",
      "<li>One</li><li>Two</li>",
      "<ul><li>One</li><li><br>Two</li></ul>",
    ]
  ) assertEquals(htmlToText(html), "- One\n- Two", html);
});

Deno.test("htmlToText() leaves an empty line around a list and between paragraphs, and no more", () => {
  assertEquals(
    htmlToText(
      "<div><p>A</p><p>&nbsp;</p><p> </p><h3>B</h3><ul><li>C<ul><li>D</li></ul></li><li>E</li></ul>F<br/>G<br><br><br>H</div><div>I</div>J",
    ),
    "A\n\nB\n\n- C\n- D\n- E\n\nF\nG\n\nH\nI\nJ",
  );
});

Deno.test("htmlToText() leaves no mark of an item without words", () => {
  assertEquals(htmlToText("<ul><li>One</li><li></li></ul>Two"), "- One\n\nTwo");
  assertEquals(htmlToText("A<li><p>One</p></li>B"), "A\n- One\n\nB");
});

Deno.test("htmlToText() keeps words apart that only tags part, and together that none does", () => {
  assertEquals(
    htmlToText("<b>Bread</b>&amp;<i>salt</i> <u>for</u>\n<a>all</a>"),
    "Bread&salt for all",
  );
  assertEquals(
    htmlToText(
      "<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>",
    ),
    "A B\nC",
  );
});

// Not timed: a reading that is not linear does not come back within the hour.
Deno.test("htmlToText() reads a hostile megabyte once", () => {
  for (
    const part of [
      "<",
      "<p",
      "<a <a ",
      '<a "',
      "<!--",
      "<script>",
      "</script",
      "<script></script",
      "<li>",
      "<ul><li>",
      "<br>",
      " ",
      "\n ",
      "&",
      "&#",
      "- \n",
      "<li> ",
    ]
  ) {
    const html = part.repeat(Math.ceil(1_000_000 / part.length));
    assertEquals(htmlToText(`A<p>${html}`).startsWith("A"), true, part);
    assertEquals(tidyText(`A${html}`).startsWith("A"), true, part);
  }
});

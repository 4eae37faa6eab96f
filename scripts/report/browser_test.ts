import { assert, assertEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { firstInstalled } from "../../supabase/tests/door/installed.ts";
import { openBrowser } from "./browser.ts";
import { renderPage } from "./page.ts";
import { aBoard, aMatch, anOverview, aScan } from "./testing.ts";

const browser = await firstInstalled(
  "chromium",
  "chromium-browser",
  "google-chrome",
);
if (browser === null) {
  console.log("No Chromium in PATH: the report in a browser is not tested");
}

const Seen = z.object({
  background: z.string(),
  text: z.string(),
  weakest: z.array(z.object({ what: z.string(), contrast: z.number() })),
  overflow: z.number(),
  bars: z.array(z.number()),
});

/** The weakest contrasts of texts and bars with the page, and what is drawn. */
const LOOK = `(() => {
  const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const page = light(getComputedStyle(document.body).backgroundColor);
  const contrast = (colour) => {
    const one = light(colour);
    return (Math.max(one, page) + 0.05) / (Math.min(one, page) + 0.05);
  };
  const weakest = [];
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const isDrawn = element instanceof SVGElement;
    const hasText = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (element.localName === "title" || (!hasText && element.localName !== "rect")) continue;
    // A bar needs 3 : 1, a text 4.5 : 1.
    const wanted = hasText ? 4.5 : 3;
    const value = contrast(isDrawn ? style.fill : style.color);
    if (value < wanted) weakest.push({ what: element.localName + "." + element.getAttribute("class"), contrast: value });
  }
  return {
    background: getComputedStyle(document.body).backgroundColor,
    text: document.querySelector("#matches td.long bdi").innerText,
    weakest,
    overflow: document.documentElement.scrollWidth - innerWidth,
    bars: [...document.querySelectorAll("#scans rect")].map((rect) => rect.getBoundingClientRect().width),
  };
})()`;

const EVIL =
  "\u202e<script>document.title = 'pwned'</script><img src=http://127.0.0.1:9/x onerror=alert(1)>";

Deno.test({
  name:
    "the report in Chromium is readable in light and dark, wide and narrow, and asks for nothing",
  ignore: browser === null,
  async fn() {
    const folder = await Deno.makeTempDir();
    const file = `${folder}/report.html`;
    const empty = `${folder}/empty.html`;
    await Deno.writeTextFile(
      file,
      await renderPage(anOverview({
        matches: [
          aMatch({ title: EVIL, company: EVIL }),
          aMatch({ company: "A".repeat(300) }),
        ],
        boards: [
          aBoard({ company: EVIL }),
          aBoard({ state: "failing", reason: EVIL, failures: 3 }),
        ],
        scans: {
          pressedAt: null,
          scans: [aScan(), aScan({ source_id: 2, company: EVIL })],
        },
      })),
    );
    await Deno.writeTextFile(
      empty,
      await renderPage(anOverview({ matches: [aMatch()], boards: [] })),
    );
    try {
      await using page = await openBrowser(browser ?? "");
      const seen = [];
      for (const path of [file, empty]) {
        for (const scheme of ["light", "dark"] as const) {
          for (const width of [1_280, 400]) {
            await page.open(pathToFileURL(path).href, scheme, width);
            const look = Seen.parse(await page.evaluate(LOOK));
            assertEquals(look.weakest, []);
            assert(look.overflow <= 0, `${width}: ${look.overflow}`);
            assert(look.bars.length > 0 && look.bars.every((bar) => bar > 0));
            assertEquals(await page.evaluate("document.title"), "boardscan");
            seen.push(look);
          }
        }
      }
      assertEquals([...new Set(seen.map(({ background }) => background))], [
        "rgb(253, 252, 250)",
        "rgb(22, 24, 27)",
      ]);
      assertEquals(seen[0]?.text, EVIL.slice(1)); // it turns no text
      assertEquals(page.complaints, []);
      assertEquals(
        page.asked.filter((url) => !/^(?:file|data):/.test(url)),
        [],
      );
      // It would have been heard.
      await page.evaluate("console.error('complaint')");
      assertEquals(page.complaints.length, 1);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/**
 * The pages of a careers site around its adverts: styles, navigation and
 * everything else that makes a page heavy.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import { escapeHtml } from "./markup.ts";

const BREAKPOINTS = ["", "sm:", "md:", "lg:"];
const SPACINGS = ["p", "px", "py", "m", "mx", "my", "gap", "inset"];
const STEPS = Array.from({ length: 16 }, (_, step) => step);

// The style sheet that such sites put into each page.
const STYLES = BREAKPOINTS.flatMap((breakpoint) =>
  SPACINGS.flatMap((spacing) =>
    STEPS.map((step) =>
      `.${breakpoint.replace(":", "\\:")}${spacing}-${step}{--step-${spacing}:${
        step * 4
      }px}`
    )
  )
).join("");

const NAVIGATION = [
  ["/", "Start"],
  ["/departments", "Departments"],
  ["/locations", "Locations"],
  ["/people", "People"],
  ["/connect", "Connect"],
  ["/data-privacy", "Privacy policy"],
];

/** A block of linked data that no text inside can end. */
export function linkedData(value: unknown): string {
  const json = JSON.stringify(value).replaceAll("<", "\\u003c");
  return `<script type="application/ld+json">${json}</script>`;
}

/** A whole page of the site. */
export function pageOf(
  board: BoardDefinition,
  { title, head = "", body }: { title: string; head?: string; body: string },
): string {
  const { origin } = new URL(board.url);
  const organisation = {
    "@context": "https://schema.org",
    "@type": "Organization",
    name: board.company,
    url: origin,
  };
  const links = NAVIGATION.map(([path, text]) =>
    `<li class="px-4 md:px-6"><a class="p-2" href="${path}">${text}</a></li>`
  ).join("");
  return `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - ${escapeHtml(board.company)}</title>
<style>${STYLES}</style>
${linkedData(organisation)}
${head}
<script nonce="0">window.dataLayer=window.dataLayer||[];if(1<2&&2>1){dataLayer.push({"page":"careers"})}</script>
</head>
<body class="p-0 m-0">
<header><nav><ul class="gap-4">${links}</ul></nav></header>
<main class="px-4 lg:px-12">
${body}
</main>
<footer class="py-8"><ul>${links}</ul><p>&copy; ${
    escapeHtml(board.company)
  }</p></footer>
</body>
</html>
`;
}

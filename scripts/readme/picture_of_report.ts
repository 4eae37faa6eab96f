/**
 * The report as it stands in the README: the page that `deno task report` writes,
 * its tables cut so that more than one section is seen on one picture.
 *
 * @module
 */

/** How many rows of the best matches are left. */
const MATCHES = 7;

const STYLE = `
:root { color-scheme: light; }
body { padding: 1.5rem 2rem 0; max-width: none; height: 100vh; overflow: hidden; }
body::after { content: ""; position: fixed; inset: auto 0 0; height: 6rem; background: linear-gradient(transparent, var(--page) 85%); }
header { display: grid; grid-template-columns: 1fr auto; }
header dl { grid-area: 1 / 2 / 3; margin: 0; text-align: end; }
main { display: flex; flex-direction: column; }
h2 { margin-top: 1.75rem; }
#matches tbody tr:nth-child(n + ${
  MATCHES + 1
}), #companies, #boards, details { display: none; }
#weeks { order: 2; } #scans { order: 3; }
`;

/** @throws {Error} when the page has not the sections that it is cut by. */
export function cutReport(page: string): string {
  for (const id of ["matches", "companies", "weeks", "scans", "boards"]) {
    if (!page.includes(`<section id="${id}">`)) {
      throw new Error(`Cannot cut the report: it has no section "${id}"`);
    }
  }
  // The page allows no style but its own.
  return page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\n/, "")
    .replace("</style>", () => `${STYLE}</style>`);
}

/**
 * A careers site with schema.org linked data: a listing page, a page for each
 * advert, and what crawlers look for (robots.txt, sitemap.xml).
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import { linkedData, pageOf } from "./json_ld_page.ts";
import { jobPathOf, jobPostingOf, textOf } from "./json_ld_posting.ts";
import { escapeHtml } from "./markup.ts";
import type { Vacancy } from "./vacancy.ts";
import { type Answer, textAnswer, type WireFormat } from "./wire_format.ts";

const LIST = { work: "list", part: 0 } as const;
const LISTING = "/jobs";

/** Sites whose listing page has every JobPosting in it; on others each is on its own page. */
const LISTS_WHOLE_POSTINGS: readonly string[] = ["Polestar"];

function placeOf({ places, workplace }: Vacancy): string {
  const [place, ...others] = places;
  if (!place) return "";
  if (workplace === "remote") return "Fully Remote";
  return others.length > 0 ? "Multiple locations" : place.city ?? place.country;
}

function listingPage(
  vacancies: readonly Vacancy[],
  board: BoardDefinition,
): string {
  const links = vacancies.map((vacancy) =>
    `<li class="py-4"><a class="p-4 md:p-6" href="${new URL(board.url).origin}${
      jobPathOf(vacancy)
    }"><span class="m-1">${
      escapeHtml(vacancy.title)
    }</span><div class="my-1"><span>${
      escapeHtml(vacancy.department)
    }</span><span>&middot;</span><span>${
      escapeHtml(placeOf(vacancy))
    }</span></div></a></li>`
  );
  return pageOf(board, {
    title: "Jobs",
    head: LISTS_WHOLE_POSTINGS.includes(board.company) && vacancies.length > 0
      ? linkedData({
        "@context": "https://schema.org",
        "@graph": [
          { "@type": "WebPage", name: "Jobs", url: board.url },
          {
            "@type": "ItemList",
            itemListElement: vacancies.map((vacancy, at) => ({
              "@type": "ListItem",
              position: at + 1,
              item: jobPostingOf(vacancy, board, { escaped: false }),
            })),
          },
        ],
      })
      : "",
    body: vacancies.length > 0
      ? `<h1>Open positions</h1>\n<ul>\n${links.join("\n")}\n</ul>`
      : "<h1>Open positions</h1>\n<p>There are no open positions right now.</p>",
  });
}

function jobPage(vacancy: Vacancy, board: BoardDefinition): string {
  return pageOf(board, {
    title: vacancy.title,
    head: linkedData(jobPostingOf(vacancy, board, { escaped: true })),
    body: `<h1>${escapeHtml(vacancy.title)}</h1>\n<article class="py-6">${
      textOf(vacancy, board)
    }</article>`,
  });
}

function sitemap(
  vacancies: readonly Vacancy[],
  board: BoardDefinition,
): string {
  const { origin } = new URL(board.url);
  const urls = vacancies.map((vacancy) =>
    `<url><loc>${origin}${jobPathOf(vacancy)}</loc><lastmod>${
      vacancy.updatedAt.toISOString().slice(0, 10)
    }</lastmod></url>`
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${origin}/</loc></url>
<url><loc>${origin}${LISTING}</loc></url>
${urls.join("\n")}
</urlset>
`;
}

/** Careers sites with linked data. */
export const jsonLd: WireFormat = {
  spellsPlacesOut: false,
  advertsOfOneJob: 1,
  unlistedShare: 0,
  externalId: (random) => String(random.integer(5_000_000, 7_999_999)),

  // The whole host is the company's.
  address: (url) => ({ host: url.host, path: "" }),

  createServer(board) {
    let shown: readonly Vacancy[] = [];
    let pages = new Map<string, Answer>();

    function make(path: string): Answer | null {
      if (path === LISTING) return textAnswer(listingPage(shown, board), LIST);
      if (path === "/sitemap.xml") {
        return textAnswer(sitemap(shown, board), {
          contentType: "application/xml; charset=utf-8",
        });
      }
      if (path === "/robots.txt") {
        const { origin } = new URL(board.url);
        return textAnswer(
          `User-agent: *\nDisallow: /app/\nSitemap: ${origin}/sitemap.xml\n`,
          { contentType: "text/plain; charset=utf-8" },
        );
      }
      const id = /^\/jobs\/(\d+)(?:-[^/]*)?$/.exec(path)?.[1];
      const found = shown.find(({ externalId }) => externalId === id);
      return found
        ? textAnswer(jobPage(found, board), { part: found.externalId })
        : null;
    }

    return {
      show(vacancies) {
        shown = vacancies;
        pages = new Map();
      },
      answer({ rest }) {
        const answer = pages.get(rest) ?? make(rest);
        if (answer) pages.set(rest, answer);
        return answer;
      },
      answerEmpty: () => textAnswer(listingPage([], board), LIST),
      listParts: () =>
        LISTS_WHOLE_POSTINGS.includes(board.company) ? [LIST] : [
          LIST,
          ...shown.map(({ externalId }) => ({
            work: "detail" as const,
            part: externalId,
          })),
        ],
    };
  },

  truth: (vacancy) => ({
    externalId: vacancy.externalId,
    title: vacancy.title,
    locations: vacancy.places.map(({ city, region, country, code }) =>
      city === null ? country : [city, region, code].filter(Boolean).join(", ")
    ),
    workplace: vacancy.workplace === "remote" ? "remote" : null,
    listed: vacancy.listed,
  }),

  notFound: () =>
    textAnswer(
      "<!DOCTYPE html><html><head><title>404</title></head><body><h1>This page does not exist</h1></body></html>",
      { status: 404 },
    ),
};

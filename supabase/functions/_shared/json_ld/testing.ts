/**
 * What the tests of json_ld share: a careers site of one's own making. Imported
 * by tests only.
 *
 * @module
 */
import { ScanError, type ScanErrorKind } from "../errors.ts";
import type { Posting } from "../posting.ts";
import { jsonLd } from "../providers/json_ld.ts";
import type { Listing, ReadContext } from "../providers/types.ts";
import { fakeHttp, readBoard } from "../testing.ts";

export const BOARD = {
  provider: "json_ld",
  key: "https://acme.example/careers",
};

export function failure(kind: ScanErrorKind): ScanError {
  return new ScanError(kind, 'Cannot read "acme.example": it failed');
}

export function advert(over: Record<string, unknown> = {}) {
  return {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    title: "Baker",
    hiringOrganization: { "@type": "Organization", name: "Acme" },
    ...over,
  };
}

/** A script of linked data; a text is written as it stands. */
export function block(node: unknown): string {
  return `<script type="application/ld+json">${
    typeof node === "string" ? node : JSON.stringify(node)
  }</script>`;
}

export function html(head: string, body = ""): string {
  return `<!DOCTYPE html><html><head><title>Careers</title>${head}</head><body>${body}</body></html>`;
}

export function page(
  nodes: readonly unknown[],
  links: readonly string[] = [],
): string {
  return html(
    nodes.map(block).join(""),
    links.map((link) => `<a href="${link}">A job</a>`).join(""),
  );
}

export function sitemap(...paths: string[]): string {
  return `<urlset>${
    paths.map((path) => `<url><loc>https://acme.example${path}</loc></url>`)
      .join("\n")
  }</urlset>`;
}

/** A host that allows everything and has the pages given, each to be read once. */
export function site(pages: Record<string, unknown>) {
  const answers = {
    "https://acme.example/robots.txt": failure("not_found"),
    ...pages,
  };
  return fakeHttp(
    Object.entries(answers).map(([url, answer]) => ({ url, answer })),
  );
}

/** Reads the careers page of such a host; every page that it has must be asked for. */
export async function readSite(
  pages: Record<string, unknown>,
  over: Partial<ReadContext> = {},
): Promise<{ postings: Posting[]; listing: Listing; titles: string[] }> {
  const http = site(pages);
  const result = await readBoard(jsonLd, BOARD, http, over);
  const left = http.left();
  if (left.length > 0) throw new Error(`Never asked for: ${left.join(", ")}`);
  return { ...result, titles: result.postings.map(({ title }) => title) };
}

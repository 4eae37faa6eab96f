/**
 * A small board of Teamtailor, for the promises that every provider keeps.
 *
 * @module
 */
import { type Exchange, inPages, type Sample, upTo } from "../../testing.ts";

/** True feeds have a hundred on a page; twenty show the paging sooner. */
const PAGE_SIZE = 20;

function page(offset: number, total: number, count: number): Exchange {
  const number = offset / PAGE_SIZE + 1;
  return {
    url: number === 1 ? "/jobs.json" : `/jobs.json?page=${number}`,
    answer: {
      version: "https://jsonfeed.org/version/1.1",
      title: "Acme",
      items: upTo(count, (id) => ({
        id: `f013-${id}`,
        title: "Baker",
        url: `https://jobs.acme.example/jobs/${id}-baker`,
        _jobposting: { "@type": "JobPosting", title: "Baker" },
      }), offset),
      ...(offset + count < total && {
        next_url: `https://acme.teamtailor.com/jobs.json?page=${number + 1}`,
      }),
    },
  };
}

export const sample: Sample = {
  board: { provider: "teamtailor", key: "acme" },
  matches: {
    "https://acme.teamtailor.com": "acme",
    "https://acme.teamtailor.com/jobs": "acme",
    "https://acme.teamtailor.com/sv/jobs?department=x": "acme",
    "https://acme.teamtailor.com/jobs/7167985-baker": "acme",
    "https://acme.teamtailor.com/jobs.json": "acme",
    "https://acme.teamtailor.com/jobs.rss": "acme",
    "https://acme-1671530238.teamtailor.com/": "acme-1671530238",
    "https://acme.na.teamtailor.com/jobs": "acme.na",
    "https://career.teamtailor.com/jobs": "career",
  },
  strangers: [
    "https://teamtailor.com/",
    "https://www.teamtailor.com/en/",
    "https://app.teamtailor.com/companies/1",
    "https://api.teamtailor.com/v1/jobs",
    "https://a.b.c.teamtailor.com/",
    "https://acme.teamtailor.com.example.com/jobs",
    "https://jobs.acme.example/jobs",
  ],
  listing: (count) => inPages(count, PAGE_SIZE, page),
  broken: () => [{ url: "/jobs.json", answer: { items: [] } }],
  cutShort: null,
};

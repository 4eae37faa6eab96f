/**
 * A small board of Rippling, for the promises that every provider keeps.
 *
 * @module
 */
import { type Sample, upTo } from "../../testing.ts";

const LIST_URL = "https://api.rippling.com/platform/api/ats/v1/board/acme/jobs";
const row = (id: number) => ({
  uuid: `2f0674e6-${id}`,
  name: "Baker",
  department: { id: "Kitchen", label: "Kitchen" },
  url: `https://ats.rippling.com/acme/jobs/2f0674e6-${id}`,
  workLocation: { id: "Berlin, Germany", label: "Berlin, Germany" },
});

export const sample: Sample = {
  board: { provider: "rippling", key: "acme" },
  matches: {
    "https://ats.rippling.com/acme/jobs": "acme",
    "https://ats.rippling.com/acme": "acme",
    "https://ats.rippling.com/acme-jobs/jobs/2f0674e6-f01f?step=apply":
      "acme-jobs",
    "https://ats.rippling.com/en-GB/acme/jobs": "acme",
    "https://ats.rippling.com/es-419/acme/jobs/2f0674e6-f01f/apply": "acme",
    "https://ats.rippling.com/de/acme": "acme",
    "https://ats.rippling.com/hi/jobs": "hi",
    "https://ats.rippling.com/en-GB/jobs/jobs": "jobs",
    "https://ats.rippling.com/hi": "hi",
    "https://ats.rippling.com/embed/acme/jobs?page=0": "acme",
    "https://ats.us1.rippling.com/acme/jobs": "acme",
    "https://ats.rippling.com/api/v2/board/acme/jobs?page=0": "acme",
    "https://api.rippling.com/platform/api/ats/v1/board/acme/jobs": "acme",
    "https://api.rippling.com/platform/api/ats/v1/board/acme/jobs/2f0674e6":
      "acme",
  },
  strangers: [
    "https://ats.rippling.com/",
    "https://ats.rippling.com/en-GB",
    "https://ats.rippling.com/embed",
    "https://ats.rippling.com/api/v2/jobs",
    "https://ats.rippling.com/_next/static/x.js",
    "https://api.rippling.com/platform/api/employees",
    "https://www.rippling.com/careers/open-roles",
    "https://ats.rippling.com/a%20b/jobs",
    "https://ats.rippling.com.example.com/acme/jobs",
  ],
  listing: (count) => [{ url: LIST_URL, answer: upTo(count, row) }],
  broken: () => [{ url: LIST_URL, answer: { error: "Not Found" } }],
  cutShort: null,
};

/**
 * A small board of Workable, for the promises that every provider keeps.
 *
 * @module
 */
import { type Sample, upTo } from "../../testing.ts";

const LIST_URL =
  "https://apply.workable.com/api/v1/widget/accounts/acme?details=true";
const job = (id: number) => ({
  title: "Baker",
  shortcode: `AB${id}`,
  url: `https://apply.workable.com/j/AB${id}`,
  published_on: "2026-02-17",
  locations: [{ country: "Germany", city: "Berlin", hidden: false }],
  description: "<p>Bread</p>",
});

export const sample: Sample = {
  board: { provider: "workable", key: "acme" },
  matches: {
    "https://apply.workable.com/acme": "acme",
    "https://apply.workable.com/acme-2/": "acme-2",
    "https://apply.workable.com/acme/j/DD136DD7E7/": "acme",
    "https://apply.workable.com/acme/j/DD136DD7E7/apply?lng=de": "acme",
    "https://apply.workable.com/api/v1/widget/accounts/acme?details=true":
      "acme",
    "https://apply.workable.com/api/v3/accounts/acme/jobs": "acme",
    "https://www.workable.com/api/accounts/acme?details=true": "acme",
    "https://acme.workable.com/": "acme",
    "https://Acme.workable.com/jobs/12345": "acme",
  },
  strangers: [
    "https://apply.workable.com/",
    "https://apply.workable.com/j/DD136DD7E7",
    "https://apply.workable.com/api/v1/widget",
    "https://www.workable.com/pricing",
    "https://workable.com/",
    "https://jobs.workable.com/company/8pQ/jobs-at-acme",
    "https://help.workable.com/hc/en-us",
    "https://a.acme.workable.com/",
    "https://apply.workable.com.example.com/acme",
  ],
  listing: (count) => [{
    url: LIST_URL,
    answer: { name: "Acme", description: null, jobs: upTo(count, job) },
  }],
  broken: () => [{ url: LIST_URL, answer: { name: "Acme", results: [] } }],
  cutShort: null,
};

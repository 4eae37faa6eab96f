/**
 * A small board of Pinpoint, for the promises that every provider keeps.
 *
 * @module
 */
import { type Sample, upTo } from "../../testing.ts";

const LIST_URL = "https://acme.pinpointhq.com/postings.json";
const posting = (id: number) => ({
  id: String(id),
  title: "Baker",
  url: `https://acme.pinpointhq.com/en/postings/ab-${id}`,
  path: `/en/postings/ab-${id}`,
  description: "<p>Bread</p>",
  location: { id: "1", name: "Berlin", city: "Berlin", province: "Berlin" },
});

export const sample: Sample = {
  board: { provider: "pinpoint", key: "acme" },
  matches: {
    "https://acme.pinpointhq.com/": "acme",
    "https://acme.pinpointhq.com/en/postings/6547427b-f71c": "acme",
    "https://acme.pinpointhq.com/en/postings/6547427b/applications/new": "acme",
    "https://Acme-2.pinpointhq.com/postings.json": "acme-2",
  },
  strangers: [
    "https://pinpointhq.com/",
    "https://www.pinpointhq.com/pricing",
    "https://developers.pinpointhq.com/docs",
    "https://app.pinpointhq.com/",
    "https://a.acme.pinpointhq.com/",
    "https://acme.pinpointhq.com.example.com/",
  ],
  listing: (count) => [{
    url: LIST_URL,
    answer: { data: upTo(count, posting) },
  }],
  broken: () => [{ url: LIST_URL, answer: { postings: [] } }],
  cutShort: null,
};

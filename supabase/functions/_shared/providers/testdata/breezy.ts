/**
 * A small board of Breezy, for the promises that every provider keeps.
 *
 * @module
 */
import { NOW, type Sample, upTo } from "../../testing.ts";

const LIST_URL = "https://acme.breezy.hr/json";
const position = (id: number) => ({
  id: `b8e6b722${id}`,
  friendly_id: `b8e6b722${id}-baker`,
  name: "Baker",
  url: `https://acme.breezy.hr/p/b8e6b722${id}-baker`,
  published_date: NOW.toISOString(),
  type: { id: "fullTime", name: "Full-Time" },
});

export const sample: Sample = {
  board: { provider: "breezy", key: "acme" },
  matches: {
    "https://acme.breezy.hr": "acme",
    "https://acme.breezy.hr/?q=x": "acme",
    "https://acme.breezy.hr/p/b8e6b722f7ed-baker/apply": "acme",
    "https://acme.breezy.hr/json": "acme",
    "https://acme-co-2.breezy.hr/": "acme-co-2",
  },
  strangers: [
    "https://breezy.hr/",
    "https://www.breezy.hr/acme",
    "https://app.breezy.hr/app/c/acme",
    "https://api.breezy.hr/v3/company/acme/positions",
    "https://a.b.breezy.hr/",
    "https://acme.breezy.hr.example.com/",
    "https://acme.notbreezy.hr/",
  ],
  listing: (count) => [{ url: LIST_URL, answer: upTo(count, position) }],
  broken: () => [{ url: LIST_URL, answer: { error: "no" } }],
  cutShort: null,
};

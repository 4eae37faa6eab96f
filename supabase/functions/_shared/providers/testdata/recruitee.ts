/**
 * A small board of Recruitee, for the promises that every provider keeps.
 *
 * @module
 */
import { type Sample, upTo } from "../../testing.ts";

const LIST_URL = "https://acme.recruitee.com/api/offers/";
const offer = (id: number) => ({
  id,
  slug: `baker-${id}`,
  title: "Baker",
  careers_url: `https://acme.recruitee.com/o/baker-${id}`,
  published_at: "2026-02-17 09:00:00 UTC",
  locations: [{ city: "Berlin", country: "Germany" }],
  description: "<p>Bread</p>",
});

export const sample: Sample = {
  board: { provider: "recruitee", key: "acme" },
  matches: {
    "https://acme.recruitee.com/": "acme",
    "https://acme.recruitee.com/o/baker-berlin": "acme",
    "https://acme.recruitee.com/l/de/o/baker/c/new?source=x": "acme",
    "https://Acme-2.recruitee.com/api/offers/": "acme-2",
  },
  strangers: [
    "https://recruitee.com/",
    "https://www.recruitee.com/pricing",
    "https://app.recruitee.com/",
    "https://api.recruitee.com/c/acme/careers/offers",
    "https://docs.recruitee.com/reference/offers",
    "https://a.acme.recruitee.com/",
    "https://acme.recruitee.com.example.com/",
  ],
  listing: (count) => [{
    url: LIST_URL,
    answer: { offers: upTo(count, offer) },
  }],
  broken: () => [{ url: LIST_URL, answer: { error: "Not Found" } }],
  cutShort: null,
};

/**
 * A small board of Lever, for the promises that every provider keeps.
 *
 * @module
 */
import { NOW, type Sample, upTo } from "../../testing.ts";

const LIST_URL = "https://api.lever.co/v0/postings/acme?mode=json";
const advert = (id: number) => ({
  id: `id-${id}`,
  text: "Baker",
  hostedUrl: `https://jobs.lever.co/acme/id-${id}`,
  createdAt: NOW.getTime(),
  description: "<p>Bread</p>",
});

export const sample: Sample = {
  board: { provider: "lever", key: "acme" },
  matches: {
    "https://JOBS.lever.co/acme": "acme",
    "http://jobs.lever.co/acme?department=x#y": "acme",
    "https://jobs.lever.co/acme/3414ba28-35f7-45d3-8e13-35c883959635": "acme",
    "https://jobs.lever.co/%61cme/3414ba28": "acme",
    "https://jobs.eu.lever.co/acme/3414ba28/apply": "eu/acme",
    "https://api.lever.co/v0/postings/Acme/3414ba28": "Acme",
    "https://api.eu.lever.co/v0/postings/acme?skip=0&limit=9": "eu/acme",
    "https://jobs.lever.co/acme": "acme",
    "https://jobs.lever.co/acme/3414ba28-35f7/apply?lever-source=x": "acme",
    "https://jobs.lever.co/Acme.Co_2-x/": "Acme.Co_2-x",
    "https://jobs.eu.lever.co/acme": "eu/acme",
    "https://api.lever.co/v0/postings/acme?mode=json": "acme",
    "https://api.eu.lever.co/v0/postings/acme/3414ba28": "eu/acme",
  },
  strangers: [
    "https://jobs.us.lever.co/acme",
    "https://jobs.lever.co/a%2Fb",
    "https://jobs.lever.co/100%/",
    "https://jobs.lever.co/",
    "https://www.lever.co/acme",
    "https://api.lever.co/v1/postings/acme",
    "https://api.lever.co/v0/postings",
    "https://jobs.lever.co/a%20b",
    "https://jobs.lever.co.example.com/acme",
    "https://notjobs.lever.co/acme",
  ],
  listing: (count) => [{ url: LIST_URL, answer: upTo(count, advert) }],
  broken: () => [{ url: LIST_URL, answer: { ok: false } }],
  cutShort: null,
};

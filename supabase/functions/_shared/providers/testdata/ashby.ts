/**
 * A small board of Ashby, for the promises that every provider keeps.
 *
 * @module
 */
import { type Sample, upTo } from "../../testing.ts";

const LIST_URL =
  "https://api.ashbyhq.com/posting-api/job-board/Acme%20Tea?includeCompensation=true";
const advert = (id: number) => ({
  id: `id-${id}`,
  title: "Baker",
  jobUrl: `https://jobs.ashbyhq.com/Acme%20Tea/id-${id}`,
  isListed: true,
  descriptionPlain: "Bread",
});

export const sample: Sample = {
  board: { provider: "ashby", key: "Acme Tea" },
  matches: {
    "https://JOBS.ashbyhq.com/AcmeTea/": "AcmeTea",
    "https://jobs.ashbyhq.com/acme?utm_source=x#y": "acme",
    "https://jobs.ashbyhq.com/acme/5f7a0c1e-1b2c-4d3e-8f90-123456789abc":
      "acme",
    "https://jobs.ashbyhq.com/acme.co/5f7a/application?x=y": "acme.co",
    "https://api.ashbyhq.com/posting-api/job-board/Acme%20Tea?includeCompensation=true":
      "Acme Tea",
    "https://jobs.ashbyhq.com/Caf%C3%A9": "Café",
    "https://jobs.ashbyhq.com/Acme%20Tea": "Acme Tea",
    "https://jobs.ashbyhq.com/Acme Tea/5f7a/application": "Acme Tea",
    "https://jobs.ashbyhq.com/AcmeTA/embed?version=2": "AcmeTA",
    "https://api.ashbyhq.com/posting-api/job-board/acme.co": "acme.co",
  },
  strangers: [
    "https://jobs.ashbyhq.com/_next/static/x.js",
    "https://www.ashbyhq.com/acme",
    "https://api.ashbyhq.com/posting-api/job-board/",
    "https://jobs.ashbyhq.com/",
    "https://jobs.ashbyhq.com/%20/",
    "https://jobs.ashbyhq.com/100%/",
    "https://jobs.ashbyhq.com/api/non-user-graphql?op=x",
    "https://api.ashbyhq.com/job-board/acme",
    "https://acme.example/careers?ashby_jid=5f7a",
    "https://jobs.ashbyhq.com.example.com/acme",
  ],
  listing: (count) => [{
    url: LIST_URL,
    answer: { jobs: upTo(count, advert), apiVersion: "1" },
  }],
  broken: () => [{ url: LIST_URL, answer: [] }],
  cutShort: null,
};

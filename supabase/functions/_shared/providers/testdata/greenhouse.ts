/**
 * A small board of Greenhouse, for the promises that every provider keeps.
 *
 * @module
 */
import { type Sample, upTo } from "../../testing.ts";

const LIST_URL = "/v1/boards/acme/jobs?content=true";
const advert = (id: number) => ({
  id: id + 1,
  title: "Baker",
  absolute_url: `https://job-boards.greenhouse.io/acme/jobs/${id + 1}`,
  location: { name: "Berlin or Rome" },
  content: "&lt;p&gt;Bread&lt;/p&gt;",
});

export const sample: Sample = {
  board: { provider: "greenhouse", key: "acme" },
  matches: {
    "https://boards.greenhouse.io/Acme/jobs/1": "acme",
    "https://job-boards.eu.greenhouse.io/acme": "acme",
    "https://boards.greenhouse.io/embed/job_board?for=acme": "acme",
    "https://boards-api.greenhouse.io/v1/boards/acme/jobs": "acme",
  },
  strangers: [
    "https://boards.greenhouse.io/",
    "https://boards.greenhouse.io/embed/job_board/js",
    "https://greenhouse.io.example.com/acme",
  ],
  listing: (count) => [{
    url: LIST_URL,
    answer: { jobs: upTo(count, advert), meta: { total: count } },
  }],
  broken: () => [{ url: LIST_URL, answer: { jobs: null } }],
  cutShort: () => [{
    url: LIST_URL,
    answer: { jobs: upTo(2, advert), meta: { total: 3 } },
  }],
};

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
    "https://boards.greenhouse.io/acme": "acme",
    "https://BOARDS.Greenhouse.IO/ACME/": "acme",
    "http://boards.greenhouse.io/acme?gh_src=x#app": "acme",
    "https://boards.eu.greenhouse.io/acme/jobs/1": "acme",
    "https://job-boards.greenhouse.io/acme/jobs/4001?gh_jid=4001": "acme",
    "https://boards.greenhouse.io/%61cme": "acme",
    "https://boards.greenhouse.io/acme_bakers-2": "acme_bakers-2",
    "https://boards.greenhouse.io/embed/job_app?for=acme&token=4001": "acme",
    "https://boards.greenhouse.io/embed/job_app?token=4001&for=Acme": "acme",
    "https://boards.greenhouse.io/embed/job_board/js?for=acme": "acme",
    "https://job-boards.eu.greenhouse.io/embed/job_board?for=acme": "acme",
    "https://app.greenhouse.io/embed/job_board?for=acme": "acme",
    "https://boards.greenhouse.io/embed/job_board?url_token=acme": "acme",
    "https://boards-api.greenhouse.io/v1/boards/acme/jobs/4001?questions=true":
      "acme",
    "https://boards-api.eu.greenhouse.io/v1/boards/acme/": "acme",
    "https://api.greenhouse.io/v1/boards/acme/embed/jobs": "acme",
    "https://boards.greenhouse.io/Acme/jobs/1": "acme",
    "https://job-boards.eu.greenhouse.io/acme": "acme",
    "https://boards.greenhouse.io/embed/job_board?for=acme": "acme",
    "https://boards-api.greenhouse.io/v1/boards/acme/jobs": "acme",
  },
  strangers: [
    "https://boards.greenhouse.io/Embed/job_app?token=4001",
    "https://boards.greenhouse.io/assets/x.css",
    "https://boards-api.greenhouse.io/v1/acme",
    "https://boards-api.greenhouse.io/acme",
    "https://boards.greenhouse.io/a%2Fb",
    "https://boards.greenhouse.io/robots.txt",
    "https://www.greenhouse.io/pricing",
    "https://app.greenhouse.io/sign_in",
    "https://developers.greenhouse.io/job-board",
    "https://notgreenhouse.io/acme",
    "https://acme.example/jobs?gh_jid=4001",
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

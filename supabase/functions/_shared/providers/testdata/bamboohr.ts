/**
 * A small board of BambooHR, for the promises that every provider keeps.
 *
 * @module
 */
import { type Exchange, type Sample, upTo } from "../../testing.ts";

function list(totalCount: number, count: number): Exchange[] {
  return [{
    url: "https://acme.bamboohr.com/careers/list",
    answer: {
      meta: { totalCount },
      result: upTo(count, (id) => ({
        id: String(id),
        jobOpeningName: "Baker",
        location: { city: "Berlin", state: null },
        locationType: "0",
      })),
    },
  }];
}

export const sample: Sample = {
  board: { provider: "bamboohr", key: "acme" },
  matches: {
    "https://acme.bamboohr.com": "acme",
    "https://acme.bamboohr.com/careers": "acme",
    "https://acme.bamboohr.com/careers/86?source=x": "acme",
    "https://acme.bamboohr.com/careers/86/detail": "acme",
    "https://acme.bamboohr.com/careers/list": "acme",
    "https://acme.bamboohr.com/jobs/view.php?id=86": "acme",
    "https://acme.bamboohr.com/jobs/embed2.php?version=1.0.0": "acme",
    "https://acme-co-2.bamboohr.com/jobs/": "acme-co-2",
    "https://api.bamboohr.com/api/gateway.php/acme/v1/applicant_tracking/jobs":
      "acme",
  },
  strangers: [
    "https://www.bamboohr.com/careers",
    "https://bamboohr.com/careers/",
    "https://acme.bamboohr.com/login.php",
    "https://acme.bamboohr.com/settings/account/expired.php",
    "https://api.bamboohr.com/api/gateway.php",
    "https://api.bamboohr.com/api/gateway.php/a%2Fb/v1",
    "https://a.b.bamboohr.com/careers",
    "https://acme.bamboohr.com.example.com/careers",
  ],
  listing: (count) => list(count, count),
  broken: () => [{ url: "/careers/list", answer: { result: [] } }],
  cutShort: () => list(3, 2),
};

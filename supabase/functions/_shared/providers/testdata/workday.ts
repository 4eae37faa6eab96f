/**
 * A small board of Workday, for the promises that every provider keeps.
 *
 * @module
 */
import { type Exchange, inPages, type Sample, upTo } from "../../testing.ts";

const HOST = "acme.wd5.myworkdayjobs.com";
function page(offset: number, total: number, count: number): Exchange {
  return {
    url: `https://${HOST}/wday/cxs/acme/Careers/jobs`,
    body: { appliedFacets: {}, limit: 20, offset, searchText: "" },
    answer: {
      total,
      jobPostings: upTo(count, (id) => ({
        title: "Baker",
        externalPath: `/job/Berlin/Baker_R${id}`,
        postedOn: "Posted Today",
        bulletFields: [`R${id}`],
      }), offset),
    },
  };
}

export const sample: Sample = {
  board: { provider: "workday", key: `${HOST}/acme/Careers` },
  matches: {
    [`https://${HOST}/Careers`]: `${HOST}/acme/Careers`,
    [`https://${HOST}/en-US/Careers?q=x`]: `${HOST}/acme/Careers`,
    [`https://${HOST}/fr-CA/Careers/job/Berlin/Baker_R1/apply`]:
      `${HOST}/acme/Careers`,
    [`https://${HOST}/wday/cxs/acme/Careers/jobs`]: `${HOST}/acme/Careers`,
    [`https://ACME.wd103.myworkdayjobs.com/a_b-C/details/Baker_R1`]:
      "acme.wd103.myworkdayjobs.com/acme/a_b-C",
    "https://acme.wd5-impl.myworkdayjobs-impl.com/Careers":
      "acme.wd5-impl.myworkdayjobs-impl.com/acme/Careers",
    "https://wd1.myworkdaysite.com/en-US/recruiting/acme/Careers/job/Rome/Baker_R1":
      "wd1.myworkdaysite.com/acme/Careers",
    "https://wd1.myworkdaysite.com/recruiting/acme/Careers":
      "wd1.myworkdaysite.com/acme/Careers",
    "https://wd1.myworkdaysite.com/wday/cxs/acme/Careers/jobs":
      "wd1.myworkdaysite.com/acme/Careers",
  },
  strangers: [
    `https://${HOST}/`,
    `https://${HOST}/en-US`,
    `https://${HOST}/robots.txt`,
    `https://${HOST}/wday/authgwy/acme/login`,
    "https://wd1.myworkdaysite.com/recruiting/acme",
    "https://wd1.myworkdaysite.com/Careers",
    "https://www.myworkday.com/acme",
    "https://acme.wd5.myworkdayjobs.com.example.com/Careers",
  ],
  listing: (count) => inPages(count, 20, page),
  broken: () => [{ ...page(0, 0, 0), answer: { total: 1 } }],
  cutShort: () => [page(0, 22, 20), page(20, 0, 1)],
};

/**
 * A small board of SmartRecruiters, for the promises that every provider keeps.
 *
 * @module
 */
import { type Exchange, inPages, type Sample, upTo } from "../../testing.ts";

function page(
  offset: number,
  totalFound: number,
  count: number,
): Exchange {
  return {
    url: `/v1/companies/Acme/postings?limit=100&offset=${offset}`,
    answer: {
      totalFound,
      content: upTo(count, (id) => ({ id: String(id), name: "Baker" }), offset),
    },
  };
}

export const sample: Sample = {
  board: { provider: "smartrecruiters", key: "Acme" },
  matches: {
    "https://CAREERS.smartrecruiters.com/Acme/": "Acme",
    "http://jobs.smartrecruiters.com/Acme/744000138728139?oga=true#x": "Acme",
    "https://jobs.smartrecruiters.com/%41cme/744000138728139-b%C3%A4cker":
      "Acme",
    "https://jobs.smartrecruiters.com/Acme-Tea.1_x": "Acme-Tea.1_x",
    "https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/ac49e1ca-2d73-4c53-8b00-6bb93d4de203?dcr_ci=Acme":
      "Acme",
    "https://api.smartrecruiters.com/v1/companies/Acme/postings?limit=100&offset=100":
      "Acme",
    "https://api.smartrecruiters.com/v1/companies/Acme": "Acme",
    "https://careers.smartrecruiters.com/Acme": "Acme",
    "https://careers.smartrecruiters.com/Acme/bakers?q=x": "Acme",
    "https://jobs.smartrecruiters.com/Acme": "Acme",
    "https://jobs.smartrecruiters.com/Acme/744000138728139-baker": "Acme",
    "https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/ac49":
      "Acme",
    "https://jobs.smartrecruiters.com/external-referrals/company/Acme/publication/ac49":
      "Acme",
    "https://api.smartrecruiters.com/v1/companies/acme/postings": "acme",
    "https://api.smartrecruiters.com/v1/companies/acme/postings/1": "acme",
  },
  strangers: [
    "https://jobs.smartrecruiters.com/a%2Fb",
    "https://jobs.smartrecruiters.com/100%/",
    "https://jobs.smartrecruiters.com/SR-Jobs/search",
    "https://api.smartrecruiters.com/v1/companies/",
    "https://careers.smartrecruiters.com/",
    "https://jobs.smartrecruiters.com/oneclick-ui/company/",
    "https://jobs.smartrecruiters.com/sr-jobs/search",
    "https://api.smartrecruiters.com/v1/postings/1",
    "https://www.smartrecruiters.com/about",
    "https://jobs.smartrecruiters.com.example.com/Acme",
  ],
  listing: (count) => inPages(count, 100, page),
  broken: () => [{
    ...page(0, 0, 0),
    answer: { message: "no" },
  }],
  cutShort: () => [
    page(0, 101, 100),
    page(100, 101, 0),
  ],
};

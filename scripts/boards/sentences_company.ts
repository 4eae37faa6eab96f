/**
 * The stock of sentences about a simulated company, what it offers and how it
 * hires. `{company}`, `{team}`, `{place}`, `{number}` and `{rhythm}` are
 * filled in for each advert.
 *
 * @module
 */

/** How a company presents itself. */
export const INTRODUCTION: readonly string[] = [
  "{company} builds tools that people open every morning and forget about by noon, because they simply work.",
  "More than {number} teams around the world rely on {company} to get their most important work done.",
  "We started {company} because the software in our own jobs kept getting in the way, and we still hold ourselves to that first complaint.",
  "At {company} we would rather ship a small thing that lasts than a large thing that has to be explained.",
  "Our customers range from two-person studios to public companies with {number} offices, and all of them talk to the same support team.",
  "{company} is owned by the people who work here & a small group of patient investors.",
  "We care about craft, about plain language and about leaving things tidier than we found them.",
  "What began as a weekend project now serves {number} requests in the time it takes to read this sentence.",
  "We grow carefully: every person who joins {company} changes what the company is, and we hire with that in mind.",
  "Trust is the product. Everything else that we make at {company} is a way of earning or keeping it.",
  "{company} works in small groups that own a problem from the first conversation to the last bug.",
  "We believe that good infrastructure is quiet, that good design is kind, and that good meetings are rare.",
  "In the last year {company} has doubled the number of people it serves without doubling the number of people it takes to serve them.",
  "We publish our roadmap, our incident reviews and most of our mistakes, since that is how we would like to be treated ourselves.",
];

/** What a company gives besides pay. */
export const BENEFITS: readonly string[] = [
  "{number} days of paid leave, and a manager who notices when you have not taken them",
  "Equity for everyone, explained in plain words before you sign",
  "A yearly budget for books, courses and conferences, spent without asking twice",
  "Health, dental and vision cover for you and the people who depend on you",
  "Parental leave of {number} weeks at full pay, whichever parent you are",
  "A home office allowance & the equipment that you choose",
  "Two gatherings of the whole company a year, in places that are easy to reach by train",
  "A pension plan that we match up to six per cent",
  "Time set aside every {rhythm} for work that nobody has asked for",
  "Commuter support, bicycle leasing or a parking space, depending on where you live",
  "Mental health support that is confidential and does not run out after three sessions",
  "A sabbatical of four weeks after five years",
  "Flexible hours around a core of four that we share",
  "Life and disability insurance from the first day",
  "Relocation support for you and your family, where a move makes sense",
  "Fridays without meetings, and we mean it",
];

/** How a company hires, and what it promises in doing so. */
export const CLOSING: readonly string[] = [
  "Our process is a first call, a conversation about something that you have built, a practical session with the {team} team and a final chat with someone you would work with every day.",
  "You will hear from us within {number} working days, whatever the answer is.",
  "We do not ask for whiteboard puzzles, unpaid projects or references before an offer.",
  "If you need an adjustment at any step, write it into your application and we will arrange it.",
  "{company} is an equal opportunity employer. We decide on merit and need, and never on age, disability, gender, origin, religion or any other protected characteristic.",
  "Please apply even if you do not meet every point above: the list describes a direction, not a gate.",
  "Where the law asks for it, the pay range is given in this advert; what you are offered depends on experience, skills and location.",
  "We treat what you send us as confidential, keep it for as long as the law demands & delete it afterwards.",
  "This position is based in {place}; if you live elsewhere and think that it could work, tell us how.",
  "Applications are read by people. We use no automated screening to reject anybody.",
  "Background checks are part of every offer that we make, and we pay for them.",
  "Recruitment agencies: thank you, we have this one covered.",
];

/**
 * The stock of sentences about the work itself. `{title}`, `{company}`,
 * `{team}`, `{tool}`, `{number}`, `{rhythm}` and `{partner}` are filled in
 * for each advert; each `{tool}` takes the next of the tools that it asks for.
 *
 * @module
 */

/** What the role is about. */
export const ABOUT: readonly string[] = [
  "As {title} you join the {team} team, which looks after one of the parts of {company} that everybody else builds on.",
  "The {team} team is {number} people today, spread over three time zones, and this is a new position.",
  "You will own a clearly bounded area from day one and decide, together with {partner}, what it should become.",
  "The problem is easy to state and hard to solve: more people use what we make, in more ways, than it was ever drawn up for.",
  "In your first month you will ship something small; in your first quarter you will lead something that matters.",
  "We are looking for somebody who likes the middle of a project as much as its beginning.",
  "Your work will be seen by every customer of {company}, most of the time without their noticing, which is how we like it.",
  "The tools that we reach for most are {tool} and {tool}, though we care more about how you think than about which of them you have used.",
  "You report to the lead of {team} and work closely with {partner} every {rhythm}.",
  "There is a healthy backlog, a fair amount of history and a real chance to change how we do things.",
  "This is a hands-on role: you will spend most of your time doing the work rather than talking about it.",
  "Much of what you will touch was built quickly and has served well; your task is to make it last.",
  "Success in the first year means that {partner} no longer has to ask when something will be done.",
  "We write things down, so you will find most of what you need to know before you need to ask for it.",
];

/** What the person will do. */
export const DUTIES: readonly string[] = [
  "Design, build and run services with {tool} that stay up when nobody is looking",
  "Lead projects from a one-page proposal to a launch that {partner} is proud of",
  "Review the work of others with care, and ask for the same in return",
  "Find the slowest {number} per cent of what we do and make them ordinary",
  "Turn what customers tell us into plans that can be finished within a {rhythm}",
  "Keep our {tool} setup boring: upgraded, documented and easy to leave",
  "Work with {partner} to decide what we will not do",
  "Write the documents that let people in other time zones go on without you",
  "Take part in a rotation that is paid, staffed and quiet by design",
  "Measure what you change & share the result, above all when it disappoints",
  "Mentor two or three colleagues and learn from as many",
  "Replace processes that rely on memory with ones that rely on {tool}",
  "Represent {team} in the {rhythm}ly review and bring back decisions, not only news",
  "Build prototypes with {tool} that answer one question and are then thrown away",
  "Own the budget, the suppliers and the calendar of your area",
  "Shape how {company} hires for {team} by interviewing regularly",
  "Investigate incidents without blame and see the follow-ups through",
  "Bring the time from idea to first use below a {rhythm}",
  "Improve the interfaces between {tool} and {tool} so that changes on one side stop surprising the other",
  "Prepare clear summaries for {partner} with the numbers that led you to them",
];

/** What is asked of the person. */
export const REQUIREMENTS: readonly string[] = [
  "{number}+ years of work in a comparable role, or a convincing story of how you got here without them",
  "Deep, practical knowledge of {tool} and a working knowledge of {tool}",
  "Experience with {tool} in production, including the bad days",
  "You explain difficult matters simply, in writing and aloud, in fluent English",
  "You have seen a project of at least {number} months through to its end",
  "A habit of asking what problem we are solving before you solve it",
  "Comfort with incomplete information & the patience to complete it",
  "You can read {tool} that somebody else wrote and improve it without rewriting it",
  "Good judgement about when to be thorough and when to be quick",
  "Experience of working with {partner} as equals",
  "You know your way around {tool}, and know when it is the wrong choice",
  "A degree in a related subject, or the equivalent in experience",
  "You have been responsible for something that people depended on at night",
  "Care for detail: names, edge cases, dates, currencies, time zones",
  "You have used {tool} long enough to have changed your mind about it",
  "Willingness to travel up to {number} per cent of the time",
];

/** What would help besides. */
export const EXTRAS: readonly string[] = [
  "You have contributed to an open source project, whether code, documentation or triage",
  "Some exposure to {tool} or something close to it",
  "Experience in a regulated business such as payments, health or aviation",
  "A second European language",
  "You have worked in a company of fewer than {number} people and in one of many more",
  "You have taught, given talks or written about {tool}",
  "You have moved a team from one way of working to another & stayed to see it through",
  "Familiarity with how {company} is used, as a customer or as a critic",
];

/** Whom one works with. */
export const PARTNERS: readonly string[] = [
  "product and design",
  "our finance partners",
  "the support team",
  "customers in the field",
  "the platform group",
  "legal and privacy",
  "the leadership team",
  "our partners in operations",
];

/** How often something happens. */
export const RHYTHMS: readonly string[] = ["week", "month", "quarter", "year"];

/**
 * What filters take, case by case, as a person sees it: twelve filters and the
 * adverts that they are asked about. Imported by tests only.
 *
 * To add a case, write a line: title | places, joined by + | facts, joined by ; |
 * the letters of the filters that take it, in order, or - for none. A fact is a
 * workplace, an employment, pay such as EUR 50000-60000/year, "at <company>" or
 * "says <text>" (without ; and |); what is left out, the advert does not say.
 *
 * @module
 */
import type { Filter } from "../work_order.ts";

const ASKS_FOR_NOTHING: Filter = {
  name: "",
  title_any: [],
  title_none: [],
  companies_none: [],
  locations_any: [],
  workplace: [],
  employment: [],
  employment_required: false,
  keywords: {},
  min_salary: null,
  salary_currency: null,
  pay_required: false,
  min_score: null,
};

const WANTED: Readonly<Record<string, Partial<Filter>>> = {
  // Backend, in Berlin or remote.
  a: {
    title_any: [
      "backend",
      "back end",
      "software engineer",
      "platform engineer*",
    ],
    title_none: ["intern*", "manager", "frontend"],
    locations_any: ["berlin", "remote"],
  },
  // Frontend in Switzerland.
  b: {
    title_any: ["frontend", "front end", "react", "ui engineer*"],
    title_none: ["lead"],
    locations_any: ["zürich", "geneve", "bern", "switzerland", "schweiz"],
  },
  // Data, remote only.
  c: {
    title_any: [
      "data engineer*",
      "data scientist*",
      "machine learning",
      "ml",
      "ai",
    ],
    workplace: ["remote"],
  },
  // Names with signs in them.
  d: {
    title_any: ["c++", "c#", ".net", "c", "go", "r&d", "node.js"],
    title_none: ["go to market"],
  },
  // To begin with.
  e: {
    title_any: [
      "intern",
      "internship",
      "praktik*",
      "werkstudent*",
      "working student",
      "stagiaire",
      "apprentice*",
    ],
    employment: ["internship", "part_time"],
  },
  // Contracts, and said so.
  f: { employment: ["contract", "temporary"], employment_required: true },
  // Engineers of all tongues, paid well where pay is named.
  g: {
    title_any: [
      "engineer*",
      "develop*",
      "ingenieur*",
      "entwickler*",
      "desarrollador*",
      "разработчик*",
      "エンジニア",
    ],
    min_salary: 80_000,
    salary_currency: "EUR",
  },
  // Anything in the United States that names good pay.
  h: {
    min_salary: 120_000,
    salary_currency: "USD",
    pay_required: true,
    locations_any: [
      "united states",
      "usa",
      "new york",
      "san francisco",
      "remote",
    ],
  },
  // In an office of these cities.
  i: {
    workplace: ["onsite", "hybrid"],
    locations_any: [
      "london",
      "paris",
      "munich",
      "münchen",
      "sao paulo",
      "krakow",
      "malmo",
      "lodz",
      "kobenhavn",
    ],
  },
  // Design, but not there.
  j: {
    title_any: ["designer*", "product manager*", "head of design"],
    companies_none: ["acme", "globex corp", "initech*"],
  },
  // By points.
  k: {
    title_any: ["developer*", "engineer*"],
    keywords: {
      typescript: 20,
      deno: 15,
      "postgres*": 10,
      php: -30,
      "on-site": -15,
      remote: 10,
    },
    min_score: 75,
  },
  // Other trades, in and near Austria.
  l: {
    title_any: [
      "nurse",
      "krankenpfleg*",
      "baker",
      "bäcker*",
      "teacher*",
      "truck driver",
      "cook",
    ],
    title_none: ["assistant", "head nurse"],
    locations_any: ["wien", "vienna", "graz", "köln", "hamburg", "salzburg"],
  },
};

/** The filters, named by their letters. */
export const FILTERS: readonly Filter[] = Object.entries(WANTED).map((
  [name, wanted],
) => ({ ...ASKS_FOR_NOTHING, ...wanted, name }));

/** One line each. */
export const CASES = `
Backend Engineer | Berlin, Germany | | ag
Senior Backend Engineer (m/w/d) | Berlin | | ag
Back-End Engineer | Berlin | | ag
BACK END ENGINEER | Remote | | ag
Backend Engineer | Munich, Germany | | gi
Backend Engineer | Remote - Europe | remote | ag
Backend Engineer | Porto | remote | ag
Backend Engineer | Porto | hybrid | g
Backend Engineer | Porto | | g
Software Engineer, Payments | Berlin | | ag
Software-Engineer | Berlin | | ag
Software Engineering Manager | Berlin | | g
Software Engineering Lead | Berlin | | g
Platform Engineering Lead | Berlin | | ag
Software Engineer Intern | Berlin | | eg
Backend Internals Engineer | Berlin | | g
Backend Engineer, Internal Tools | Berlin | | g
Frontend/Backend Engineer | Berlin | | g
Engineer, Backend & Data | Berlin | | ag
Backendentwickler | Berlin | | -
Backend-Entwickler (m/w/d) | Berlin | | ag
Backend Engineer | Berlingen, CH | | g
Backend Engineer | Berlin + Munich | | agi
Backend Engineer | Telecommute | remote | ag

Frontend Engineer | Zürich, Switzerland | | bg
Frontend Engineer | Zurich | | bg
FRONTEND ENGINEER | ZÜRICH | | bg
Front-End Developer | Genève | | bg
Front End Developer | Geneva, Switzerland | | bg
Front End Developer | Geneva | | g
React Developer | Bern | | bg
React Native Developer | Bern | | bg
Reactive Systems Engineer | Bern | | g
UI Engineer | Basel, Schweiz | | bg
UI Engineering | Basel, Schweiz | | bg
UX/UI Engineer | Zürich-West | | bg
Frontend Lead | Zürich | | -
Leading Frontend Engineer | Zürich | | bg
Frontend Engineer | Zuerich | | g
Frontend Engineer | Bernau, Germany | | g
Frontend Engineer | Bern + Berlin | | bg
Frontend Engineer | Zu\u0308rich | | bg
Frontend Engineer | ＺＵＲＩＣＨ | | bg
Fronted Engineer | Zürich | | g
Frontend Engineer (React) | Lausanne, CH | | g

Data Engineer | Anywhere | remote | cg
Data Engineer | Remote | | g
Senior Data Engineer | Lisbon | hybrid | g
Data Engineering Manager | Lisbon | remote | cg
Data Scientist | Remote, US | remote | c
Data Scientists (all levels) | Remote | remote | c
Data Science Lead | Remote | remote | -
Machine Learning Engineer | Remote | remote | cg
Machine-Learning Researcher | Remote | remote | c
ML Engineer | Tallinn | remote | cg
HTML Developer | Tallinn | remote | g
AI Researcher | Tallinn | remote | c
AI/ML Researcher | Tallinn | remote | c
Air Traffic Planner | Tallinn | remote | -
OpenAI Integrations Engineer | Tallinn | remote | g
Gen-AI Engineer | Tallinn | remote | cg
Data Entry Clerk | Tallinn | remote | -
Data Engineer | Tallinn | onsite | g
Data-Engineer | Tallinn | remote; contract | cfg

C++ Developer | Oslo | | dg
C++17 Developer | Oslo | | dg
C/C++ Developer | Oslo | | dg
C# Developer | Oslo | | dg
C#/.NET Developer | Oslo | | dg
ASP.NET Developer | Oslo | | dg
Senior .Net Developer | Oslo | | dg
Network Developer | Oslo | | g
Embedded C Developer | Oslo | | dg
C-Level Assistant | Oslo | | d
Objective-C Developer | Oslo | | dg
Go Developer | Oslo | | dg
Golang Developer | Oslo | | g
Go-to-Market Manager | Oslo | | -
Go to Market Engineer | Oslo | | g
Django Developer | Oslo | | g
R&D Engineer | Oslo | | dg
R & D Engineer | Oslo | | g
Node.js Developer | Oslo | | dg
NodeJS Developer | Oslo | | g
Node JS Developer | Oslo | | g
Nodexjs Developer | Oslo | | g
Rust/Go Engineer | Oslo | | dg
F# Developer | Oslo | | g
(C++) Engineer | Oslo | | dg

Marketing Intern | Rome | | e
Marketing Intern | Rome | internship | e
Marketing Intern | Rome | full_time | -
Marketing Internship (Summer) | Rome | internship | e
Internal Auditor | Rome | | -
International Sales | Rome | part_time | -
Praktikum Controlling | Rome | | e
Praktikant (m/w/d) Einkauf | Rome | part_time | e
Werkstudent Vertrieb | Rome | part_time | e
Werkstudentin Vertrieb | Rome | | e
Working Student, Legal | Rome | part_time | e
Working Students, Legal | Rome | part_time | -
Stagiaire RH | Rome | internship | e
Apprenticeship in Sales | Rome | temporary | f
Apprentice Electrician | Rome | | e
Pflichtpraktikum Vertrieb | Rome | internship | -
Intern | Rome | contract | f
Summer Intern - Go | Rome | internship | de

Accountant | Rome | contract | f
Accountant | Rome | temporary | f
Accountant | Rome | | -
Accountant | Rome | full_time | -
Accountant | Rome | other | -
Contract Accountant | Rome | | -
Paralegal | Remote | remote; contract | f
Engineer | Rome | contract | fg
Seasonal Helper | Rome | temporary; onsite | f
Volunteer Coordinator | Rome | volunteer | -

Engineer | Rome | EUR 80000/year | g
Engineer | Rome | EUR 79999/year | -
Engineer | Rome | EUR 60000-80000/year | g
Engineer | Rome | EUR 60000-75000/year | -
Engineer | Rome | EUR 6700/month | g
Engineer | Rome | EUR 6600/month | -
Engineer | Rome | EUR 1600/week | g
Engineer | Rome | EUR 1500/week | -
Engineer | Rome | EUR 350/day | g
Engineer | Rome | EUR 345/day | -
Engineer | Rome | EUR 44/hour | g
Engineer | Rome | EUR 43/hour | -
Engineer | Rome | USD 10000/year | g
Engineer | Rome | EUR 500 | g
Engineer | Rome | says Salary: €50,000 - €60,000 per year | -
Engineer | Rome | says Salary: €80,000 - €90,000 per year | g
Ingénieur logiciel | Rome | | g
INGÉNIEURE LOGICIEL | Rome | | g
Softwareentwickler | Rome | | -
Entwicklerin Software | Rome | | g
Desarrolladora Web | Rome | | g
Старший разработчик | Rome | | g
РАЗРАБОТЧИК Java | Rome | | g
Java Разработчики | Rome | | g
ソフトウェアエンジニア | Tokyo | | g
Business Development | Rome | | g
Reengineering Consultant | Rome | | -
Re-Engineering Consultant | Rome | | g

Analyst | New York, NY | USD 120000-150000/year | h
Analyst | New York, NY | | -
Analyst | New York, NY | USD 90000-119999/year | -
Analyst | New-York | USD 130000/year | h
Analyst | San Francisco, CA | USD 11000/month | h
Analyst | San Francisco, CA | USD 65/hour | -
Analyst | San Francisco, CA | USD 66/hour | h
Analyst | Austin, USA | EUR 200000/year | -
Analyst | Austin, United States | USD 200000 | -
Analyst | Austin, TX | USD 200000/year | -
Analyst | Austin, TX | remote; USD 200000/year | h
Analyst | Remote (US) | USD 200000/year | h
Analyst | Jerusalem | USD 200000/year | -
Analyst | New York, NY | says The base salary is $130,000 - $150,000 per year | h
Analyst | New York, NY | says The base salary is $90,000 - $100,000 per year | -
Software Engineer | Remote | remote; USD 130000/year | agh

Clerk | London | | i
Clerk | London, UK | onsite | i
Clerk | London | hybrid | i
Clerk | London | remote | -
Clerk | Londonderry | | -
Clerk | PARIS | | i
Clerk | München | hybrid | i
Clerk | Munchen | | i
Clerk | Muenchen | | -
Clerk | São Paulo | onsite | i
Clerk | Sao Paulo, BR | | i
Clerk | SÃO PAULO | | i
Clerk | Kraków | | i
Clerk | Malmö | | i
Clerk | Łódź | | i
Clerk | København | | i
Clerk | Koebenhavn | | -
Clerk | Rome + Paris | hybrid | i
Clerk | Rome | onsite | -
Clerk | | | -

Product Designer | Rome | | j
Product Designer | Rome | at Umbrella | j
Product Designer | Rome | at Acme | -
Product Designer | Rome | at ACME GmbH & Co. KG | -
Product Designer | Rome | at Acmé | -
Product Designer | Rome | at Acmeville | j
Product Designer | Rome | at Globex | j
Product Designer | Rome | at Globex Corp. | -
Product Designer | Rome | at Globex Corporation | j
Product Designer | Rome | at Initech-Labs | -
Product Designer | Rome | at Initechnology | -
Designers wanted | Rome | | j
Product-Manager | Rome | | j
Product Management Lead | Rome | | -
Production Manager | Rome | | -
Head of Design Systems | Rome | | j

TypeScript Developer | Rome | | gk
TypeScript Developer | Rome | onsite | g
TypeScript Designer | Rome | | j
TypeScript Developer | Rome | says TypeScript, TypeScript and PHP | g
Developer | Rome | says We write TypeScript | gk
Developer | Rome | says We write Type Script | g
Developer | Rome | says Deno and nothing else | gk
Developer | Rome | says PostgreSQL only | g
Developer | Rome | remote; says PostgreSQL only | gk
PHP Developer | Rome | says TypeScript and Deno too | g
Developer Engineer | Rome | remote | gk
Developer | Rome | onsite; says Deno, TypeScript | gk
Developer | Rome | onsite; says Deno | g
Developer | Rome | hybrid; says Deno. No remote work | gk
Developer | Rome | hybrid; says Postgres. No remote work | g
Developer | Rome | says On-site. Deno, TypeScript | gk
Developer | Rome | says Remote possible, Postgres | gk

Nurse | Wien | | l
Nurse (ICU) | Vienna, Austria | full_time | l
Head Nurse | Wien | | -
Head-Nurse | Wien | | -
Nurse Assistant | Wien | | -
Nurse | Hamburg + Berlin | remote | l
Krankenpfleger/in | Graz | | l
Krankenpflegerin (w/m/d) | Köln | | l
Krankenpfleger | Koln | | l
Krankenpfleger | Koeln | | -
Bäcker | Hamburg | | l
BÄCKEREI-Verkauf | Hamburg | | l
Backer | Hamburg | | l
Baker | Salzburg | | l
Bakery Manager | Salzburg | | -
Cookie Baker | Hamburg | | l
Cook/Kitchen Assistant | Hamburg | | -
Truck-Driver | Graz | | l
Truck Drivers | Graz | | -
Teacher of Maths | Graz | | l
Teachers' Aide | Graz | | l
`;

/**
 * The 49 boards that are simulated: who they are (as in `supabase/seed.sql`),
 * how much they list, how slow they are, and whom they look for where.
 *
 * @module
 */
import { z } from "zod";

/** Every wire format that is simulated. */
export const PROVIDERS = [
  "greenhouse",
  "lever",
  "ashby",
  "workday",
  "smartrecruiters",
  "workable",
  "recruitee",
  "personio",
  "breezy",
  "bamboohr",
  "teamtailor",
  "rippling",
  "pinpoint",
  "json_ld",
] as const;

const BoardDefinition = z.object({
  company: z.string().min(1),
  provider: z.enum(PROVIDERS),
  url: z.url(),
  /** At scale 1. */
  postings: z.coerce.number().int().positive(),
  /** Of one request for the list or a page of it. */
  latencyMs: z.coerce.number().positive(),
  /** What the company does, and so whom it looks for. */
  trade: z.enum(["software", "enterprise", "industry"]),
  /** Where most of its offices are. */
  home: z.enum(["us", "europe", "world"]),
  remoteShare: z.coerce.number().min(0).max(1),
});

/** One company's board as the simulation knows it. */
export type BoardDefinition = Readonly<z.infer<typeof BoardDefinition>>;

// The whole comes to some 12,000 postings and 100 MB of lists. Single answers
// take 120 to 900 ms, 300 in the middle; the 60 pages of the largest Workday
// board take 3 s when four are read at once.
const TABLE = `
Stripe          | greenhouse      | https://job-boards.greenhouse.io/stripe    | 640 | 430 | software | world | 0.20
Anthropic       | greenhouse      | https://job-boards.greenhouse.io/anthropic | 420 | 360 | software | us | 0.15
Figma           | greenhouse      | https://job-boards.greenhouse.io/figma     | 190 | 240 | software | us | 0.25
GitLab          | greenhouse      | https://job-boards.greenhouse.io/gitlab    | 165 | 290 | software | world | 0.92
Cloudflare      | greenhouse      | https://boards.greenhouse.io/cloudflare    | 540 | 390 | software | world | 0.18
Datadog         | greenhouse      | https://boards.greenhouse.io/datadog       | 400 | 340 | software | world | 0.15
Databricks      | greenhouse      | https://boards.greenhouse.io/databricks    | 840 | 640 | software | world | 0.12
Discord         | greenhouse      | https://job-boards.greenhouse.io/discord   |  75 | 180 | software | us | 0.30
Reddit          | greenhouse      | https://job-boards.greenhouse.io/reddit    | 150 | 230 | software | us | 0.55
Coinbase        | greenhouse      | https://boards.greenhouse.io/coinbase      | 260 | 310 | software | world | 0.85
Duolingo        | greenhouse      | https://boards.greenhouse.io/duolingo      |  90 | 190 | software | us | 0.05
Asana           | greenhouse      | https://boards.greenhouse.io/asana         | 110 | 210 | software | us | 0.10
Elastic         | greenhouse      | https://boards.greenhouse.io/elastic       | 180 | 260 | software | world | 0.65
MongoDB         | greenhouse      | https://boards.greenhouse.io/mongodb       | 340 | 330 | software | world | 0.25
Vercel          | greenhouse      | https://job-boards.greenhouse.io/vercel    |  95 | 200 | software | world | 0.60
Airtable        | greenhouse      | https://job-boards.greenhouse.io/airtable  |  60 | 170 | software | us | 0.25
Mozilla         | greenhouse      | https://boards.greenhouse.io/mozilla       |  45 | 150 | software | world | 0.80
Palantir        | lever           | https://jobs.lever.co/palantir             | 260 | 420 | software | world | 0.05
Match Group     | lever           | https://jobs.lever.co/matchgroup           |  95 | 280 | software | us | 0.15
Spotify         | lever           | https://jobs.lever.co/spotify              | 140 | 320 | software | europe | 0.30
Veeva           | lever           | https://jobs.lever.co/veeva                | 720 | 900 | enterprise | world | 0.35
Mistral AI      | lever           | https://jobs.lever.co/mistral              | 150 | 300 | software | europe | 0.15
Zoox            | lever           | https://jobs.lever.co/zoox                 | 210 | 350 | industry | us | 0.05
Qonto           | lever           | https://jobs.lever.co/qonto                |  85 | 250 | software | europe | 0.20
Wealthfront     | lever           | https://jobs.lever.co/wealthfront          |  50 | 160 | software | us | 0.20
Diabolocom      | lever           | https://jobs.eu.lever.co/diabolocom        |  30 | 120 | software | europe | 0.15
Ramp            | ashby           | https://jobs.ashbyhq.com/ramp              | 115 | 480 | software | us | 0.20
OpenAI          | ashby           | https://jobs.ashbyhq.com/openai            | 620 | 820 | software | us | 0.10
Notion          | ashby           | https://jobs.ashbyhq.com/notion            | 150 | 450 | software | us | 0.10
Supabase        | ashby           | https://jobs.ashbyhq.com/supabase          |  45 | 260 | software | world | 0.97
Replit          | ashby           | https://jobs.ashbyhq.com/replit            |  70 | 290 | software | us | 0.20
Cohere          | ashby           | https://jobs.ashbyhq.com/cohere            | 110 | 370 | software | world | 0.35
ElevenLabs      | ashby           | https://jobs.ashbyhq.com/elevenlabs        | 130 | 410 | software | europe | 0.75
Zapier          | ashby           | https://jobs.ashbyhq.com/zapier            |  40 | 220 | software | world | 0.97
1Password       | ashby           | https://jobs.ashbyhq.com/1password         |  85 | 310 | software | us | 0.80
DeepL           | ashby           | https://jobs.ashbyhq.com/DeepL             |  75 | 280 | software | europe | 0.20
Lovable         | ashby           | https://jobs.ashbyhq.com/lovable           |  60 | 270 | software | europe | 0.05
NVIDIA          | workday         | https://nvidia.wd5.myworkdayjobs.com/NVIDIAExternalCareerSite | 1200 | 190 | industry | world | 0.10
Salesforce      | workday         | https://salesforce.wd12.myworkdayjobs.com/External_Career_Site | 300 | 130 | enterprise | world | 0.15
Adobe           | workday         | https://adobe.wd5.myworkdayjobs.com/external_experienced       | 280 | 110 | enterprise | world | 0.10
Red Hat         | workday         | https://redhat.wd5.myworkdayjobs.com/jobs                      | 140 | 90 | enterprise | world | 0.35
CrowdStrike     | workday         | https://crowdstrike.wd5.myworkdayjobs.com/crowdstrikecareers   | 180 | 100 | enterprise | us | 0.55
Intel           | workday         | https://intel.wd1.myworkdayjobs.com/External                   | 260 | 140 | industry | world | 0.05
Bosch           | smartrecruiters | https://jobs.smartrecruiters.com/BoschGroup     | 900 | 240 | industry | europe | 0.02
Visa            | smartrecruiters | https://jobs.smartrecruiters.com/Visa           | 480 | 200 | enterprise | world | 0.05
Western Digital | smartrecruiters | https://jobs.smartrecruiters.com/WesternDigital | 160 | 170 | industry | world | 0.04
Ubisoft         | smartrecruiters | https://jobs.smartrecruiters.com/Ubisoft2       | 220 | 180 | enterprise | europe | 0.08
Teamtailor      | json_ld         | https://career.teamtailor.com/jobs  | 36 | 300 | software | europe | 0.25
Polestar        | json_ld         | https://polestar.teamtailor.com/jobs | 48 | 340 | industry | europe | 0.05
`;

const COLUMNS = Object.keys(BoardDefinition.shape);

function readRow(row: string): BoardDefinition {
  const cells = row.split("|").map((cell) => cell.trim());
  return BoardDefinition.parse(
    Object.fromEntries(COLUMNS.map((column, at) => [column, cells[at]])),
  );
}

/** Boards from a table of one row each, its cells in the order of a definition. */
export function readCatalogue(table: string): readonly BoardDefinition[] {
  return table.trim().split("\n").map(readRow);
}

/** The boards, in the order in which they are seeded. */
export const CATALOGUE = readCatalogue(TABLE);

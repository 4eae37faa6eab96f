/**
 * Whom the simulated companies look for: departments, teams, titles, and the
 * tools an advert of that field speaks of.
 *
 * Titles keep clear of words that a filter could read either way, such as
 * "Internal", "Internship", "Presales" or "Full-Stack".
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";

/** One field of work, as a company's org chart has it. */
export interface Field {
  readonly departments: readonly string[];
  readonly teams: readonly string[];
  /** The middle of a title: "Backend Engineer". */
  readonly roles: readonly string[];
  /** The end of a title: "Payments". */
  readonly subjects: readonly string[];
  /** Titles of those who lead the field's people. */
  readonly leads: readonly string[];
  /** What an advert asks for. */
  readonly tools: readonly string[];
}

function list(text: string): string[] {
  return text.split(";").map((part) => part.trim());
}

const RUNGS: readonly [string, number][] = [
  ["", 40],
  ["Senior", 28],
  ["Staff", 12],
  ["Principal", 5],
  ["Lead", 6],
  ["Junior", 4],
  ["Associate", 3],
];

/** How far up a title stands, and how often. */
export const LADDER = RUNGS;

/** The fields of work, by the name that weights and tests use. */
export const FIELDS = {
  application: {
    departments: list("Engineering; Product Engineering; R&D"),
    teams: list(
      "Billing; Growth; Core Product; Checkout; Search; Collaboration; Mobile; Developer Tools; Identity; Notifications",
    ),
    roles: list(
      "Software Engineer; Backend Engineer; Frontend Engineer; Full Stack Engineer; Software Engineer; Product Engineer; Backend Developer; TypeScript Engineer; iOS Engineer; Android Engineer; Developer Experience Engineer; Software Engineer II",
    ),
    subjects: list(
      "Payments; Search & Ranking; Growth; Billing; Editor; Core Product; Public API; Onboarding; Notifications; Design Systems; Marketplace; Developer Experience; Trust & Safety; Realtime",
    ),
    leads: list(
      "Engineering Manager; Senior Engineering Manager; Director of Engineering; Engineering Manager, Backend; Software Engineer Intern; Frontend Developer Intern",
    ),
    tools: list(
      "TypeScript; React; PostgreSQL; Node.js; Go; Python; GraphQL; Kubernetes; AWS; Redis; Kafka; Ruby on Rails; Next.js; gRPC; Docker; Postgres; Deno; Swift; Kotlin; Elixir",
    ),
  },
  infrastructure: {
    departments: list("Infrastructure; Platform; Engineering"),
    teams: list(
      "Compute; Storage; Networking; Observability; Reliability; Data Platform; Release; Edge",
    ),
    roles: list(
      "Platform Engineer; Site Reliability Engineer; DevOps Engineer; Database Reliability Engineer; Software Engineer; Network Engineer; Systems Engineer; Cloud Architect; Production Engineer",
    ),
    subjects: list(
      "Compute; Storage; Observability; Edge Network; Kubernetes; Build Systems; Data Platform; Databases; Multi-Region",
    ),
    leads: list(
      "Engineering Manager, Infrastructure; Director, Cloud Operations; Technical Program Manager; Platform Engineer Intern",
    ),
    tools: list(
      "Kubernetes; Terraform; Go; Rust; PostgreSQL; Linux; AWS; GCP; Prometheus; Grafana; eBPF; Envoy; Python; Ansible; Kafka; Postgres; TypeScript",
    ),
  },
  data: {
    departments: list("Data; Research; Machine Learning"),
    teams: list("Analytics; Applied AI; Forecasting; Model Quality; Insights"),
    roles: list(
      "Data Engineer; Data Scientist; Analytics Engineer; Machine Learning Engineer; Research Engineer; Research Scientist; Data Analyst; Applied Scientist",
    ),
    subjects: list(
      "Ranking; Forecasting; Model Evaluation; Speech; Fraud; Experimentation; Large Language Models; Finance Analytics",
    ),
    leads: list(
      "Data Science Manager; Director, Data Science; Head of Analytics; Data Science Intern",
    ),
    tools: list(
      "Python; SQL; dbt; Spark; PyTorch; Airflow; Snowflake; BigQuery; PostgreSQL; Kafka; Jax; Ray; Scala; Looker",
    ),
  },
  security: {
    departments: list("Security; IT & Security"),
    teams: list("Detection; Application Security; Corporate IT; Assurance"),
    roles: list(
      "Security Engineer; Detection Engineer; Threat Researcher; Security Analyst; IT Support Specialist; Systems Administrator; Compliance Analyst",
    ),
    subjects: list(
      "Incident Response; Cloud; Identity; Product; Threat Hunting; GRC",
    ),
    leads: list("Security Operations Manager; Director, Product Security"),
    tools: list(
      "AWS; Okta; Splunk; Python; osquery; Terraform; Burp Suite; Go; Kubernetes; Linux",
    ),
  },
  design: {
    departments: list("Design; Product; Product & Design"),
    teams: list("Product Design; Brand; Research; Core Product; Monetisation"),
    roles: list(
      "Product Designer; Brand Designer; UX Researcher; Content Designer; Product Manager; Product Manager; Technical Writer; Design Engineer",
    ),
    subjects: list(
      "Growth; Enterprise; Design Systems; Payments; Developer Experience; Platform; Mobile",
    ),
    leads: list("Group Product Manager; Director of Product; Design Manager"),
    tools: list(
      "Figma; Framer; Amplitude; SQL; Notion; Dovetail; HTML; CSS; React; Storybook",
    ),
  },
  selling: {
    departments: list("Sales; Go-to-Market; Revenue; Commercial"),
    teams: list(
      "Enterprise; Mid-Market; EMEA Commercial; Partnerships; Solutions",
    ),
    roles: list(
      "Account Executive; Sales Development Representative; Sales Engineer; Solutions Architect; Account Manager; Partner Lead; Deal Desk Analyst; Customer Success Manager; Support Engineer; Implementation Consultant",
    ),
    subjects: list(
      "Enterprise; Mid-Market; DACH; Public Sector; Strategic; Startups; Benelux; Nordics",
    ),
    leads: list(
      "Regional Sales Manager; Director, Customer Success; Area Vice President, EMEA",
    ),
    tools: list(
      "Excel; HubSpot; Outreach; Gong; Looker; SQL; Zendesk; LinkedIn; Tableau",
    ),
  },
  office: {
    departments: list("Finance; People; Legal; Marketing; Operations"),
    teams: list(
      "Accounting; Talent; Commercial Legal; Brand Marketing; Workplace; Strategy",
    ),
    roles: list(
      "Accountant; Payroll Specialist; Technical Recruiter; People Partner; Commercial Counsel; Content Marketer; Executive Assistant; Events Specialist; Strategy Analyst; Recruiting Coordinator; Tax Analyst; Product Marketer",
    ),
    subjects: list(
      "EMEA; Revenue; Privacy; Go-to-Market; Real Estate; Procurement; Benefits; Backend Hiring",
    ),
    leads: list(
      "Finance Manager; Director, Brand; People Operations Manager; Marketing Intern; Recruiter, Engineering",
    ),
    tools: list(
      "Excel; NetSuite; Workday; Greenhouse; Google Sheets; Coupa; Ironclad; Webflow; SQL; Asana",
    ),
  },
  hardware: {
    departments: list("Hardware; Manufacturing; Silicon; Vehicle Engineering"),
    teams: list(
      "Validation; Power; Packaging; Driver Assistance; Line 4; Process Quality; Battery",
    ),
    roles: list(
      "ASIC Verification Engineer; Process Engineer; Mechanical Engineer; Test Technician; Firmware Engineer; Electrical Engineer; Quality Engineer; Maintenance Technician; Supply Planner; Physical Design Engineer; Embedded Software Engineer; Product Engineer",
    ),
    subjects: list(
      "Power Electronics; Memory; Sensors; Brakes; Packaging; Interconnect; Body Control; Battery; Optics; Thermal",
    ),
    leads: list(
      "Plant Manager; Director, Silicon Validation; Production Shift Manager; Hardware Engineering Intern",
    ),
    tools: list(
      "SystemVerilog; C++; MATLAB; CAN; Python; SAP; AutoCAD; Simulink; Verilog; LabVIEW; Linux; Six Sigma",
    ),
  },
} satisfies Record<string, Field>;

/** The name of a field of work. */
export type FieldName = keyof typeof FIELDS;

/** How a trade spreads its postings over the fields. */
export const FIELDS_OF_TRADE: Record<
  BoardDefinition["trade"],
  [FieldName, number][]
> = {
  software: [
    ["application", 37],
    ["infrastructure", 13],
    ["data", 10],
    ["security", 5],
    ["design", 8],
    ["selling", 16],
    ["office", 11],
  ],
  enterprise: [
    ["application", 14],
    ["infrastructure", 8],
    ["data", 10],
    ["security", 8],
    ["design", 10],
    ["selling", 32],
    ["office", 18],
  ],
  industry: [
    ["application", 7],
    ["infrastructure", 5],
    ["data", 10],
    ["security", 2],
    ["design", 3],
    ["selling", 10],
    ["office", 13],
    ["hardware", 50],
  ],
};

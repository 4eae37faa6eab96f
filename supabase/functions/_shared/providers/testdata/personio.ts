/**
 * A small board of Personio, for the promises that every provider keeps.
 *
 * @module
 */
import { type Sample, upTo } from "../../testing.ts";

const LIST_URL = "https://acme.jobs.personio.de/xml?language=en";
const position = (id: number) =>
  `<position><id>${id}</id><office>Berlin</office><name>Baker</name>
<jobDescriptions><jobDescription><name>You bake</name><value><![CDATA[<p>Bread</p>]]></value></jobDescription></jobDescriptions>
</position>`;

function feed(positions: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>\n${
    positions.join("\n")
  }\n</workzag-jobs>\n`;
}

export const sample: Sample = {
  board: { provider: "personio", key: "acme" },
  matches: {
    "https://acme.jobs.personio.de": "acme",
    "https://acme.jobs.personio.com/": "com/acme",
    "https://acme.jobs.personio.de/job/1834171?language=de": "acme",
    "https://acme.jobs.personio.com/xml?language=en": "com/acme",
    "https://acme-co-2.jobs.personio.de/search?q=x": "acme-co-2",
    "https://acme-jobs.personio.de/job/1": "acme",
  },
  strangers: [
    "https://www.personio.de/",
    "https://acme.personio.de/",
    "https://jobs.personio.de/",
    "https://www.jobs.personio.de/",
    "https://acme.jobs.personio.fr/",
    "https://acme.jobs.personio.de.example.com/",
    "https://a.b.jobs.personio.de/",
  ],
  listing: (count) => [{ url: LIST_URL, answer: feed(upTo(count, position)) }],
  broken: () => [{ url: LIST_URL, answer: feed(["<job><id>1</id></job>"]) }],
  cutShort: null,
};

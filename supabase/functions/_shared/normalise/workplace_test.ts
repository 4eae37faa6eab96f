import { assertEquals } from "@std/assert";
import {
  workplaceFromField,
  workplaceFromTitle,
  workplaceFromWords,
} from "./places.ts";

function each<T>(
  ask: (text: string) => T,
  expected: T,
  ...texts: string[]
) {
  for (const text of texts) assertEquals(ask(text), expected, text);
}

Deno.test("workplaceFromWords() knows the words that places are given", () => {
  each(
    workplaceFromWords,
    "remote",
    "Remote",
    "Remote, Oregon",
    "Remote - US",
    "US Remote",
    "Berlin (remote)",
    "Anywhere",
    "Anywhere in the US",
    "Distributed",
    "Italy, Distributed",
    "Home based, UK",
    "Work from home",
    "Remoto, España",
    "Télétravail",
  );
  each(
    workplaceFromWords,
    "hybrid",
    "Hybrid",
    "Hybrid - remote 2 days",
    "Hybrid London",
    "New York, NY (Hybrid)",
    "Remote or on-site",
    "Remote / In-Office",
    "Hybride, Paris",
  );
  each(
    workplaceFromWords,
    "onsite",
    "On-site",
    "Onsite, Rome",
    "In-Office",
    "In Office",
    "Berlin, no remote",
    "Non-remote",
    "Vor Ort, Wien",
  );
  each(
    workplaceFromWords,
    null,
    "Berlin",
    "Remoteness",
    "Hybridge",
    "Distributed Systems Lab",
    "Remote Sensing Center, Boulder",
    "",
  );
});

Deno.test("workplaceFromWords() believes the first text that names a workplace", () => {
  assertEquals(
    workplaceFromWords("Berlin", null, "Remote", "Hybrid"),
    "remote",
  );
  assertEquals(workplaceFromWords(undefined), null);
});

Deno.test("workplaceFromTitle() knows what is added to the name of a job", () => {
  each(
    workplaceFromTitle,
    "remote",
    "Engineer (Remote)",
    "Engineer - Remote",
    "Engineer – Remote, Germany",
    "Engineer, US Remote",
    "Engineer | Fully Remote Poland and UK",
    "Engineer (100% remote)",
    "Engineer [Remote only]",
    "Baker, fully remote",
    "Remote Baker",
    "Remote - Support Engineer",
    "Remote: Sensing Engineer",
    "Engineer Remote",
    "Engineer (Anywhere)",
    "Remote Sensing Engineer (Remote)",
    "Ingeniero - Remoto",
  );
  each(
    workplaceFromTitle,
    "hybrid",
    "Engineer (Hybrid)",
    "Engineer - Hybrid, Berlin",
    "Hybrid: Engineer",
    "Hybrid Cloud Architect (Hybrid)",
    "Engineer (Remote/Onsite)",
    "Engineer (Remote or Hybrid)",
  );
  each(
    workplaceFromTitle,
    "onsite",
    "Engineer (On-site)",
    "Engineer, no remote",
    "Onsite Engineer",
  );
});

Deno.test("workplaceFromTitle() is not fooled by a trade", () => {
  each(
    workplaceFromTitle,
    null,
    "Baker",
    "Remote Sensing Engineer",
    "Engineer, Remote Sensing",
    "Engineer - Remote Monitoring",
    "Remote Patient Monitoring Nurse",
    "Remote Desktop Administrator",
    "Remotely Operated Vehicle Pilot",
    "Remote Pilot",
    "Remote Access Engineer",
    "Remote Support Engineer",
    "Hybrid Cloud Architect",
    "Architect, Hybrid Cloud",
    "Hybrid Baker",
    "Hybrid Event Producer",
    "Engineer - Hybrid Vehicles",
    "Senior Hybrid Mobile Developer",
    "Distributed Systems Engineer",
    "Engineer, Distributed Systems",
    "Distributed Team Lead",
    "Head of Remote Culture",
    "Engineer - Tools for Remote Teams",
    "Marketing Anywhere Lead",
    "",
  );
  assertEquals(workplaceFromTitle(null), null);
});

Deno.test("workplaceFromField() knows every spelling of a workplace", () => {
  assertEquals(
    [
      "Remote",
      "TELECOMMUTE",
      "Hybrid",
      "Flex",
      "Partially Remote",
      "on-site",
      "onsite",
      "OnSite",
      "in_office",
      "unspecified",
      "Remote Sensing",
      "",
    ].map(workplaceFromField),
    [
      "remote",
      "remote",
      "hybrid",
      "hybrid",
      "hybrid",
      "onsite",
      "onsite",
      "onsite",
      "onsite",
      null,
      null,
      null,
    ],
  );
  assertEquals(workplaceFromField(null), null);
});

Deno.test("workplaceFromTitle() takes a hostile title in one pass", () => {
  assertEquals(workplaceFromTitle("remote ".repeat(100_000) + "x"), "remote");
  assertEquals(workplaceFromTitle("- ".repeat(200_000)), null);
  assertEquals(workplaceFromTitle("-".repeat(300_000) + "x"), null);
  assertEquals(workplaceFromTitle(" ".repeat(300_000) + "x"), null);
});

import { assertEquals } from "@std/assert";
import type { EmploymentType } from "../posting.ts";
import { employmentType } from "./employment.ts";

const KINDS: Record<Exclude<EmploymentType, "other">, readonly string[]> = {
  full_time: [
    "FULL_TIME",
    "FullTime",
    "Full time",
    "Regular",
    "permanent Full-time",
    "Permanent contract",
    "Vollzeit",
    "Vollzeitarbeit",
    "Festanstellung",
    "Unbefristet",
    "Unbefristeter Arbeitsvertrag",
    "CDI",
    "Contrat à durée indéterminée",
    "Temps plein",
    "Tempo pieno",
    "Tempo indeterminato",
    "Tempo integral",
    "Tiempo completo",
    "Contrato indefinido",
    "Heltid",
    "Pełny etat",
    "Vollzeit / Teilzeit",
    "full-time or part-time",
    "正社員",
  ],
  part_time: [
    "PartTime",
    "PART_TIME",
    "permanent Part-time",
    "Teilzeit",
    "Teilzeitarbeit",
    "CDI, temps partiel",
    "Tempo parziale",
    "Tiempo parcial",
    "Minijob",
    "Geringfügig",
    "兼职",
  ],
  contract: [
    "Contract",
    "CONTRACTOR",
    "Fixed-term contract",
    "Contract, part-time",
    "Freelance",
    "Freiberuflich",
    "CDD",
    "Contrat à durée déterminée",
    "Tempo determinato",
    "Befristet",
    "PER_DIEM",
    "契約社員",
  ],
  temporary: [
    "Temporary",
    "Temp",
    "TEMPORARY",
    "Seasonal",
    "Temporaire",
    "Temporal",
    "Temporär",
    "Intérim",
    "Zeitarbeit",
    "Aushilfe",
  ],
  internship: [
    "Intern",
    "INTERN",
    "Internship",
    "Full-time Intern",
    "Praktikum",
    "Pflichtpraktikant",
    "Stage",
    "Stagiaire",
    "Tirocinio",
    "Estágio",
    "Prácticas",
    "Staż",
    "Werkstudent",
    "Werkstudentin (Teilzeit)",
    "Working Student",
    "working_student",
    "Apprenticeship",
    "Alternance",
    "Ausbildung",
    "Trainee",
    "Co-op",
    "インターン",
  ],
  volunteer: ["Volunteer", "VOLUNTEER", "Bénévolat", "Ehrenamtlich"],
};

for (const [kind, texts] of Object.entries(KINDS)) {
  Deno.test(`employmentType() knows ${kind} in the words of its boards`, () => {
    for (const text of texts) assertEquals(employmentType(text), kind, text);
  });
}

Deno.test("employmentType() is not fooled by a word inside another", () => {
  for (const text of ["International", "Internal", "Backstage", "Tempo"]) {
    assertEquals(employmentType(text), "other", text);
  }
});

Deno.test("employmentType() says other for a word that fits none, and nothing where the board does", () => {
  assertEquals(employmentType("Wizard"), "other");
  assertEquals([employmentType(" "), employmentType(null)], [null, null]);
  assertEquals(employmentType("unavailable"), null);
});

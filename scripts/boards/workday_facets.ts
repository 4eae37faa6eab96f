/**
 * Workday's facets: counts by department, place and hours of the adverts that a
 * list has, sent with every page, and the only way to split one that is too long.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import type { Vacancy } from "./vacancy.ts";
import { placeOf, workdayId } from "./workday_row.ts";

interface FacetValue {
  readonly descriptor: string;
  readonly id: string;
  readonly count: number;
}

/** A facet, whose values may be facets again. */
export interface Facet {
  readonly facetParameter: string;
  readonly descriptor?: string;
  readonly values: readonly (FacetValue | Facet)[];
}

type NamesOf = (vacancy: Vacancy, board: BoardDefinition) => string[];

const NAMES: Record<string, NamesOf> = {
  jobFamilyGroup: (vacancy) => [vacancy.department],
  locations: (vacancy, board) =>
    vacancy.places.map((place) => placeOf(place, board)),
  timeType: ({ employment }) => [
    employment === "part_time" ? "Part time" : "Full time",
  ],
};

function facet(
  facetParameter: string,
  descriptor: string,
  vacancies: readonly Vacancy[],
  board: BoardDefinition,
): Facet {
  const counts = new Map<string, number>();
  for (const vacancy of vacancies) {
    for (const name of NAMES[facetParameter]?.(vacancy, board) ?? []) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return {
    facetParameter,
    descriptor,
    values: [...counts].map(([name, count]) => ({
      descriptor: name,
      id: workdayId(facetParameter, name),
      count,
    })),
  };
}

/** The facets of the adverts that one list has. */
export function facetsOf(
  vacancies: readonly Vacancy[],
  board: BoardDefinition,
): Facet[] {
  return [
    facet("jobFamilyGroup", "Job Category", vacancies, board),
    {
      facetParameter: "locationMainGroup",
      values: [facet("locations", "Locations", vacancies, board)],
    },
    facet("timeType", "Time Type", vacancies, board),
  ];
}

/** True when the vacancy is under one of the chosen values of every facet. */
export function passesFacets(
  vacancy: Vacancy,
  board: BoardDefinition,
  applied: Readonly<Record<string, readonly string[]>>,
): boolean {
  return Object.entries(applied).every(([parameter, ids]) =>
    ids.length === 0 ||
    (NAMES[parameter]?.(vacancy, board) ?? [])
      .some((name) => ids.includes(workdayId(parameter, name)))
  );
}

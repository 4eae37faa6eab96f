/**
 * The cities and remote areas of the simulated postings.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import type { Random } from "./random.ts";

/** A city, or (without one) the area of a remote posting. */
export interface Place {
  readonly city: string | null;
  /** State or province, where addresses name it. */
  readonly region: string | null;
  readonly country: string;
  /** ISO 3166-1 alpha-2; null for an area of several countries. */
  readonly code: string | null;
  readonly currency: string;
}

const CITIES = {
  us: `
San Francisco | CA | United States | US | USD
New York | NY | United States | US | USD
Seattle | WA | United States | US | USD
Austin | TX | United States | US | USD
Santa Clara | CA | United States | US | USD
Boston | MA | United States | US | USD
Chicago | IL | United States | US | USD
Denver | CO | United States | US | USD
Atlanta | GA | United States | US | USD
Toronto | ON | Canada | CA | CAD
Vancouver | BC | Canada | CA | CAD`,
  europe: `
London | | United Kingdom | GB | GBP
Berlin | | Germany | DE | EUR
Amsterdam | | Netherlands | NL | EUR
Amsterdam | | Netherlands | NL | EUR
London | | United Kingdom | GB | GBP
Berlin | | Germany | DE | EUR
Munich | | Germany | DE | EUR
Hamburg | | Germany | DE | EUR
Stuttgart | | Germany | DE | EUR
Manchester | | United Kingdom | GB | GBP
Edinburgh | | United Kingdom | GB | GBP
Paris | | France | FR | EUR
Dublin | | Ireland | IE | EUR
Stockholm | | Sweden | SE | SEK
Gothenburg | | Sweden | SE | SEK
Madrid | | Spain | ES | EUR
Barcelona | | Spain | ES | EUR
Lisbon | | Portugal | PT | EUR
Warsaw | | Poland | PL | PLN
Zürich | | Switzerland | CH | CHF
Milan | | Italy | IT | EUR
Copenhagen | | Denmark | DK | DKK`,
  world: `
Bengaluru | | India | IN | INR
Hyderabad | | India | IN | INR
Singapore | | Singapore | SG | SGD
Tokyo | | Japan | JP | JPY
Sydney | NSW | Australia | AU | AUD
São Paulo | | Brazil | BR | BRL
Mexico City | | Mexico | MX | MXN
Tel Aviv | | Israel | IL | ILS
Seoul | | South Korea | KR | KRW
Shanghai | | China | CN | CNY
Taipei | | Taiwan | TW | TWD
Kuala Lumpur | | Malaysia | MY | MYR`,
} as const;

type Area = keyof typeof CITIES;

const EUROPE: Place = {
  city: null,
  region: null,
  country: "Europe",
  code: null,
  currency: "EUR",
};

function readCities(table: string): Place[] {
  return table.trim().split("\n").map((row) => {
    const [city = "", region = "", country = "", code = "", currency = ""] = row
      .split("|").map((cell) => cell.trim());
    return { city, region: region || null, country, code, currency };
  });
}

const PLACES: Record<Area, readonly Place[]> = {
  us: readCities(CITIES.us),
  europe: readCities(CITIES.europe),
  world: readCities(CITIES.world),
};

const WEIGHTS: Record<BoardDefinition["home"], [Area, number][]> = {
  us: [["us", 66], ["europe", 24], ["world", 10]],
  europe: [["us", 10], ["europe", 82], ["world", 8]],
  world: [["us", 34], ["europe", 46], ["world", 20]],
};

/** A city where a company with this home might look for people. */
export function drawCity(random: Random, home: BoardDefinition["home"]): Place {
  return random.pick(PLACES[random.weighted(WEIGHTS[home])]);
}

/** The area that a remote posting is open to. */
export function drawRemoteArea(
  random: Random,
  home: BoardDefinition["home"],
): Place {
  if (home !== "us" && random.chance(0.25)) return EUROPE;
  return { ...drawCity(random, home), city: null, region: null };
}

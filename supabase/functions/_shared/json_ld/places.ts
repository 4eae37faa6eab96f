/**
 * Where an advert says the work is.
 *
 * @module
 */
import {
  isWorkModel,
  splitPlaces,
  uniquePlaces,
  workplaceFromField,
  workplaceFromWords,
} from "../normalise/places.ts";
import { joinPlace } from "../normalise/words.ts";
import type { Workplace } from "../posting.ts";
import {
  isNode,
  listOf,
  localName,
  type Node,
  textOf,
  textsOf,
} from "./values.ts";

/** Names of a site of the company, which tell nobody where it is. */
const NO_PLACE = /^(?:hq|head\s?quarters?|head office|main office)$/i;

export function workplaceOf(node: Node, title: string): Workplace | null {
  for (const type of textsOf(node.jobLocationType)) {
    const workplace = workplaceFromField(localName(type));
    if (workplace) return workplace;
  }
  return workplaceFromWords(
    ...listOf(node.jobLocation).flatMap((place) => textsOf(place)),
    title,
  );
}

export function placesOf(
  node: Node,
  company: string | null,
  workplace: Workplace | null,
): string[] {
  const named = uniquePlaces(
    listOf(node.jobLocation).flatMap((place) => placeTexts(place, company)),
  );
  const places = named.filter((place) => !isWorkModel(place));
  // Where an applicant may live is where remote work is done.
  const living = workplace === "remote" || places.length === 0
    ? textsOf(node.applicantLocationRequirements)
    : [];
  const all = uniquePlaces([...places, ...living]);
  return all.length > 0 ? all : named;
}

function placeTexts(place: unknown, company: string | null): string[] {
  if (typeof place === "string") return splitPlaces(textOf(place));
  if (!isNode(place)) return [];
  const name = textOf(place.name);
  const isCompany = name?.toLowerCase() === company?.toLowerCase();
  // The name before the address: some sites give every place one wrong address.
  if (name && !isCompany && !NO_PLACE.test(name) && !isWorkModel(name)) {
    return [name];
  }
  const addresses = listOf(place.address ?? place).flatMap(addressText);
  return addresses.length > 0 || !name || isCompany ? addresses : [name];
}

function addressText(address: unknown): string[] {
  if (!isNode(address)) return textsOf(address);
  const text = joinPlace(
    textOf(address.addressLocality),
    textOf(address.addressRegion),
    countryOf(address.addressCountry),
  );
  if (text !== null) return [text];
  // SuccessFactors puts the whole place there: "Rome, IT, 00118".
  return textsOf(address.streetAddress);
}

/** One country; of several nobody knows which is meant. */
function countryOf(value: unknown): string | null {
  const countries = uniquePlaces(textsOf(value));
  return countries.length === 1 ? countries.join() : null;
}

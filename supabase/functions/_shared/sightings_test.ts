import { assertEquals } from "@std/assert";
import { z } from "zod";
import { EMPTY_POSTING } from "./posting.ts";
import type { Provider } from "./providers/types.ts";
import { createSightings } from "./sightings.ts";
import { NOW } from "./testing.ts";

const board = { provider: "paper", key: "acme" };

const Raw = z.object({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  text: z.string().optional(),
});
const First = z.object({ id: z.string(), title: z.string() });

/** Tells what was read of it so far. */
function paper() {
  const read: string[] = [];
  const provider: Provider<z.infer<typeof Raw>> = {
    id: "paper",
    unknown: [],
    missesUntilClosed: 1,
    match: () => null,
    hosts: () => [],
    raw: Raw,
    pages() {
      throw new Error("Nobody reads pages here");
    },
    glance(advert) {
      const { data } = First.safeParse(advert);
      return data
        ? { externalId: data.id, title: data.title, company: "Acme" }
        : null;
    },
    normalise({ id, title, place, text }) {
      read.push(id);
      return {
        ...EMPTY_POSTING,
        externalId: id,
        title,
        url: `https://acme.example/${id}`,
        locations: [place],
        description: text === undefined ? null : () => text,
      };
    },
  };
  return { sightings: createSightings(provider, { board, now: NOW }), read };
}

const baker = { id: "1", title: "Baker", place: "Berlin" };
const cook = { id: "2", title: "Cook", place: "Rome" };

Deno.test("a sighting knows an advert's name before it is read", () => {
  const { sightings, read } = paper();
  const page = sightings.take([baker, cook]);
  assertEquals(page.map(({ title }) => title), ["Baker", "Cook"]);
  assertEquals(page.map(({ company }) => company), ["Acme", "Acme"]);
  assertEquals(read, []);
  assertEquals(page[0]?.posting()?.locations, ["Berlin"]);
  assertEquals(page[0]?.posting()?.locations, ["Berlin"]);
  assertEquals(read, ["1"]);
  assertEquals(sightings.ids(), ["1", "2"]);
});

Deno.test("a sighting that nobody asks for is seen, whatever else its advert says", () => {
  const { sightings } = paper();
  sightings.take([{ ...baker, place: null }]);
  assertEquals(sightings.ids(), ["1"]);
  assertEquals(sightings.rejections(), { count: 0, first: "" });
});

Deno.test("a sighting that was asked for and cannot be read counts as rejected, once, and not as seen", () => {
  const { sightings } = paper();
  const [one] = sightings.take([{ ...baker, place: null }, cook]);
  assertEquals([one?.posting(), one?.posting()], [null, null]);
  assertEquals(sightings.ids(), ["2"]);
  const { count, first } = sightings.rejections();
  assertEquals([count, first.startsWith("place ")], [1, true]);
});

Deno.test("an advert without a name is read at once, to say what is wrong with it", () => {
  const { sightings } = paper();
  assertEquals(sightings.take([{ ...baker, title: 1 }]), []);
  const { count, first } = sightings.rejections();
  assertEquals([count, first.startsWith("title ")], [1, true]);
});

Deno.test("an advert that comes again on its page is read with the first, and has the places of both", () => {
  const { sightings, read } = paper();
  const page = sightings.take([baker, cook, { ...baker, place: "Paris" }]);
  assertEquals(page.length, 2);
  assertEquals(page[0]?.posting()?.locations, ["Berlin", "Paris"]);
  assertEquals(read, ["1", "1"]);
});

Deno.test("an advert that comes again on a later page has the places of both, and the text of the last", () => {
  const { sightings } = paper();
  sightings.take([{ ...baker, text: "Bread" }])[0]?.posting();
  const [again] = sightings.take([{ ...baker, place: "Paris", text: "Cake" }]);
  const posting = again?.posting();
  assertEquals(posting?.locations, ["Berlin", "Paris"]);
  assertEquals(posting?.description?.(), "Cake");
  assertEquals(sightings.ids(), ["1"]);
});

Deno.test("an advert that comes again has the name that it came with first", () => {
  const { sightings } = paper();
  sightings.take([baker]);
  const [again] = sightings.take([{ ...baker, title: "Cook" }]);
  assertEquals(again?.title, "Baker");
});

/**
 * What every provider promises, whatever its board is like. A provider joins by
 * its `testdata/<id>.ts`.
 *
 * @module
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import {
  type Exchange,
  fakeHttp,
  NOW,
  readBoard,
  readContext,
  type Sample,
  withText,
} from "../testing.ts";
import { PROVIDERS } from "./mod.ts";
import type { Provider } from "./types.ts";

/** How many adverts a board of several pages has, for the smallest page there is. */
const SEVERAL = 45;

function promise(provider: Provider<unknown>, sample: Sample): void {
  const { board } = sample;
  const { id } = provider;
  const read = (exchanges: Exchange[]) =>
    readBoard(provider, board, fakeHttp(exchanges));

  Deno.test(`${id} finds its board in every address a person would paste`, () => {
    for (const [address, key] of Object.entries(sample.matches)) {
      const found = provider.match(new URL(address));
      assertEquals(found, { provider: id, key }, address);
    }
  });

  Deno.test(`${id} leaves other addresses alone`, () => {
    for (const address of sample.strangers) {
      assertEquals(provider.match(new URL(address)), null, address);
    }
  });

  Deno.test(`${id} asks only the hosts that it names`, async () => {
    const http = fakeHttp(sample.listing(SEVERAL));
    const hosts = provider.hosts(board);
    await readBoard(provider, board, {
      json(url, request) {
        assert(hosts.includes(url.host), url.host);
        return http.json(url, request);
      },
      text(url, request) {
        assert(hosts.includes(url.host), url.host);
        return http.text(url, request);
      },
    });
    assertEquals(http.left(), []);
  });

  Deno.test(`${id} reads a whole board, complete, each posting once and with an address`, async () => {
    const { postings, listing } = await read(sample.listing(SEVERAL));
    assertEquals(listing.complete, true);
    assertEquals(listing.advertisedTotal ?? SEVERAL, SEVERAL);
    assertEquals(
      new Set(postings.map(({ externalId }) => externalId)).size,
      SEVERAL,
    );
    assertEquals(new Set(postings.map(({ url }) => url)).size, SEVERAL);
    for (const { url, title } of postings) {
      assertEquals(new URL(url).protocol, "https:");
      assertEquals(new URL(url).href, url);
      assert(title);
    }
  });

  Deno.test(`${id} makes equal postings of one advert`, async () => {
    const context = readContext(fakeHttp(sample.listing(1)));
    const page = await provider.pages(board, context).next();
    assert(!page.done);
    const [advert] = page.value;
    const twice = [advert, structuredClone(advert)].map((raw) =>
      withText(
        provider.normalise(provider.raw.parse(raw), { board, now: NOW }),
      )
    );
    assertEquals(twice[0], twice[1]);
  });

  Deno.test(`${id} knows an empty board as empty and complete`, async () => {
    const { postings, listing } = await read(sample.listing(0));
    assertEquals(postings, []);
    assertEquals(listing.complete, true);
    assertEquals(listing.advertisedTotal ?? 0, 0);
  });

  Deno.test(`${id} refuses a page of a shape it does not know`, async () => {
    const error = await assertRejects(() => read(sample.broken()), ScanError);
    assertEquals(error.kind, "payload");
  });

  const { cutShort } = sample;
  if (cutShort) {
    Deno.test(`${id} says why a listing that is cut short is not complete`, async () => {
      const { postings, listing } = await read(cutShort());
      assert(postings.length > 0);
      assertEquals(listing.complete, false);
      assert(listing.reason);
      assert((listing.advertisedTotal ?? 0) > postings.length);
    });
  }
}

for (const provider of PROVIDERS) {
  // Any page may be one of its boards, so it has neither addresses nor a shape of its own.
  if (provider.id === "json_ld") continue;
  const { sample }: { sample: Sample } = await import(
    `./testdata/${provider.id}.ts`
  );
  promise(provider, sample);
}

import { assertEquals } from "@std/assert";
import { createPacedFetch } from "./host_pace.ts";

/** A `fetch` that says when it was called, on a clock that only sleeping moves. */
function pacedClock() {
  const sent: [string, number][] = [];
  const paced = createPacedFetch({
    fetch: (input) => {
      sent.push([new URL(String(input)).pathname, 0]);
      return Promise.resolve(new Response());
    },
    paces: [{ host: "slow.example", requestsPerSecond: 8 }],
    signal: new AbortController().signal,
    now: () => new Date(0),
    sleep(ms) {
      sent.push(["wait", ms]);
      return Promise.resolve();
    },
  });
  return { paced, sent };
}

Deno.test("createPacedFetch() spaces the requests to a host that bears eight a second, whichever board they are for", async () => {
  const { paced, sent } = pacedClock();
  for (const board of ["a", "b", "c"]) {
    await paced(`http://127.0.0.1:1/slow.example/${board}`);
  }
  assertEquals(sent, [
    ["/slow.example/a", 0],
    ["wait", 125],
    ["/slow.example/b", 0],
    ["wait", 250],
    ["/slow.example/c", 0],
  ]);
});

Deno.test("createPacedFetch() sends at once what goes to other hosts", async () => {
  const { paced, sent } = pacedClock();
  await paced("http://127.0.0.1:1/slow.example/a");
  await paced(new URL("http://127.0.0.1:1/quick.example/a"));
  await paced(new URL("http://127.0.0.1:1/quick.example/slow.example"));
  assertEquals(sent.filter(([what]) => what === "wait"), []);
});

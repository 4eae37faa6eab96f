import { assertEquals, assertRejects } from "@std/assert";
import { createResolveHost } from "./resolve_host.ts";

type Records = Readonly<Record<string, readonly string[] | Error>>;

const { signal } = new AbortController();

class NotFound extends Error {
  override name = "NotFound";
}

/** A resolver over name servers that hold these records, written as "A boards.example". */
function resolver(records: Records) {
  const logged: Readonly<Record<string, unknown>>[] = [];
  const resolveHost = createResolveHost({
    // deno-lint-ignore require-await -- a failure must reject, not throw
    async resolveDns(hostname, type) {
      const found = records[`${type} ${hostname}`] ?? new NotFound("none");
      if (found instanceof Error) throw found;
      return found;
    },
    log: (line) => logged.push(line),
  });
  return { resolveHost, logged };
}

Deno.test("resolveHost() gives the addresses of both kinds", async () => {
  const { resolveHost, logged } = resolver({
    "A both.example": ["192.0.2.1", "192.0.2.2"],
    "AAAA both.example": ["2001:db8::1"],
    "A old.example": ["192.0.2.3"],
    "AAAA new.example": ["2001:db8::2"],
  });
  assertEquals(await resolveHost("both.example", signal), [
    "192.0.2.1",
    "192.0.2.2",
    "2001:db8::1",
  ]);
  assertEquals(await resolveHost("old.example", signal), ["192.0.2.3"]);
  assertEquals(await resolveHost("new.example", signal), ["2001:db8::2"]);
  assertEquals(await resolveHost("none.example", signal), []);
  assertEquals(logged, []);
});

Deno.test("resolveHost() gives the addresses of one kind when the other cannot be asked for", async () => {
  const { resolveHost, logged } = resolver({
    "A boards.example": ["192.0.2.1"],
    "AAAA boards.example": new Error("refused"),
  });
  assertEquals(await resolveHost("boards.example", signal), ["192.0.2.1"]);
  assertEquals(logged, []);
});

Deno.test("resolveHost() says once that it cannot tell, and is null each time", async () => {
  const denied = new Error("Requires net access");
  const { resolveHost, logged } = resolver({
    "A boards.example": denied,
    "AAAA boards.example": denied,
    "A other.example": denied,
  });
  assertEquals(await resolveHost("boards.example", signal), null);
  assertEquals(await resolveHost("other.example", signal), null);
  assertEquals(logged, [{
    warning: "Cannot look up names: only their form is checked",
    error: "Error: Requires net access",
  }]);
});

Deno.test("resolveHost() is null in a runtime that has no resolver", async () => {
  const missing: { resolveDns?: () => Promise<string[]> } = {};
  const resolveHost = createResolveHost({
    resolveDns() {
      if (missing.resolveDns) return missing.resolveDns();
      throw new TypeError("Deno.resolveDns is not a function");
    },
    log: () => {},
  });
  assertEquals(await resolveHost("boards.example", signal), null);
});

/** A name server that never answers. */
function silent(
  _: string,
  __: string,
  { signal }: { signal: AbortSignal },
): Promise<string[]> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

Deno.test("resolveHost() does not wait for name servers that are out of reach", async () => {
  const resolveHost = createResolveHost({
    resolveDns: silent,
    log: () => {},
    limitMs: 1,
  });
  // The limit's clock does not keep the process alive by itself.
  const alive = setInterval(() => {}, 1_000);
  assertEquals(await resolveHost("boards.example", signal), null);
  clearInterval(alive);
});

Deno.test("resolveHost() ends with its caller's signal, and calls that no failure of the resolver", async () => {
  const logged: unknown[] = [];
  const resolveHost = createResolveHost({
    resolveDns: silent,
    log: (line) => logged.push(line),
  });
  const deadline = new AbortController();
  const looking = resolveHost("boards.example", deadline.signal);
  deadline.abort(new Error("time is up"));
  await assertRejects(() => looking, Error, "time is up");
  assertEquals(logged, []);
});

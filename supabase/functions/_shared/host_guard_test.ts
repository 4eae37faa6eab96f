import { assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "./errors.ts";
import { createHostGuard, type HostGuardOptions } from "./host_guard.ts";
import { PROVIDERS } from "./providers/mod.ts";

const { signal } = new AbortController();
const JOBS = new URL("https://careers.example/jobs");

/** The guard of a board at careers.example, whose name leads to these addresses. */
function guardOf(
  addresses: readonly string[] | null,
  over: Partial<HostGuardOptions> = {},
) {
  const lookedUp: string[] = [];
  const guard = createHostGuard({
    hosts: ["careers.example", "www.careers.example", "8.8.8.8"],
    resolveHost(hostname) {
      lookedUp.push(hostname);
      return Promise.resolve(addresses);
    },
    ...over,
  });
  return { guard, lookedUp };
}

async function kindOf(asking: Promise<void>): Promise<string> {
  return (await assertRejects(() => asking, ScanError)).kind;
}

Deno.test("the guard lets a scan ask its board's hosts and no other", async () => {
  const { guard, lookedUp } = guardOf(null, { resolveHost: null });
  await guard(JOBS, signal);
  for (
    const address of [
      "https://other.example/",
      "https://careers.example.other.example/",
      "https://careers.example:80/",
      "https://me@careers.example/",
    ]
  ) {
    assertEquals(await kindOf(guard(new URL(address), signal)), "unsafe_url");
  }
  assertEquals(lookedUp, []);
});

Deno.test("the guard refuses a name with any address that is not public", async () => {
  for (
    const addresses of [
      ["127.0.0.1"],
      ["93.184.215.14", "10.0.0.1"],
      ["93.184.215.14", "::1"],
      ["2606:2800:21f::1", "fd00:ec2::254"],
      ["93.184.215.14", "::ffff:169.254.169.254"],
      ["no address at all"],
    ]
  ) {
    const { guard } = guardOf(addresses);
    const error = await assertRejects(() => guard(JOBS, signal), ScanError);
    assertEquals(error.kind, "unsafe_url", addresses.join());
    assertEquals(
      error.message,
      'Cannot read "careers.example": its name leads to no public address',
    );
  }
});

Deno.test("the guard looks each name up once, and goes on refusing it", async () => {
  const { guard, lookedUp } = guardOf(["93.184.215.14", "2606:2800:21f::1"]);
  await guard(JOBS, signal);
  await guard(new URL("https://careers.example/jobs/2"), signal);
  await guard(new URL("https://www.careers.example/"), signal);
  assertEquals(lookedUp, ["careers.example", "www.careers.example"]);

  const refused = guardOf(["10.0.0.1"]);
  assertEquals(await kindOf(refused.guard(JOBS, signal)), "unsafe_url");
  assertEquals(await kindOf(refused.guard(JOBS, signal)), "unsafe_url");
  assertEquals(refused.lookedUp, ["careers.example"]);
});

Deno.test("the guard does not look up an address that is one already", async () => {
  const { guard, lookedUp } = guardOf(["10.0.0.1"]);
  await guard(new URL("http://8.8.8.8/"), signal);
  assertEquals(lookedUp, []);
});

Deno.test("the guard goes by the form of a name where the runtime cannot look it up", async () => {
  const { guard } = guardOf(null, {
    hosts: ["careers.example", "careers.internal"],
  });
  await guard(JOBS, signal);
  assertEquals(
    await kindOf(guard(new URL("https://careers.internal/"), signal)),
    "unsafe_url",
  );
});

Deno.test("the guard calls a name that leads nowhere unavailable", async () => {
  const { guard } = guardOf([]);
  assertEquals(await kindOf(guard(JOBS, signal)), "unavailable");
});

Deno.test("the guard looks up anew what a request that was ended did not learn", async () => {
  let tries = 0;
  const { guard } = guardOf(null, {
    resolveHost: () =>
      ++tries === 1
        ? Promise.reject(new DOMException("Ended", "AbortError"))
        : Promise.resolve(["10.0.0.1"]),
  });
  await assertRejects(() => guard(JOBS, signal), DOMException);
  assertEquals(await kindOf(guard(JOBS, signal)), "unsafe_url");
});

const OWN_HOSTS = [
  "careers.acme.example",
  ...[
    "boards.greenhouse.io",
    "jobs.lever.co",
    "jobs.ashbyhq.com",
    "acme.wd5.myworkdayjobs.com",
    "careers.smartrecruiters.com",
    "apply.workable.com",
    "acme.recruitee.com",
    "ats.rippling.com",
    "acme.pinpointhq.com",
    "acme.jobs.personio.de",
    "acme.breezy.hr",
    "acme.bamboohr.com",
    "acme.teamtailor.com",
  ].map((host) => `${host}.acme.example`),
];
const PATHS = [
  "/",
  "/acme",
  "/acme/jobs/1",
  "/jobs.json",
  "/o/baker",
  "/api/offers/",
  "/xml",
  "/careers/list",
  "/postings.json",
  "/v1/boards/acme/jobs",
  "/en-US/External/job/Bern/Baker_R1",
  "/?gh_jid=1&for=acme",
];

for (const provider of PROVIDERS) {
  if (provider.typedHosts) continue;
  Deno.test(`${provider.id} reads no host of somebody's own, whose name would have to be looked up`, () => {
    for (const host of OWN_HOSTS) {
      for (const path of PATHS) {
        const url = new URL(`https://${host}${path}`);
        const board = provider.match(url);
        const hosts = board ? provider.hosts(board) : [];
        assertEquals(
          hosts.filter((one) => one.endsWith("acme.example")),
          [],
          url.href,
        );
      }
    }
  });
}

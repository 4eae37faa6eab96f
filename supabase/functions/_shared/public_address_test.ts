import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { isIpAddress, isPublicAddress } from "./public_address.ts";

/** First and last address of what is not public, and the public neighbours of both where there are any. */
const RANGES: [
  first: string,
  last: string,
  below: string | null,
  above: string | null,
][] = [
  ["0.0.0.0", "0.255.255.255", null, "1.0.0.0"],
  ["10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"],
  ["100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"],
  ["127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"],
  ["169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"],
  ["172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"],
  ["192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"],
  ["192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"],
  ["192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"],
  ["192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"],
  ["198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"],
  ["198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"],
  ["203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"],
  ["224.0.0.0", "255.255.255.255", "223.255.255.255", null],
  ["::", "1fff:ffff::ffff", null, "2000::"],
  [
    "2001::",
    "2001:1ff:ffff::ffff",
    "2000:ffff:ffff::",
    "2001:200::",
  ],
  ["2001:db8::", "2001:db8:ffff::", "2001:db7:ffff::", "2001:db9::"],
  ["2002::", "2002:ffff::", "2001:ffff::", "2003::"],
  ["3fff::", "3fff:fff::1", "3ffe:ffff::", "3fff:1000::"],
  ["4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff::", null],
];

for (const [first, last, below, above] of RANGES) {
  Deno.test(`${first} to ${last} is not public, what is beside it is`, () => {
    assertEquals([first, last].map(isPublicAddress), [false, false]);
    for (const beside of [below, above]) {
      if (beside) assertEquals(isPublicAddress(beside), true, beside);
    }
  });
}

Deno.test("the addresses where clouds keep their metadata are not public", () => {
  for (
    const address of ["169.254.169.254", "100.100.100.200", "fd00:ec2::254"]
  ) {
    assertEquals(isPublicAddress(address), false, address);
  }
});

Deno.test("an IPv6 address that hides an IPv4 one is not public, but for NAT64 of a public one", () => {
  for (
    const address of [
      "::1",
      "::ffff:8.8.8.8",
      "::ffff:127.0.0.1",
      "::ffff:a00:1",
      "::7f00:1",
      "64:ff9b::7f00:1",
      "64:ff9b::10.0.0.1",
      "64:ff9b:1::808:808",
      "64:ff9b:0:0:1::808:808",
      "2002:7f00:1::",
      "fe80::1",
      "fc00::1",
      "ff02::1",
    ]
  ) assertEquals(isPublicAddress(address), false, address);
  assertEquals(isPublicAddress("64:ff9b::808:808"), true);
  assertEquals(isPublicAddress("2606:2800:21f:cb07:6820:80da:af6b:8b2c"), true);
});

Deno.test("what is no address is not public", () => {
  for (
    const text of [
      "",
      "boards.example",
      "8.8.8",
      "8.8.8.8.8",
      "8.8.8.256",
      "08.8.8.8x",
      "8.8.8.8 ",
      "fe80::1%eth0",
      "2606::1::2",
      "]:80/",
      "2606::1]@[::1",
    ]
  ) {
    assertEquals(
      [isIpAddress(text), isPublicAddress(text)],
      [false, false],
      text,
    );
  }
});

Deno.test("isPublicAddress() is the same however an address is written", () => {
  const v4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  fc.assert(fc.property(v4, ([a, b, c, d]) => {
    const text = [a, b, c, d].join(".");
    const hex = [[a, b], [c, d]].map(([high = 0, low = 0]) =>
      (high * 256 + low).toString(16)
    ).join(":");
    assertEquals(isIpAddress(text), true);
    assertEquals(isPublicAddress(`64:ff9b::${hex}`), isPublicAddress(text));
    assertEquals(
      isPublicAddress(`0064:FF9B:0:0:0:0:${text}`),
      isPublicAddress(text),
    );
    assertEquals(isPublicAddress(`::ffff:${hex}`), false);
  }));
});

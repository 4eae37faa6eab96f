import { assertEquals, assertThrows } from "@std/assert";
import { ScanError } from "./errors.ts";
import { assertSafeUrl } from "./safe_url.ts";

for (
  const address of [
    "ftp://boards.example.com/x",
    "file:///etc/passwd",
    "https://me:secret@boards.example.com/",
    "https://me@boards.example.com/",
    "https://boards.example.com:8443/",
    "http://boards.example.com:22/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://2130706433/",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７。0。0。1/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1./",
    "http://127.0.0.1../",
    "http://0/",
    "http://10.1.2.3/",
    "http://172.20.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://localhost/",
    "http://localhost./",
    "http://LOCALHOST../",
    "http://ⓛocalhost/",
    "http://jobs.localhost/",
    "http://db.internal/",
    "http://metadata.google.internal./",
    "http://printer.local/",
    "http://nas.lan/",
    "http://router.home.arpa/",
    "http://wiki.corp/",
    "http://intranet/",
    "http://intranet./",
  ]
) {
  Deno.test(`assertSafeUrl() refuses ${address}`, () => {
    const error = assertThrows(
      () => assertSafeUrl(new URL(address)),
      ScanError,
    );
    assertEquals(error.kind, "unsafe_url");
  });
}

for (
  const address of [
    "https://careers.example.com/jobs?page=2",
    "http://careers.example.com:443/",
    "https://careers.example.com:80/",
    "https://localhost.example.com/",
    "https://xn--grezi-n4a.example/",
    "http://8.8.8.8/",
    // WordPress's hosting, beside the protocol assignments of 192.0.0.0/24.
    "http://192.0.78.24/",
    "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
  ]
) {
  Deno.test(`assertSafeUrl() lets ${address} through`, () => {
    assertSafeUrl(new URL(address));
  });
}

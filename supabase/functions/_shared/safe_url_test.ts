import { assertEquals, assertThrows } from "@std/assert";
import { ScanError } from "./errors.ts";
import { assertSafeUrl } from "./safe_url.ts";

for (
  const address of [
    "ftp://boards.example.com/x",
    "https://me:secret@boards.example.com/",
    "https://boards.example.com:8443/",
    "http://127.0.0.1/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://10.1.2.3/",
    "http://172.20.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://localhost/",
    "http://db.internal/",
    "http://intranet/",
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

Deno.test("assertSafeUrl() lets public pages through", () => {
  assertSafeUrl(new URL("https://careers.example.com/jobs?page=2"));
  assertSafeUrl(new URL("http://8.8.8.8/"));
});

import { assertEquals, assertRejects } from "@std/assert";
import { packTarGz } from "./tar.ts";

const BLOCK = 512;

async function unzip(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([packed.slice()]).stream().pipeThrough(
    new DecompressionStream("gzip"),
  );
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Reads a ustar archive as POSIX.1-1988 lays it out, checksums included. */
function readTar(tar: Uint8Array): [path: string, content: string][] {
  const text = (at: number, length: number) =>
    new TextDecoder().decode(tar.subarray(at, at + length));
  const files: [string, string][] = [];
  let at = 0;
  while (tar[at] !== 0) {
    const octal = (offset: number, length: number) =>
      parseInt(text(at + offset, length), 8);
    assertEquals(text(at + 257, 8), "ustar\0" + "00");
    assertEquals(text(at + 156, 1), "0", "a plain file");
    const sum = tar.subarray(at, at + BLOCK).reduce(
      (total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte),
      0,
    );
    assertEquals(octal(148, 8), sum, "checksum");
    const size = octal(124, 12);
    files.push([
      text(at, 100).replace(/\0+$/, ""),
      text(at + BLOCK, size),
    ]);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  assertEquals(tar.length - at, 2 * BLOCK, "two empty blocks end it");
  return files;
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

Deno.test("packTarGz() packs files that any tar reads back", async () => {
  const files: [string, string][] = [
    ["share/a.sql", "select 1;\n"],
    ["share/empty", ""],
    ["share/one block", "x".repeat(BLOCK)],
    ["share/more", "é".repeat(BLOCK)],
  ];
  const packed = await packTarGz(
    files.map(([path, content]) => [path, bytes(content)]),
  );
  assertEquals(readTar(await unzip(packed)), files);
});

Deno.test("packTarGz() takes a path of 99 bytes and refuses a longer one", async () => {
  const longest = "p".repeat(99);
  const packed = await packTarGz([[longest, bytes("x")]]);
  assertEquals(readTar(await unzip(packed)), [[longest, "x"]]);
  await assertRejects(
    () => packTarGz([["é".repeat(50), bytes("x")]]),
    RangeError,
    "the path is too long",
  );
});

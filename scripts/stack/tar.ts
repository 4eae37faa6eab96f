/**
 * Packs a few small files into a gzipped tar, the form in which PGlite takes
 * extensions. Plain ustar headers, no folders: PGlite prints errors on those.
 *
 * @module
 */

const BLOCK = 512;

function header(path: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (text: string, at: number) =>
    block.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number) =>
    value.toString(8).padStart(digits, "0") + "\0";
  put(path, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(size, 11), 124);
  put(octal(0, 11), 136);
  put("        ", 148); // the checksum counts as blanks while it is made
  put("0", 156);
  put("ustar\0" + "00", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(octal(sum, 6) + " ", 148);
  return block;
}

/** @throws {RangeError} for a path that does not fit a plain header (99 bytes). */
export async function packTarGz(
  files: Iterable<readonly [path: string, content: Uint8Array]>,
): Promise<Uint8Array> {
  const blocks: BlobPart[] = [];
  for (const [path, content] of files) {
    if (new TextEncoder().encode(path).length > 99) {
      throw new RangeError(`Cannot pack "${path}": the path is too long`);
    }
    const padded = new Uint8Array(Math.ceil(content.length / BLOCK) * BLOCK);
    padded.set(content);
    blocks.push(header(path, content.length).slice(), padded);
  }
  blocks.push(new Uint8Array(2 * BLOCK));
  const packed = new Blob(blocks).stream().pipeThrough(
    new CompressionStream("gzip"),
  );
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * What the README asks of curl, for machines that have none: `-X`, `-H`, `-d` and
 * an address. A flag that it does not know is refused. Run by tests only.
 *
 * @module
 */
const headers = new Headers();
let method: string | null = null;
let body: string | null = null;
const addresses: string[] = [];

const [...words] = Deno.args;
function next(flag: string): string {
  const value = words.shift();
  if (value === undefined) {
    throw new TypeError(`Cannot ask: no value of ${flag}`);
  }
  return value;
}
while (words.length > 0) {
  const word = next("");
  if (word === "-X") method = next(word);
  else if (word === "-d") body = next(word);
  else if (word === "-H") {
    const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(next(word)) ??
      [];
    headers.append(name, value);
  } else if (word.startsWith("-")) {
    throw new TypeError(`Cannot ask: the stand-in for curl has no ${word}`);
  } else addresses.push(word);
}
const [address, ...others] = addresses;
if (!address || others.length > 0) {
  throw new TypeError(`Cannot ask: ${addresses.length} addresses`);
}
if (body !== null && !headers.has("content-type")) {
  headers.set("content-type", "application/x-www-form-urlencoded");
}
const response = await fetch(address, {
  method: method ?? (body === null ? "GET" : "POST"),
  headers,
  body,
});
await Deno.stdout.write(await response.bytes());

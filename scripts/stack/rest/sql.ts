/**
 * How a request becomes SQL text without a word of the caller's in it: names
 * are quoted, values are parameters. All other SQL here is put together from
 * these two and from literals.
 *
 * @module
 */

/**
 * A name as a quoted identifier. It ends at a NUL, as in PostgREST: no
 * identifier can hold one, and a driver may end the whole statement there.
 */
export function identifier(name: string): string {
  const nul = name.indexOf("\0");
  const kept = nul < 0 ? name : name.slice(0, nul);
  return `"${kept.replaceAll('"', '""')}"`;
}

/** A relation or function of schema public. */
export function inPublic(name: string): string {
  return `public.${identifier(name)}`;
}

/**
 * The values of one statement. Each travels as text and is cast in the SQL,
 * since drivers serialise types differently.
 */
export class Parameters {
  readonly values: string[] = [];

  text(value: string): string {
    this.values.push(value);
    return `$${this.values.length}::text`;
  }

  /** The value as a type whose name comes from the catalogue. */
  as(value: string, type: string): string {
    return `cast(${this.text(value)} as ${type})`;
  }
}

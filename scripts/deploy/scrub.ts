/**
 * Takes keys, passwords and tokens out of what is printed: the command's own
 * lines and those that it passes on from the Supabase CLI.
 *
 * @module
 */

/** What stands where a secret stood. */
const HIDDEN = "[hidden]";

/** Secrets that tell themselves by their form, whoever wrote them. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  // Access tokens and the project's keys.
  [/\bsbp_[A-Za-z0-9_]{8,}|\bsb_(?:secret|publishable)_[\w-]{4,}/g, HIDDEN],
  // JSON web tokens, such as the keys of older projects.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, HIDDEN],
  // The password in an address; a database's may hold an @ or a / that nobody escaped.
  [/(\bpostgres(?:ql)?:\/\/[^\s:/@]*:)\S+(@)/gi, `$1${HIDDEN}$2`],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/]+(@)/gi, `$1${HIDDEN}$2`],
  [/(\bpassword\s*[=:]\s*)(?!\s*$)\S+/gi, `$1${HIDDEN}`],
  [/(\bBearer\s+)\S+/gi, `$1${HIDDEN}`],
];

/** Shorter values are no secrets: they would blot out half of every line. */
const SHORTEST = 4;

/** Makes the function that hides `secrets`, as they are and as a URL writes them. */
export function createScrub(
  secrets: readonly (string | undefined)[],
): (text: string) => string {
  const known = secrets
    .flatMap((secret) => secret ? [secret, encodeURIComponent(secret)] : [])
    .filter((secret) => secret.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, HIDDEN);
    for (const [form, instead] of FORMS) clean = clean.replace(form, instead);
    return clean;
  };
}

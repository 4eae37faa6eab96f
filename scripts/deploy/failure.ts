/**
 * What a failed command of the Supabase CLI means, and what to do: the CLI's own
 * words differ from version to version, and name no cure for most.
 *
 * @module
 */
import type { Answer } from "./cli.ts";

/** A meaning that the CLI's words have, the first that fits; the cure is for a person. */
const MEANINGS: readonly {
  readonly words: RegExp;
  readonly state: string;
  readonly cure: (ref: string) => string;
}[] = [
  {
    words: /Access token not provided/i,
    state: "nobody is logged in",
    cure: () =>
      "Run: npx --yes supabase@3 login\n" +
      "or set SUPABASE_ACCESS_TOKEN (https://supabase.com/dashboard/account/tokens)",
  },
  {
    words: /Invalid access token format/i,
    state: "SUPABASE_ACCESS_TOKEN is no access token",
    cure: () => "Make one at https://supabase.com/dashboard/account/tokens",
  },
  {
    words: /status 401\b|Unauthorized/i,
    state: "the access token is not accepted",
    cure: () =>
      "Make a new one at https://supabase.com/dashboard/account/tokens, or run: npx --yes supabase@3 login",
  },
  {
    words: /status 403\b|Forbidden|necessary privileges/i,
    state: "the access token may not do this",
    cure: () =>
      "Use the token of a member of the project's organization who may deploy",
  },
  {
    words: /\b28P01\b|password authentication failed|SASL/i,
    state: "the database refuses the password",
    cure: (ref) =>
      "Unset SUPABASE_DB_PASSWORD, and your access token opens the database; or set it to the right one\n" +
      `(a new one: https://supabase.com/dashboard/project/${ref}/database/settings)`,
  },
  {
    words: /IPv6 is not supported/i,
    state: "its database has an IPv6 address only, and this network none",
    cure: (ref) =>
      `Run: npx --yes supabase@3 link --project-ref ${ref}\n` +
      `or pass --db-url with the session pooler's (https://supabase.com/dashboard/project/${ref}?showConnect=true)`,
  },
  {
    words: /project is paused|\bINACTIVE\b/,
    state: "the project is paused",
    cure: (ref) =>
      `Restore it at https://supabase.com/dashboard/project/${ref}, then run this again`,
  },
  {
    words: /status 404\b/,
    state: "there is no such project, or the token may not see it",
    cure: () => "Look for its ref with: npx --yes supabase@3 projects list",
  },
  {
    words: /status 429\b/,
    state: "Supabase asks for patience",
    cure: () => "Run this again in a minute; what is done stays done",
  },
  {
    words:
      /Transport ?error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|fetch failed|status 5\d\d\b|dial error|connection refused/i,
    state: "it cannot be reached",
    cure: () =>
      "See that this machine reaches api.supabase.com and the database, and https://status.supabase.com; then run this again",
  },
];

/** Words of the CLI that tell a person nothing here. */
const IDLE =
  /^(?:npm (?:warn|notice)|Target:|Confirmed by|DRY RUN|Uploading asset|Deploying Function|Applying migration|Initialising|Connecting|Try rerunning|Seeding|[│▲◇\s]*$|.*without TLS)/;
const LONGEST = 300;

/** The first words that say what is wrong, without the body of an answer. */
function ownWords({ complained, printed }: Answer): string {
  const line = `${complained}\n${printed}`.split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "" && !IDLE.test(line));
  return (line ?? "it does not say why").replace(/:?\s*[{<].*$/, "")
    .slice(0, LONGEST);
}

/** The refusal of a migration, whole: it was written for a person. */
const REFUSAL = /(Cannot install boardscan[^\n]*?)(?: \(SQLSTATE \w+\))?$/m;

/** The error to end with: what could not be done, where, why and what to do. */
export function explainFailure(
  doing: string,
  ref: string,
  answer: Answer,
): Error {
  const words = `${answer.complained}\n${answer.printed}`;
  const refusal = REFUSAL.exec(words)?.[1];
  if (refusal) return new Error(refusal);
  const meaning = MEANINGS.find((one) => one.words.test(words));
  return new Error(
    `Cannot ${doing} of project "${ref}": ${
      meaning
        ? `${meaning.state}\n${meaning.cure(ref)}`
        : `the Supabase CLI says: ${ownWords(answer)}`
    }`,
  );
}

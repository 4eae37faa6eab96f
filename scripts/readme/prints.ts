/**
 * What the README's tasks must print, each with every flag that the README names.
 * A command that is not here makes the test of the README fail, so that nothing is
 * promised that nobody has run. Imported by tests only.
 *
 * @module
 */

/** What the words in capital letters stand for. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  URL: "https://hazelcroft.pinpointhq.com",
  ID: "42",
  acme: "figma",
};

/** Tasks that cannot run inside of a test, and what runs them. */
export const RUN_ELSEWHERE: Readonly<
  Record<string, readonly [file: string, call: RegExp]>
> = {
  test: [".ci/run", /^run tests deno task test$/m],
  bench: [".ci/run", /^check .+ deno task bench --only unchanged$/m],
  ok: [".ci/run", /^check .+ deno fmt --check$/m],
  deploy: ["scripts/deploy/run_deploy_test.ts", /\brunDeploy\(/],
  adopt: ["scripts/adopt_test.ts", /\brunCommand\(\s*"adopt"|"adopt"/],
};

const MATCHES =
  /^score +title .+ company .+ place .+ age\n( *\d+ +.+\n)+\d+ rows?\n/;

/** By the command without `npx --yes deno@… task`, its placeholders as in the README. */
export const PRINTS: Readonly<Record<string, RegExp>> = {
  scan: /^(\d+)\/\1 boards +\(\d+ unchanged, 0 failed\)$/m,
  "scan --sources 1,2": /^2\/2 boards +\(2 unchanged, 0 failed\)$/m,
  "scan --providers lever": /^9\/9 boards +\(9 unchanged, 0 failed\)$/m,
  "scan --json": /^\{"batch_id":".+"wall_ms":\d+\}\n$/,
  "add URL":
    /^Watching .*pinpoint\/hazelcroft\)? as source \d+: \d+ postings now\n$/,
  jobs: MATCHES,
  "jobs --new":
    /^score +title .+ what +since\n( *\d+ +.+ +(new|back) +.+\n)+\d+ rows?\n/,
  "jobs --changes": /^ *ago +what .+ change\n(.+ +opened +.+\n)+/,
  "jobs --company acme": /^score .+\n( *\d+ +.+ +Figma +.+\n)+\d+ rows?\n/,
  "jobs --min-score 60": /^score .+\n(( {3}[6-9]\d| +100) +.+\n)+\d+ rows?\n/,
  "jobs --json": /^\[\{"id":\d+,"score":\d+,.+\}\]\n$/,
  "jobs --csv": /^id,score,.+,source_id\r?\n(?:\d+,\d+,[\s\S]+)$/,
  report: /^\.boardscan\/report\.html\n$/,
  sources: /^state +id +company .+ reason\n(ok +.+\n){49,}/,
  "sources --json": /^\[\{"source_id":\d+,.+\}\]\n$/,
  "explain ID": /^.+, .+\nhttps:.+\nStatus \w+\n\nAll filters together: match/,
  preview: /^Takes (\d+) of \1 stored postings\n/,
  "preview --title-any rust --locations-any remote --keywords 'postgres*=15'":
    /^Takes \d+ of \d+ stored postings\n/,
  "doctor --json": /^\{[\s\S]*"key"[\s\S]*\}\n$/,
  doctor: /^ok +key .+\n(?![\s\S]*^WRONG)/m,
};

import { assertEquals, assertMatch } from "@std/assert";
import { explainFailure } from "./failure.ts";

const REF = "abcdefghijklmnopqrst";

function explain(complained: string, printed = ""): string {
  return explainFailure("deploy the functions", REF, {
    code: 1,
    printed,
    complained,
  }).message;
}

Deno.test("a failure says what could not be done, where, why, and what to do", () => {
  for (
    const [said, state, cure] of [
      [
        "Access token not provided. Supply an access token by running `supabase login` or setting the SUPABASE_ACCESS_TOKEN environment variable.",
        "nobody is logged in",
        "npx --yes supabase@3 login",
      ],
      [
        "Invalid access token format. Must be like `sbp_0102...1920`.",
        "SUPABASE_ACCESS_TOKEN is no access token",
        "dashboard/account/tokens",
      ],
      [
        'unexpected status 401: {"message":"Unauthorized"}',
        "the access token is not accepted",
        "dashboard/account/tokens",
      ],
      [
        'unexpected status 403: {"message":"Forbidden"}',
        "the access token may not do this",
        "a member of the project's organization",
      ],
      [
        'unexpected status 404: {"message":"Project not found"}',
        "there is no such project, or the token may not see it",
        "projects list",
      ],
      [
        'failed to connect to postgres: failed to connect to `host=db.example user=postgres database=postgres`: server error (FATAL: password authentication failed for user "postgres" (SQLSTATE 28P01))',
        "the database refuses the password",
        "Unset SUPABASE_DB_PASSWORD",
      ],
      [
        "IPv6 is not supported on your current network",
        "its database has an IPv6 address only",
        "--db-url",
      ],
      ["project is paused", "the project is paused", `project/${REF}`],
      [
        "failed to execute query: HttpClientError: Transport error (POST https://api.supabase.com/v1/projects/x/database/query)",
        "it cannot be reached",
        "status.supabase.com",
      ],
      [
        "failed to connect to postgres: hostname resolving error (getaddrinfo ENOTFOUND db.example)",
        "it cannot be reached",
        "status.supabase.com",
      ],
    ] as const
  ) {
    const message = explain(`Target: project jobs (${REF})\n${said}`);
    assertMatch(message, /^Cannot deploy the functions of project "a.*t": /);
    assertEquals(message.includes(state), true, message);
    assertEquals(message.includes(cure), true, message);
  }
});

Deno.test("what nobody knows yet is told in the CLI's own words, without the body of an answer", () => {
  const message = explain(
    'npm warn Unknown user config\nTarget: project jobs\nUploading asset (scan): deno.json\nunexpected deploy status 422: {"message":"Entrypoint path does not exist"}\nTry rerunning the command with --debug',
  );
  assertEquals(
    message,
    `Cannot deploy the functions of project "${REF}": the Supabase CLI says: unexpected deploy status 422`,
  );
});

Deno.test("a name that is taken is told as the migration tells it", () => {
  const message = explain(
    'ERROR: Cannot install boardscan, and nothing was changed: the project has something else by the name of public.job_sources. Run "deno task adopt" (SQLSTATE 42710)\nAt statement: 0',
  );
  assertEquals(
    message,
    'Cannot install boardscan, and nothing was changed: the project has something else by the name of public.job_sources. Run "deno task adopt"',
  );
});

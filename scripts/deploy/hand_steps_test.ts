import { assertEquals, assertThrows } from "@std/assert";
import { readHandSteps } from "./hand_steps.ts";

const README = `# acme

## Into your own project

In one command:

\`\`\`sh
npx deno task deploy
\`\`\`

### By hand

\`\`\`sh
npx supabase@3 link   # once
npx supabase@3 db push \\
  --remote
\`\`\`

\`\`\`sql
-- the address
select scanner.configure('https://<ref>.supabase.co');
select 1;
\`\`\`

\`\`\`sh
npx supabase@3 migration fetch --remote
npx supabase@3 db push --remote --include-all
\`\`\`

### Afterwards

\`\`\`sql
drop table everything;
\`\`\`

## Configuration

\`\`\`sh
rm -rf /
\`\`\`
`;

Deno.test("the steps by hand are those under that heading, one by one, in order", () => {
  const { steps } = readHandSteps(README);
  assertEquals(steps.map(({ text }) => text.replace(/ +/g, " ")), [
    "npx supabase@3 link",
    "npx supabase@3 db push --remote",
    "select scanner.configure('https://<ref>.supabase.co')",
    "select 1",
  ]);
});

Deno.test("what only a project with migrations of its own needs is told apart", () => {
  const { foreign } = readHandSteps(README);
  assertEquals(foreign.map(({ text }) => text), [
    "npx supabase@3 migration fetch --remote",
    "npx supabase@3 db push --remote --include-all",
  ]);
});

Deno.test("without that heading all blocks of the section are steps", () => {
  const { steps } = readHandSteps(README.replace("### By hand", "By hand:"));
  assertEquals(steps[0]?.text, "npx deno task deploy");
  assertEquals(steps.at(-1)?.text, "drop table everything");
});

Deno.test("a README without the section is an error", () => {
  assertThrows(() => readHandSteps("# acme\n"), Error, "Cannot find a heading");
});

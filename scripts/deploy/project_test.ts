import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  chooseProject,
  DatabaseUrl,
  ProjectUrl,
  readLinkedRef,
  splitPassword,
} from "./project.ts";

const ONE = "abcdefghijklmnopqrst";
const OTHER = "tsrqponmlkjihgfedcba";
const nothing = {
  ref: undefined,
  linkedRef: null,
  url: undefined,
  databaseUrl: null,
};

Deno.test("the project is the one that is named, before the one that is linked", () => {
  assertEquals(chooseProject({ ...nothing, ref: ONE, linkedRef: OTHER }), {
    ref: ONE,
    url: `https://${ONE}.supabase.co`,
    platform: `--remote=${ONE}`,
    database: `--remote=${ONE}`,
  });
  assertEquals(
    chooseProject({ ...nothing, linkedRef: OTHER }).ref,
    OTHER,
  );
});

Deno.test("the linked project is spoken to through its link", () => {
  const { platform, database } = chooseProject({
    ...nothing,
    ref: ONE,
    linkedRef: ONE,
  });
  assertEquals([platform, database], ["--remote", "--remote"]);
});

Deno.test("an address of the database or of the project takes the ref's place", () => {
  const project = chooseProject({
    ref: ONE,
    linkedRef: null,
    url: "https://jobs.example.com",
    databaseUrl: "postgresql://postgres@db.example.com:5432/postgres",
  });
  assertEquals(project.url, "https://jobs.example.com");
  assertEquals(project.platform, `--remote=${ONE}`);
  assertEquals(
    project.database,
    "--remote=postgresql://postgres@db.example.com:5432/postgres",
  );
});

Deno.test("no project, or what is none, is an error that says what to do", () => {
  assertThrows(
    () => chooseProject(nothing),
    Error,
    "no project is named and none is linked\nPass --project-ref <ref>, or run: npx --yes supabase@3 link",
  );
  assertThrows(
    () => chooseProject({ ...nothing, ref: "My Project" }),
    Error,
    'Cannot deploy to project "My Project": Wanted: the project\'s ref',
  );
});

Deno.test("a password leaves the address of the database, so that no argument holds it", () => {
  assertEquals(
    splitPassword(
      "postgresql://postgres.abc:p%40ss@db.example.com:5432/postgres",
    ),
    {
      address: "postgresql://postgres.abc@db.example.com:5432/postgres",
      password: "p@ss",
    },
  );
  assertEquals(
    splitPassword("postgresql://postgres@db.example.com/postgres").password,
    null,
  );
});

Deno.test("addresses are checked before anything is done", () => {
  assert(!DatabaseUrl.safeParse("https://example.com").success);
  assert(!ProjectUrl.safeParse("https://example.com/functions").success);
  assertEquals(ProjectUrl.parse("https://example.com/"), "https://example.com");
});

Deno.test("the link is what the CLI left, and a folder without one has none", async () => {
  const root = await Deno.makeTempDir();
  try {
    assertEquals(await readLinkedRef(root), null);
    await Deno.mkdir(`${root}/supabase/.temp`, { recursive: true });
    await Deno.writeTextFile(`${root}/supabase/.temp/project-ref`, `${ONE}\n`);
    assertEquals(await readLinkedRef(root), ONE);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

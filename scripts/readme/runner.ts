/**
 * Runs what the README tells a person to run, and says so where a command is one
 * that nobody has foreseen. Imported by tests only.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import { row, rows } from "../../supabase/tests/testing.ts";
import { PLACEHOLDERS, PRINTS, RUN_ELSEWHERE } from "./prints.ts";
import type { Answer, Shell } from "./shell.ts";
import type { Project } from "./world.ts";

type Row = Record<string, unknown>;

/** A task as a person asks for it. */
export const TASK = /^(?:npx --yes deno@([\d.]+)|deno) task (\S+)( .*)?$/;

/** Results that are empty as long as nothing of the kind has happened. */
const MAY_BE_EMPTY = /from repost_signals/;
/** Columns that say nothing where all is well. */
const MAY_BE_NULL = /^(?:reason|error_kind|last_error)$/;

export interface RunnerOptions {
  readonly project: Project;
  /** A shell that knows the project, and one that knows none. */
  readonly shell: Shell;
  readonly alone: Shell;
  readonly denoVersion: string;
}

/** Runs commands and statements one after another, as a reader would. */
export function createRunner(options: RunnerOptions) {
  const { project: { database }, shell, alone, denoVersion } = options;
  const tasks = new Set<string>();
  let last: Row = {};
  let demo: Promise<Answer> | null = null;

  /** Runs a task without its `npx`, its placeholders filled. */
  async function runTask(words: string, how = shell): Promise<Answer> {
    tasks.add(words.split(" ")[0] ?? "");
    let command = `npx --yes deno@${denoVersion} task ${words}`;
    for (const [name, value] of Object.entries(PLACEHOLDERS)) {
      command = command.replace(new RegExp(`\\b${name}\\b`), value);
    }
    const answer = await how.run(command);
    const { code, printed, complained } = answer;
    assertEquals(code, 0, `${command}: ${complained}${printed}`);
    return answer;
  }

  /** The demo runs once; most of its time is waiting. */
  async function runDemo(): Promise<string> {
    demo ??= runTask("demo", alone);
    return (await demo).printed;
  }

  async function runCurl(command: string): Promise<void> {
    const { code, printed, complained } = await shell.run(
      command.replace(/<(\w+)>/g, (_, name) => {
        assert(name in last, `Nobody has answered <${name}>: ${command}`);
        return String(last[name]);
      }),
    );
    assertEquals(code, 0, complained);
    last = z.record(z.string(), z.unknown()).parse(JSON.parse(printed));
    assertEquals(last.error, undefined, printed);
    assert(Object.keys(last).length > 1, printed);
  }

  async function runCommand(command: string): Promise<void> {
    if (command.startsWith("curl ")) return await runCurl(command);
    const [, version, name = "", flags = ""] = TASK.exec(command) ?? [];
    assertEquals(version, denoVersion, `No rule knows "${command}"`);
    if (name in RUN_ELSEWHERE) return;
    const wanted = PRINTS[`${name}${flags}`];
    assert(wanted, `No rule knows what "${name}${flags}" prints`);
    assertMatch((await runTask(`${name}${flags}`)).printed, wanted);
  }

  /** What a statement must have done beside not failing. */
  async function assertDone(sql: string, answer: readonly Row[]) {
    if (/^select add_source\(/.test(sql)) {
      const { scan_id, last_polled_at } = await row(
        database,
        "select scan_id, last_polled_at from job_sources order by id desc limit 1",
      );
      assert(scan_id !== null || last_polled_at !== null, "It is not scanned");
    } else if (/^update job_postings/.test(sql)) {
      const [, status, id] = /status = '(\w+)' where id = (\d+)/.exec(sql) ??
        [];
      const { kept } = await row(
        database,
        "select status as kept from job_postings where id = $1::text::bigint",
        id,
      );
      assertEquals(kept, status);
      // As if its board did not list it any more, so that there is something to tell.
      await database.query(
        "update job_postings set closed_at = clock_timestamp() where id = $1::text::bigint",
        [id],
      );
    } else if (/^select mark_seen\(\)/.test(sql)) {
      assertEquals(
        await rows(database, "select id from new_postings where unseen"),
        [],
      );
    } else if (/from source_health/.test(sql)) {
      assert(answer.length >= 49);
    } else if (/add_notification\(/.test(sql)) {
      for (const { id, says } of answer) assert(id !== null, String(says));
    }
  }

  return {
    /** Tasks that were run. */
    tasks,
    runTask,
    runDemo,
    runCommand,

    /** Runs a statement as the SQL editor does, and looks at what it answers. */
    async runStatement(statement: string): Promise<void> {
      // What a reader puts in place of it.
      const sql = statement.replaceAll("…", "x");
      const { rows: answer } = await database.query(sql);
      await assertDone(sql, answer);
      if (!/^select\b/i.test(sql) || MAY_BE_EMPTY.test(sql)) return;
      assert(answer.length > 0, `No rows: ${sql}`);
      if (/^select \*/.test(sql)) return;
      for (const column of Object.keys(answer[0] ?? {})) {
        assert(
          MAY_BE_NULL.test(column) ||
            answer.some((one) => one[column] !== null),
          `"${column}" says nothing: ${sql}`,
        );
      }
    },
  };
}

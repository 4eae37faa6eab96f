import { assertEquals } from "@std/assert";
import type { Database } from "../../stack/database.ts";
import { backendCpu } from "./backend_cpu.ts";

/** A server whose backends of the application "mine" have these pids. */
function server(pids: readonly number[]): Database {
  const refuse = () => Promise.reject(new Error("Nothing else is asked"));
  return {
    query: (_text, [application] = []) =>
      Promise.resolve({
        rows: application === "mine"
          ? pids.map((pid) => ({ pid: String(pid) }))
          : [],
        affected: 0,
      }),
    queryAs: refuse,
    execute: refuse,
    listen: refuse,
    close: refuse,
  };
}

Deno.test("backendCpu() does not take another program's process for a backend", async () => {
  assertEquals(await backendCpu(server([Deno.pid]), "mine"), null);
});

Deno.test("backendCpu() says nothing where there is no backend", async () => {
  assertEquals(await backendCpu(server([]), "mine"), null);
  assertEquals(await backendCpu(server([Deno.pid]), "another"), null);
});

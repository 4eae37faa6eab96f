/**
 * A whole project to look at: a migrated database behind the stack's own REST,
 * and functions that are as a test wants them. Imported by tests only.
 *
 * @module
 */
import {
  VERSION,
  VERSION_HEADER,
} from "../../supabase/functions/_shared/version.ts";
import { openTestDatabase } from "../../supabase/tests/testing/database.ts";
import { createKeys } from "../stack/keys.ts";
import { createRest } from "../stack/rest/rest.ts";

/** How a deployed function answers; null: it is not deployed. */
interface Deployed {
  version: string | null;
  /** A status that it answers whatever is asked. */
  fault: number | null;
}

export async function startPatient() {
  const database = await openTestDatabase();
  const keys = await createKeys();
  const functions: Record<string, Deployed | null> = {};
  const rest = createRest({ database, keys, now: () => new Date() });

  function call(name: string, request: Request): Response {
    const deployed = functions[name];
    if (!deployed) {
      return Response.json({ code: "NOT_FOUND" }, { status: 404 });
    }
    const { version, fault } = deployed;
    const held = request.headers.get("apikey") === keys.secret;
    const status = fault ??
      (name === "scan" ? held ? 400 : 401 : 405);
    return Response.json({ error: "No" }, {
      status,
      headers: version === null ? {} : { [VERSION_HEADER]: version },
    });
  }

  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const [, service, , name = ""] = new URL(request.url).pathname.split("/");
      return service === "rest" ? rest(request) : call(name, request);
    },
  );
  const apiUrl = `http://127.0.0.1:${server.addr.port}`;

  return {
    database,
    apiUrl,
    keys,
    functions,
    /** As it is an hour after a good installation. */
    async recover() {
      for (const name of ["scan", "scan-source", "notify"]) {
        functions[name] = { version: VERSION, fault: null };
      }
      await database.query("select scanner.configure($1::text)", [apiUrl]);
      await database.execute(`
        select cron.alter_job(jobid, active := true) from cron.job;
        delete from cron.job_run_details;
        delete from net.http_request_queue;
        delete from scanner.operators;
        delete from public.job_sources;
        delete from public.search_filters;
        update scanner.settings set last_dispatch_at = now();
        insert into scanner.operators (user_id) values (gen_random_uuid());
        insert into public.search_filters (name) values ('all');
        insert into public.job_sources (url) values ('https://boards.example/acme');
      `);
    },
    async stop() {
      await server.shutdown();
      await database.close();
    },
  };
}

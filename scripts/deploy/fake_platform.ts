/**
 * Supabase's Management API on loopback, as far as the CLI asks it for a
 * deployment: it holds the functions that were sent and answers SQL from a
 * database. What it does not know it refuses and remembers. Imported by tests
 * only.
 *
 * Not imitated: bundling, the pooler, temporary login roles, permissions.
 *
 * @module
 */
import { z } from "zod";
import { type Database, DatabaseError } from "../stack/database.ts";
import { createSentFunctions, type SentFunction } from "./sent_functions.ts";

/** Of the one project. */
export const REF = "abcdefghijklmnopqrst";
/** Of its owner; a stranger's would be refused. */
export const ACCESS_TOKEN = `sbp_${"0123456789".repeat(4)}`;

const Query = z.object({
  query: z.string().min(1),
  read_only: z.boolean().optional(),
});

export interface FakePlatform {
  readonly apiUrl: string;
  /** For the CLI: where the platform is, and who asks. */
  readonly environment: Readonly<Record<string, string>>;
  /** Those that are live. */
  readonly functions: ReadonlyMap<string, SentFunction>;
  /** Deletes one. */
  forget(slug: string): void;
  /** Set by hand, in the dashboard. */
  readonly secrets: Map<string, string>;
  /** What the CLI asked that nothing here answers. */
  readonly unexpected: readonly string[];
  stop(): Promise<void>;
}

export interface FakePlatformOptions {
  /** The project's; without it SQL is refused. */
  readonly database?: Pick<Database, "query">;
  /** The project's key for servers. */
  readonly secretKey?: string;
}

const PROJECT = {
  id: REF,
  ref: REF,
  organization_id: "an-organization",
  organization_slug: "an-organization",
  name: "jobs",
  region: "eu-central-1",
  created_at: "2026-11-01T00:00:00Z",
  status: "ACTIVE_HEALTHY",
  database: {
    host: `db.${REF}.localhost`,
    version: "15.1.1.61",
    postgres_engine: "15",
    release_channel: "ga",
  },
};

/** What `supabase link` looks at and can do without. */
const OPTIONAL = ["/config/storage", "/config/database/pooler"];

async function hash(value: string): Promise<string> {
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(value),
  );
  return new Uint8Array(digest).toHex();
}

/** Starts it with its one project, in which nothing is deployed. */
export async function startFakePlatform(
  { database, secretKey = "sb_secret_of_this_project" }: FakePlatformOptions =
    {},
): Promise<FakePlatform> {
  const functions = createSentFunctions();
  const secrets = new Map<string, string>();
  const unexpected: string[] = [];

  async function runQuery(request: Request): Promise<Response> {
    if (!database) return Response.json({ message: "down" }, { status: 503 });
    const { query } = Query.parse(await request.json());
    try {
      const { rows } = await database.query(query);
      return Response.json(rows, { status: 201 });
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return Response.json({ message: `ERROR:  ${error.message}` }, {
        status: 400,
      });
    }
  }

  async function answer(request: Request): Promise<Response | null> {
    const url = new URL(request.url);
    if (request.headers.get("authorization") !== `Bearer ${ACCESS_TOKEN}`) {
      return Response.json({ message: "Unauthorized" }, { status: 401 });
    }
    if (`${request.method} ${url.pathname}` === "GET /v1/projects") {
      return Response.json([PROJECT]);
    }
    const prefix = `/v1/projects/${REF}`;
    if (!url.pathname.startsWith(prefix)) {
      return Response.json({ message: "Project not found" }, { status: 404 });
    }
    const path = url.pathname.slice(prefix.length);
    switch (`${request.method} ${path}`) {
      case "GET ":
        return Response.json(PROJECT);
      case "GET /api-keys":
        return Response.json([
          { id: "1", name: "anon", type: "publishable", api_key: "sb_p" },
          { id: "2", name: "default", type: "secret", api_key: secretKey },
        ]);
      case "GET /secrets":
        return Response.json(
          await Promise.all(
            [...secrets].map(async ([name, value]) => ({
              name,
              value: await hash(value),
            })),
          ),
        );
      case "GET /functions":
        return Response.json(functions.list());
      case "POST /functions/deploy":
        return await functions.send(request);
      case "PUT /functions":
        return await functions.publish(request);
      case "POST /database/query":
        return await runQuery(request);
      default:
        return request.method === "GET" && OPTIONAL.includes(path)
          ? Response.json({ message: "Not imitated" }, { status: 404 })
          : null;
    }
  }

  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => {},
  }, async (request) => {
    const asked = `${request.method} ${new URL(request.url).pathname}`;
    try {
      const response = await answer(request);
      if (response) return response;
      unexpected.push(asked);
    } catch (error) {
      unexpected.push(`${asked}: ${error}`);
    }
    return Response.json({ message: "Unexpected" }, { status: 501 });
  });

  const home = await Deno.makeTempDir({ prefix: "boardscan-platform-" });
  const profile = `${home}/profile.yaml`;
  const apiUrl = `http://127.0.0.1:${server.addr.port}`;
  await Deno.writeTextFile(
    profile,
    `name: fake
api_url: ${apiUrl}
dashboard_url: ${apiUrl}
project_host: localhost
`,
  );
  return {
    apiUrl,
    environment: {
      SUPABASE_PROFILE: profile,
      SUPABASE_HOME: home,
      SUPABASE_ACCESS_TOKEN: ACCESS_TOKEN,
      // Not of whoever runs the tests.
      SUPABASE_DB_PASSWORD: "",
      SUPABASE_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
    },
    functions: functions.live,
    forget: (slug) => void functions.live.delete(slug),
    secrets,
    unexpected,
    async stop() {
      await server.shutdown();
      await Deno.remove(home, { recursive: true });
    },
  };
}

/**
 * The functions of the fake platform: each is sent first, and live only when the
 * CLI says so, for all of them at once. Imported by tests only.
 *
 * @module
 */
import { z } from "zod";

const Metadata = z.object({
  entrypoint_path: z.string().min(1),
  import_map_path: z.string(),
  static_patterns: z.array(z.string()).nullish(),
  verify_jwt: z.boolean(),
});

const Update = z.array(
  z.object({ slug: z.string(), id: z.uuid(), version: z.number() }),
);
/** What was sent for one function. */
export interface SentFunction {
  readonly slug: string;
  readonly metadata: z.infer<typeof Metadata>;
  /** By path, as in the repository. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

interface Candidate extends SentFunction {
  readonly id: string;
  readonly version: number;
}

async function readUpload(
  request: Request,
): Promise<Omit<SentFunction, "slug">> {
  const form = await request.formData();
  const metadata = form.get("metadata");
  const files = new Map<string, Uint8Array>();
  for (const part of form.getAll("file")) {
    if (typeof part === "string") throw new TypeError("A file without a name");
    files.set(part.name, new Uint8Array(await part.arrayBuffer()));
  }
  const text = typeof metadata === "string" ? metadata : await metadata?.text();
  return { metadata: Metadata.parse(JSON.parse(text ?? "null")), files };
}

function describe({ id, slug, version, metadata }: Candidate) {
  return {
    id,
    slug,
    name: slug,
    status: "ACTIVE",
    version,
    created_at: 1,
    updated_at: 1,
    verify_jwt: metadata.verify_jwt,
    import_map: metadata.import_map_path !== "",
    entrypoint_path: metadata.entrypoint_path,
  };
}

/** Nothing is deployed yet. */
export function createSentFunctions() {
  const sent: Candidate[] = [];
  const live = new Map<string, Candidate>();
  async function send(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const slug = z.string().min(1).parse(url.searchParams.get("slug"));
    const version = sent.filter((one) => one.slug === slug).length + 1;
    const candidate = {
      slug,
      id: live.get(slug)?.id ?? crypto.randomUUID(),
      version,
      ...await readUpload(request),
    };
    sent.push(candidate);
    if (url.searchParams.get("bundleOnly") !== "true") {
      live.set(slug, candidate);
    }
    return Response.json(describe(candidate), { status: 201 });
  }

  async function publish(request: Request): Promise<Response> {
    for (const wanted of Update.parse(await request.json())) {
      const candidate = sent.find((one) =>
        one.slug === wanted.slug && one.id === wanted.id &&
        one.version === wanted.version
      );
      if (!candidate) throw new TypeError(`Nothing was sent as ${wanted.slug}`);
      live.set(wanted.slug, candidate);
    }
    return Response.json({ functions: [...live.values()].map(describe) });
  }

  return {
    live,
    send,
    publish,
    list: () => [...live.values()].map(describe),
  };
}

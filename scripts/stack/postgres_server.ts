/**
 * A PostgreSQL server of one's own for tests: a temporary copy of the system's,
 * with the stand-in extensions in its folder, on a free port of loopback, run by
 * an ordinary user.
 *
 * The copy is there because an ordinary user cannot write into the system's
 * extension folder; PostgreSQL finds its files relative to its programs, so a
 * copied tree works. The real pg_cron is used where the system has it.
 *
 * @module
 */

const EXTENSIONS = new URL("./extensions/", import.meta.url);

export interface PostgresServer {
  /** Of its database `postgres`, as its owner. */
  readonly url: string;
  readonly version: string;
  /** The folder of its programs, such as pg_dump. */
  readonly bin: string;
  /** Whether jobs are run by the real pg_cron. */
  readonly hasRealCron: boolean;
  stop(): Promise<void>;
}

/** Thrown where there is no server to copy; says what to install. */
export class NoPostgres extends Error {
  override name = "NoPostgres";
}

async function run(
  command: readonly string[],
  environment: Record<string, string> = {},
): Promise<string> {
  const [program = "", ...args] = command;
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args,
    env: { LC_ALL: "C", ...environment },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  if (code !== 0) {
    throw new Error(
      `Cannot run ${program}: exit ${code}: ${decoder.decode(stderr).trim()}`,
    );
  }
  return decoder.decode(stdout).trim();
}

/** The folders of the newest server on this machine, as its own pg_config names them. */
async function findPostgres() {
  const candidates: string[] = [];
  try {
    for await (const { name } of Deno.readDir("/usr/lib/postgresql")) {
      if (/^\d+$/.test(name)) candidates.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const newest = candidates.sort((a, b) => Number(b) - Number(a))[0];
  const pgConfig = newest
    ? `/usr/lib/postgresql/${newest}/bin/pg_config`
    : "pg_config";
  try {
    const [bin, share, lib] = await Promise.all(
      ["--bindir", "--sharedir", "--pkglibdir"].map((flag) =>
        run([pgConfig, flag])
      ),
    );
    if (!bin || !share || !lib) throw new Error("pg_config named no folder");
    await Deno.stat(`${bin}/postgres`);
    return { bin, share, lib };
  } catch (cause) {
    throw new NoPostgres(
      "Cannot start a PostgreSQL server: none is installed. " +
        "On Debian and Ubuntu: apt-get install postgresql postgresql-15-cron",
      { cause },
    );
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`. */
function asOrdinaryUser(command: readonly string[]): string[] {
  return Deno.uid() === 0
    ? [
      "setpriv",
      "--reuid=postgres",
      "--regid=postgres",
      "--clear-groups",
      ...command,
    ]
    : [...command];
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function copyTree(
  root: string,
  { bin, share, lib }: Awaited<ReturnType<typeof findPostgres>>,
): Promise<boolean> {
  for (const folder of new Set([bin, share, lib])) {
    await Deno.mkdir(root + folder, { recursive: true });
    await run(["cp", "-RL", `${folder}/.`, root + folder]);
  }
  const hasRealCron = await exists(`${lib}/pg_cron.so`) &&
    await exists(`${share}/extension/pg_cron.control`);
  for await (const { name } of Deno.readDir(EXTENSIONS)) {
    if (hasRealCron && name.startsWith("pg_cron")) continue;
    await Deno.copyFile(
      new URL(name, EXTENSIONS),
      `${root}${share}/extension/${name}`,
    );
  }
  return hasRealCron;
}

/**
 * Starts a server that lives until it is stopped.
 *
 * @throws {NoPostgres} where none is installed.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folders = await findPostgres();
  const root = await Deno.makeTempDir({ prefix: "boardscan-postgres-" });
  try {
    const hasRealCron = await copyTree(root, folders);
    if (Deno.uid() === 0) {
      await run(["chown", "-R", "postgres:postgres", root]);
    }
    const program = (name: string) => `${root}${folders.bin}/${name}`;
    const data = `${root}/data`;
    await run(asOrdinaryUser([
      program("initdb"),
      "--pgdata",
      data,
      "--username=postgres",
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ]));

    const port = freePort();
    const settings = [
      `port=${port}`,
      "listen_addresses=127.0.0.1",
      `unix_socket_directories=${root}`,
      "fsync=off",
      "max_connections=120",
      "timezone=UTC",
      "wal_level=logical",
      ...(hasRealCron
        ? [
          "shared_preload_libraries=pg_cron",
          // Without it every job would open a connection of its own.
          "cron.use_background_workers=on",
          "max_worker_processes=20",
        ]
        : []),
    ].map((setting) => `-c ${setting}`).join(" ");
    await run(asOrdinaryUser([
      program("pg_ctl"),
      "--pgdata",
      data,
      "--wait",
      `--log=${root}/log`,
      `--options=${settings}`,
      "start",
    ]));
    return {
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      version: await run([program("postgres"), "--version"]),
      bin: root + folders.bin,
      hasRealCron,
      async stop() {
        await run(asOrdinaryUser([
          program("pg_ctl"),
          "--pgdata",
          data,
          "--mode=immediate",
          "--wait",
          "stop",
        ]));
        await Deno.remove(root, { recursive: true });
      },
    };
  } catch (error) {
    await Deno.remove(root, { recursive: true });
    throw error;
  }
}

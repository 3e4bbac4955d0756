import type { Database, Dump, Dumper, Unrestored } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { environmentError } from "./errors.ts";
import type { Room, Shell } from "./provider.ts";

const names = ["pg_dump", "pg_restore"] as const;

/** The two programs, wherever they were found, and what they call themselves: "17.11". */
interface Programs {
  readonly dump: string;
  readonly restore: string;
  readonly version: string;
}

/** "pg_dump (PostgreSQL) 17.11 (Debian 17.11-1)" */
async function versionOf({ run }: Shell, program: string): Promise<string | null> {
  const { code, output } = await run(program, ["--version"], {});
  return code === 0 ? (/\(PostgreSQL\) (\d+\S*)/.exec(output)?.[1] ?? null) : null;
}

/** @param folder With a slash at its end; empty for whatever the PATH leads to. */
async function programsIn(shell: Shell, folder: string): Promise<Programs | null> {
  const [dump, restore] = [`${folder}${names[0]}`, `${folder}${names[1]}`];
  const version = await versionOf(shell, dump);
  return version !== null && version === (await versionOf(shell, restore)) ? { dump, restore, version } : null;
}

/**
 * Finds pg_dump and pg_restore of a server's own major version: an older pg_dump refuses the server, and what a newer one
 * writes, the server may refuse.
 *
 * @param version The server's, as "17.11".
 * @returns What dumps its databases; else why nothing does.
 */
export async function findDumper(shell: Shell, version: string): Promise<Dumper | { readonly missing: string }> {
  const major = Number.parseInt(version, 10);
  const found: string[] = [];
  // Where Debian and Ubuntu keep it; the one on their PATH is that of another major version from time to time.
  for (const folder of [`/usr/lib/postgresql/${major}/bin/`, ""]) {
    const programs = await programsIn(shell, folder);
    if (programs !== null && Number.parseInt(programs.version, 10) === major) return dumperOf(shell, programs);
    if (programs !== null) found.push(programs.version);
  }
  const only = found.length === 0 ? "" : `, only of ${found.join(" and ")}`;
  return {
    missing: `the server is PostgreSQL ${version}, and there is no pg_dump of version ${major} ${shell.where}${only}`,
  };
}

function dumperOf(shell: Shell, { dump, restore, version }: Programs): Dumper {
  async function call(room: Room, program: string, database: Database, options: readonly string[]) {
    const { user, password, database: name } = database.settings("superuser");
    // Never as an argument: those stand in the list of processes, for all to read.
    const who = { PGUSER: user, PGPASSWORD: password, PGDATABASE: name };
    return shell.run(program, ["--no-password", ...options], { LC_ALL: "C", ...room.reach, ...who });
  }
  return {
    by: `pg_dump and pg_restore ${version}`,
    async dump(database) {
      const room = await shell.room();
      try {
        const end = await call(room, dump, database, ["--format=custom", "--no-sync", "--file", room.file]);
        if (end.code !== 0) throw failed("dump", end.output);
        const restoring = (into: Database) => {
          // Only when it says much does it say what it fails to make.
          const options = ["--verbose", "--dbname", into.settings("superuser").database, room.file];
          return call(room, restore, into, options).then(({ code, output }) => refusals(code, output));
        };
        return dumpOf(await room.size(), restoring, room);
      } catch (error) {
        await room.remove().catch(() => undefined);
        throw environmentError(error, "dump a scratch database") ?? failed("dump", wordsOf(error), error);
      }
    },
  };
}

function dumpOf(bytes: number, restoring: Dump["restore"], { remove }: Room): Dump {
  return {
    bytes,
    remove,
    restore: (into) =>
      restoring(into).catch((error: unknown) => {
        throw environmentError(error, "restore a scratch database") ?? failed("restore", wordsOf(error), error);
      }),
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const refused = /^pg_restore: error: (.*)$/;
/** Number, two object identifiers, and what it is; its owner comes last. */
const entry = /^pg_restore: from TOC entry \d+; \d+ \d+ (.*) \S+$/;

/** What pg_restore says it could not make. It goes on after each, and ends with 1. */
function refusals(code: number, output: string): readonly Unrestored[] {
  const found: Unrestored[] = [];
  let object: string | null = null;
  for (const line of output.split(/\r?\n/)) {
    object = entry.exec(line)?.[1] ?? object;
    const words = refused.exec(line)?.[1];
    if (words !== undefined && object !== null) found.push({ object, message: words.replace(/^.*?ERROR: +/, "") });
  }
  // That there is no room for it says nothing of the dump.
  const isFull = found.some(({ message }) => message.includes("No space left on device"));
  if (isFull || (code !== 0 && found.length === 0)) throw failed("restore", output);
  return found;
}

function failed(what: "dump" | "restore", output: string, cause?: unknown): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: `environment/${what}-failed`,
    step: `${what} a scratch database`,
    message: `pg_${what} failed: ${output.trim().split(/\r?\n/).slice(-3).join("; ")}`,
    remedy: `Try pg_${what} on a copy of the database by hand.`,
    cause,
  });
}

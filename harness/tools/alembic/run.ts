import { readdir, readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { Migration } from "../../model/history.ts";
import { shellWord } from "../../text/shell.ts";
import { type Heard, oneLine, overheard, telling } from "../runner/command.ts";
import { environmentFor } from "../runner/environment.ts";
import { shownOutput, withoutSecrets } from "../runner/output.ts";
import { runCommand } from "../runner/run.ts";
import type { MigrationFailure, ReplayTarget } from "../tool.ts";
import type { Lent } from "./project.ts";

const patience = 5 * 60 * 1000;

/** How a run of Alembic ended, and what was heard of it at the database. */
export interface Done extends Heard {
  /** The revisions that it recorded as reached, in their order; also what a failure then took back. */
  readonly reached: readonly string[];
}

/** Runs Alembic on the target's database, and no other. */
export async function runAlembic(lent: Lent, words: readonly string[], target: ReplayTarget): Promise<Done> {
  const reached: string[] = [];
  const heard = await overheard(
    target,
    async (url, signal) => {
      const environment = environmentFor(await lent.pointTo(url), lent.variables, lent.copy.migrations);
      return runCommand(lineOf(lent, words), lent.copy.folder, environment, patience, signal);
    },
    (sql) => {
      const id = recordedBy(sql);
      if (id !== null) reached.push(id);
    },
  );
  const refused = new Set(heard.refusals.map(({ sql }) => recordedBy(sql)));
  return { ...heard, reached: reached.filter((id) => !refused.has(id)) };
}

/** What runs, for people: "alembic 1.8.1". Asking it would take as long as a run does. */
export async function versionOf({ command: [file = ""] }: Lent): Promise<string> {
  // Beside the command itself, wherever a link to it stands.
  const library = join(dirname(dirname(await realpath(file).catch(() => file))), "lib");
  const folders = (await readdir(library).catch(() => [])).filter((name) => /^python3/.test(name));
  const places = folders.flatMap((name) =>
    ["site-packages", "dist-packages"].map((inner) => join(library, name, inner)),
  );
  const texts = await Promise.all(
    places.map((place) => readFile(join(place, "alembic/__init__.py"), "utf8").catch(() => "")),
  );
  const version = texts.flatMap((text) => /^__version__ = "([^"]+)"/m.exec(text)?.[1] ?? [])[0];
  return version === undefined ? "alembic" : `alembic ${version}`;
}

function lineOf({ command }: Lent, words: readonly string[]): string {
  return [...command, ...words].map(shellWord).join(" ");
}

/** The revision that a statement notes in the ledger, as psycopg2 sends it; null where it does not say so. */
function recordedBy(sql: string): string | null {
  const update = /^\s*UPDATE\s+\S+\s+SET\s+version_num\s*=\s*'([^']+)'/.exec(sql)?.[1];
  return update ?? /^\s*INSERT\s+INTO\s+\S+\s+\(version_num\)\s+VALUES\s+\('([^']+)'/.exec(sql)?.[1] ?? null;
}

/**
 * What the server refused that made Alembic give up; null where it gave up by itself.
 *
 * @param running what was to run, from the first that was not recorded
 */
export function refusalOf(
  { refusals }: Done,
  running: readonly Pick<Migration, "id" | "sql">[],
): MigrationFailure | null {
  const last = telling(refusals).at(-1);
  if (last === undefined) return null;
  const sql = oneLine(last.sql);
  if (/^commit$/i.test(sql)) return { failure: last.failure, sql: "commit", migration: running.at(-1)?.id ?? null };
  // On branches the order is Alembic's own.
  const migration = running.find((one) => oneLine(one.sql).includes(sql)) ?? running[0];
  return { failure: last.failure, sql: last.sql, migration: migration?.id ?? null };
}

/** What keeps Alembic from migrating that is not the database's refusal of a migration. */
export function gaveUp({ end: { output } }: Done): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/alembic-failed",
    step: "run the project's own migrator",
    message: `alembic upgrade heads gave up: ${lastWords(output)}`,
    remedy:
      "The database refused nothing: Alembic or a revision gives up by itself. It runs in a copy of the project that holds what git would commit, with the database's address in alembic.ini and $DATABASE_URL.",
  });
}

/** What it says that it failed over, behind what its log says of it. */
export function lastWords(output: string): string {
  const failed = [...output.matchAll(/^\s*FAILED: (.+)$/gm)].at(-1)?.[1];
  return failed === undefined ? shownOutput(output) : withoutSecrets(failed);
}

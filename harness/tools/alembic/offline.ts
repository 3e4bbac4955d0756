import { execFile } from "node:child_process";
import type { History } from "../../model/history.ts";
import type { LedgerLocation } from "../../model/ledger.ts";
import { environmentFor } from "../runner/environment.ts";
import { inProject, type Lent } from "./project.ts";
import { lastWords } from "./run.ts";
import { cutAtRevisions, statementsIn, type Way } from "./segments.ts";

/** What Alembic would run for a revision, up or down; or why that cannot be told. */
export type Told = { readonly statements: readonly string[] } | { readonly problem: string };

interface Print {
  readonly output: string;
  /** What broke it off; null where nothing did. */
  readonly problem: string | null;
}

/** A database that nobody can reach: whoever prints SQL asks none. */
const nowhere = "postgresql://holdfast@127.0.0.1:1/holdfast?sslmode=disable";
const longestPrint = 256 * 1024 * 1024;
const patience = 60 * 1000;

/**
 * What Alembic says that it would run for each revision. A revision that asks the database meanwhile, or refuses, ends the
 * print, and another one goes on behind it.
 *
 * @param ids of all revisions, each behind what it follows
 * @throws {HarnessError} environment/no-alembic; input: there is no alembic.ini
 */
export async function printed(
  history: Pick<History, "folder" | "label" | "migrations">,
  ids: readonly string[],
  way: Way,
): Promise<ReadonlyMap<string, Told>> {
  return inProject(history, async (lent) => {
    const told = new Map<string, Told>();
    let broken: string | null = null;
    for (;;) {
      const left = ids.filter((id) => !told.has(id));
      const last = left.at(-1);
      if (last === undefined) return told;
      const range: string = way === "downgrade" ? `${last}:base` : `${broken ?? "base"}:heads`;
      const { output, problem } = await print(lent, [way, range, "--sql"]);
      const segments = cutAtRevisions(output, way, new Set(ids));
      const whole = problem === null ? segments : segments.slice(0, -1);
      for (const segment of whole) if (!told.has(segment.id)) told.set(segment.id, await toldBy(segment));
      broken = problem === null ? null : (segments.at(-1)?.id ?? null);
      if (broken !== null && !told.has(broken)) told.set(broken, { problem: problem ?? "" });
      else {
        // What another print would not begin either.
        const never = problem === null && way === "downgrade" ? [last] : left;
        const why = problem ?? "Alembic prints nothing of it";
        for (const id of never) if (!told.has(id)) told.set(id, { problem: why });
      }
    }
  });
}

/** Where Alembic says that it would make its ledger; null where it does not say. */
export async function ledgerPrinted(history: History, schema: string): Promise<LedgerLocation | null> {
  const [first] = history.migrations;
  const range = `base:${first?.id ?? "heads"}`;
  const { output } = await inProject(history, (lent) => print(lent, ["upgrade", range, "--sql"]));
  const word = String.raw`(?:"((?:[^"]|"")+)"|(\w+))`;
  const made = new RegExp(String.raw`^CREATE TABLE (?:${word}\.)?${word} \(\s*version_num\b`, "m").exec(output);
  if (made === null) return null;
  const [, quotedSchema, plainSchema, quotedTable, plainTable] = made;
  const nameOf = (quoted?: string, plain?: string): string | undefined => quoted?.replaceAll('""', '"') ?? plain;
  return { schema: nameOf(quotedSchema, plainSchema) ?? schema, table: nameOf(quotedTable, plainTable) ?? "" };
}

async function toldBy(segment: { readonly id: string; readonly sql: string }): Promise<Told> {
  const statements = await statementsIn(segment);
  return statements === null ? { problem: "what it prints is no SQL" } : { statements };
}

async function print(lent: Lent, words: readonly string[]): Promise<Print> {
  const url = await lent.pointTo(nowhere);
  const env = { ...environmentFor(url, lent.variables, lent.copy.migrations), PYTHONIOENCODING: "utf-8" };
  const [file, ...args] = [...lent.command, ...words];
  const options = {
    cwd: lent.copy.folder,
    env,
    maxBuffer: longestPrint,
    timeout: patience,
    killSignal: "SIGKILL",
  } as const;
  return new Promise((settle) => {
    execFile(file ?? "", args, options, (error, output, said) =>
      settle({ output, problem: error === null ? null : lastWords(said) }),
    ).stdin?.end();
  });
}

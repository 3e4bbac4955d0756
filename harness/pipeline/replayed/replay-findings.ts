import { relative } from "node:path";
import type { Client } from "pg";
import { withClient } from "../../database/index.ts";
import type { DatabaseFailure } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import type { Migration } from "../../model/history.ts";
import type { Schema } from "../../model/schema.ts";
import { compareSchemas } from "../../schema/index.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { identifier } from "../../sql/quote.ts";
import type { Head } from "../../tools/index.ts";
import { emptyDatabase } from "../base.ts";
import { placeIn } from "../report.ts";
import { replayFailed } from "./replay-failed.ts";
import { snapshotFindings, unusable } from "./snapshot-findings.ts";
import { type Bench, readerOf, replayState } from "./states.ts";

/** Which files are what they were, and what that time is called. */
export interface Since {
  readonly name: string;
  /** Of a path below the history's folder. */
  unchanged(name: string): boolean;
}

/**
 * Whether the history replays on an empty database, and its last snapshot is what it leaves there.
 *
 * @param base what was not so then already is a note; null where nothing is known to be old
 */
export async function replayFindings(bench: Bench, head: Head | null, base: Since | null): Promise<readonly Finding[]> {
  const { history } = bench.ground;
  const { last, failure } = await replayState(bench, history.migrations);
  if (failure !== null) {
    const failed = history.migrations.find(({ id }) => id === failure.migration);
    const at = failed === undefined ? {} : { at: placeIn(failed, failure.sql) };
    return [{ ...replayFailed(failure, history.label), ...at }];
  }
  if (head === null) return [];
  const found = await heldAgainst(bench, head, last);
  return base === null || found.length === 0 ? found : dated(found, await foundBefore(bench, base, found), base);
}

async function heldAgainst(bench: Bench, { files, says }: Head, last: Schema): Promise<readonly Finding[]> {
  const { label } = bench.ground.history;
  const file = [label, files.at(-1) ?? ""].filter((part) => part !== ".").join("/");
  if ("problem" in says) return [unusable(file, `drizzle-kit makes nothing of it (${says.problem})`)];
  const made = await schemaOf(bench, says.statements, last);
  if ("problem" in made) return [unusable(file, `what it says cannot be made on an empty database: ${made.problem}`)];
  return snapshotFindings(compareSchemas(last, made), file);
}

/** The schema that a snapshot says, made on an empty database. */
async function schemaOf(
  bench: Bench,
  statements: readonly string[],
  last: Schema,
): Promise<Schema | { readonly problem: string }> {
  const database = await emptyDatabase(bench.ground, bench.scratch, bench.cwd);
  // No snapshot knows of extensions, whose types it may use.
  const extensions = last.objects.flatMap(({ kind, name, facts }) =>
    kind === "extension" ? `CREATE EXTENSION IF NOT EXISTS ${identifier(name)} WITH SCHEMA ${facts.schema}` : [],
  );
  return withClient(database, bench.scratch.role, async (client) => {
    const refused = await runAll(client, [...extensions, ...statements]);
    const failure = [...refused].find(([statement]) => !extensions.includes(statement))?.[1];
    if (failure !== undefined) return { problem: `${failure.message} (SQLSTATE ${failure.sqlstate})` };
    return readerOf(bench, database).read(client);
  });
}

/** What needs another statement that drizzle-kit writes later is tried again. Tells those that are refused for good. */
async function runAll(client: Client, statements: readonly string[]): Promise<ReadonlyMap<string, DatabaseFailure>> {
  const refused = new Map<string, DatabaseFailure>();
  for (const statement of statements) {
    try {
      await client.query(statement);
    } catch (error) {
      const failure = databaseFailure(error);
      if (failure === null) throw error;
      refused.set(statement, failure);
    }
  }
  return refused.size === 0 || refused.size === statements.length ? refused : runAll(client, [...refused.keys()]);
}

/** What was found of the base's migrations already, where neither they nor their last snapshot were changed since. */
async function foundBefore(bench: Bench, base: Since, found: readonly Finding[]): Promise<readonly Finding[]> {
  const { tool, history } = bench.ground;
  const isNew = ({ path }: Migration): boolean => !base.unchanged(below(history.folder, path));
  const first = history.migrations.findIndex(isNew);
  const migrations = first < 0 ? history.migrations : history.migrations.slice(0, first);
  const then = { ...bench, ground: { ...bench.ground, history: { ...history, migrations } } };
  const head = (await tool.drafting?.head(then.ground.history)) ?? null;
  if (head === null || !head.files.every(base.unchanged)) return [];
  if (first < 0) return found;
  const { last, failure } = await replayState(then, migrations);
  return failure === null ? heldAgainst(then, head, last) : [];
}

function below(folder: string, path: string): string {
  return relative(folder, path).replaceAll("\\", "/");
}

function dated(found: readonly Finding[], before: readonly Finding[], { name }: Since): readonly Finding[] {
  const key = ({ code, object, message }: Finding): string => JSON.stringify([code, object, message]);
  const old = new Set(before.map(key));
  return found.map((finding) => {
    if (!old.has(key(finding))) return finding;
    return { ...finding, severity: "note", message: `${finding.message} (old: ${name} has it, too)` };
  });
}

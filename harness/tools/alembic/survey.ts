import type { Finding } from "../../model/finding.ts";
import { count, firstOf } from "../../text/count.ts";
import { damageOf } from "../files/codes.ts";
import { conflictIn, start } from "../files/documents.ts";
import { type FoundMigration, readMigration, within } from "../files/migrations.ts";
import type { FolderFiles } from "../tool.ts";
import { revisionFiles } from "./layout.ts";
import { type Graph, graphOf, type Revision, revisionOf, type Unclear } from "./revisions.ts";

/** All that the files of a folder say, without running any of them. */
export interface Survey {
  readonly graph: Graph;
  readonly findings: readonly Finding[];
  /** Those of them that keep Alembic from running. */
  readonly refusals: readonly Finding[];
}

export async function survey(files: FolderFiles, folder: string, label: string): Promise<Survey> {
  const names = revisionFiles(await files.list(), folder);
  const read = await Promise.all(
    names.map((name) =>
      readMigration(files, folder, label, {
        tag: name.replace(/^.*\/|\.py$/g, ""),
        name,
        when: 0,
        namedAt: start(within(label, name)),
      }),
    ),
  );
  const texts = read.filter((one) => "sql" in one);
  const conflicts = texts.flatMap(conflict);
  const said = texts.filter(({ sql }) => conflictIn(sql) === null).map(revisionOf);
  const { unique, repeated } = withoutRepeated(said.filter((one) => "id" in one));
  const graph = graphOf(unique);
  const refusals = [
    ...(names.length === 0 ? [none(label)] : []),
    ...read.filter((one) => "code" in one),
    ...conflicts,
    ...said.filter((one) => "why" in one).map(unclear),
    ...missing(graph),
    ...circle(graph),
  ];
  return { graph, refusals, findings: [...refusals, ...repeated, ...severalHeads(graph, label)] };
}

function none(label: string): Finding {
  const remedy = "Give the folder that holds env.py and versions/.";
  return damageOf("no-migrations", label, `${label} holds no revision`, start(label), remedy);
}

function conflict({ id, file, sql }: FoundMigration): readonly Finding[] {
  const line = conflictIn(sql);
  if (line === null) return [];
  const message = `${file} holds the conflict markers of a merge`;
  return [damageOf("migration-unreadable", id, message, { file, line, column: 1 }, "Resolve the conflict.")];
}

function unclear({ migration: { id, file }, why }: Unclear): Finding {
  const remedy =
    "Write the ids out as texts, as `alembic revision` does; a file that is no revision belongs beside versions/, not into it.";
  return damageOf("migration-unreadable", id, `${file} ${why}`, start(file), remedy);
}

/** Alembic warns, and takes the file that it happens to read last. */
function withoutRepeated(revisions: readonly Revision[]) {
  const unique = [...new Map(revisions.map((one) => [one.id, one])).values()];
  const kept = new Set(unique);
  const repeated = revisions
    .filter((one) => !kept.has(one))
    .map(({ id, migration: { file } }) => {
      const other = unique.find((one) => one.id === id)?.migration.file ?? "";
      const message = `${file} and ${other} are both revision ${id}: Alembic runs one of them, and takes the other for run`;
      return damageOf("duplicate-tag", id, message, start(file), "Give one of them an id of its own, and a place.");
    });
  return { unique, repeated };
}

function missing({ missing }: Graph): readonly Finding[] {
  return missing.map(({ revision: { id, migration }, name }) => {
    const message = `${migration.file} follows ${name}, and there is no file of that revision: Alembic runs nothing without it`;
    const remedy = "Restore the file from version control; also a revision that ran long ago must stay.";
    return damageOf("migration-missing", id, message, start(migration.file), remedy);
  });
}

function circle({ circle }: Graph): readonly Finding[] {
  const [first] = circle;
  if (first === undefined) return [];
  const ids = firstOf(circle.map(({ id }) => id));
  const message = `${count(circle.length, "revision")} follow${circle.length === 1 ? "s" : ""} themselves or such as do, so Alembic finds no way to them: ${ids}`;
  const remedy = "Give the one that was written first the `down_revision` that it had.";
  return [damageOf("revision-cycle", first.id, message, start(first.migration.file), remedy)];
}

/** `alembic upgrade head` refuses to choose. */
function severalHeads({ heads }: Graph, label: string): readonly Finding[] {
  const last = heads.at(-1);
  if (heads.length < 2 || last === undefined) return [];
  const ids = heads.map(({ id }) => id);
  const message = `${label} has ${heads.length} heads, ${firstOf(ids)}: \`alembic upgrade head\` refuses to run (\`heads\` runs them all)`;
  const remedy = `Join them: alembic merge -m "merge" ${ids.join(" ")}`;
  return [damageOf("several-heads", last.id, message, start(last.migration.file), remedy)];
}

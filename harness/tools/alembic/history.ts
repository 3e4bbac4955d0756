import type { Finding } from "../../model/finding.ts";
import type { History, Migration } from "../../model/history.ts";
import { besideARun, damageOf } from "../files/codes.ts";
import { filesOnDisk } from "../files/disk.ts";
import { start } from "../files/documents.ts";
import { pathFor, refusal } from "../files/unreadable.ts";
import type { DownPath, MigrationTool } from "../tool.ts";
import { linesOf } from "./lines.ts";
import { printed, type Told } from "./offline.ts";
import type { Graph, Revision } from "./revisions.ts";
import { survey } from "./survey.ts";

/** The revisions as Alembic would run them on an empty database, with the SQL that it prints of them. */
export const read: MigrationTool["read"] = async (folder, cwd) => {
  const label = pathFor(folder, cwd);
  const { graph, findings, refusals } = await survey(filesOnDisk(folder), folder, label);
  const [refused] = refusals;
  if (refused !== undefined) throw refusal(refused);
  const told = await printed(
    { folder, label, migrations: [] },
    graph.order.map(({ id }) => id),
    "upgrade",
  );
  return {
    tool: "alembic",
    layout: "revisions",
    folder,
    label,
    migrations: graph.order.map((revision, place) => migrationOf(revision, place, graph, told.get(revision.id))),
    findings: [...findings, ...untold(graph, told, label)].map(besideARun),
  };
};

function migrationOf(revision: Revision, place: number, graph: Graph, told: Told | undefined): Migration {
  const { namedAt, utf8, ...file } = revision.migration;
  const statements = told !== undefined && "statements" in told ? told.statements : [];
  return {
    ...file,
    id: revision.id,
    when: place + 1,
    parents: graph.parents(revision),
    sql: statements.map((statement) => `${statement};\n`).join("\n"),
    lines: linesOf(statements, file.sql, "upgrade"),
  };
}

function untold({ order }: Graph, told: ReadonlyMap<string, Told>, label: string): readonly Finding[] {
  const found = order.flatMap(({ id, migration: { file } }) => {
    const one = told.get(id);
    return one !== undefined && "problem" in one ? [{ id, file, problem: one.problem }] : [];
  });
  const [first] = found;
  const remedy = "What becomes of the rows is read from the database all the same; no statement is named for it.";
  const said = (what: string, problem: string): string =>
    `what SQL ${what} sends is not known beforehand (alembic upgrade --sql: ${problem})`;
  // Mostly an env.py that knows no offline mode.
  if (first !== undefined && found.length === order.length && order.length > 1) {
    const message = said(`any revision of ${label}`, first.problem);
    return [damageOf("not-inspected", label, message, start(label), remedy, "note")];
  }
  return found.map(({ id, file, problem }) =>
    damageOf("not-inspected", id, said(file, problem), start(file), remedy, "note"),
  );
}

/** What `downgrade` says that it would run for each revision. */
export async function downs(history: History): Promise<readonly DownPath[]> {
  const files = filesOnDisk(history.folder);
  const { graph } = await survey(files, history.folder, history.label);
  const texts = new Map(graph.order.map(({ id, migration }) => [id, migration.sql]));
  const ids = history.migrations.map(({ id }) => id);
  const told = await printed(history, ids, "downgrade");
  return history.migrations.map(({ id, file }): DownPath => {
    const one = told.get(id);
    if (one === undefined || "problem" in one) {
      return { migration: id, statements: [], problem: one?.problem ?? "Alembic prints nothing of it" };
    }
    const lines = linesOf(one.statements, texts.get(id) ?? "", "downgrade");
    const statements = one.statements.map((sql, place) => ({
      migration: id,
      file,
      sql,
      line: lines[place] ?? 1,
      column: 1,
    }));
    return { migration: id, statements, problem: null };
  });
}

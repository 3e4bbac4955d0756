import type { Finding } from "../../model/finding.ts";
import { damageOf } from "../files/codes.ts";
import { dated } from "../files/dated.ts";
import { filesOnDisk } from "../files/disk.ts";
import { start } from "../files/documents.ts";
import type { MigrationTool } from "../tool.ts";
import { codeOf, functionIn, withoutComments } from "./python.ts";
import type { Graph, Revision } from "./revisions.ts";
import { survey } from "./survey.ts";

/** What the files say, none of which is run; with a base, also what was done to its revisions. */
export const inspect: MigrationTool["inspect"] = async ({ folder, label, base }) => {
  const now = await survey(filesOnDisk(folder), folder, label);
  const head = { layout: "revisions", migrations: now.graph.order.length + now.graph.circle.length };
  if (base === null) return { ...head, findings: now.findings };
  const old = await survey(base.files, folder, label);
  const own = dated(now.findings, old.findings, base.name, (finding) => now.refusals.includes(finding));
  return { ...head, findings: [...own, ...againstBase(now.graph, old.graph, base.name)] };
};

/** No ledger of revisions tells whether a file is the one that ran: only the files of before do. */
function againstBase(now: Graph, old: Graph, name: string): readonly Finding[] {
  const known = new Set(old.order.map(({ id }) => id));
  const changed = old.order.flatMap((before) => changedSince(before, now, name));
  const passed = new Map<string, string>();
  for (const revision of now.order.toReversed()) {
    const by = known.has(revision.id) ? revision.id : passed.get(revision.id);
    if (by !== undefined) for (const id of now.parents(revision)) passed.set(id, passed.get(id) ?? by);
  }
  const skipped = now.order.flatMap(({ id, migration: { file } }) => {
    const by = passed.get(id);
    if (known.has(id) || by === undefined) return [];
    const message = `${id} comes before ${by} of ${name}: a database that stands there takes it for run, and never runs it`;
    const remedy = `Let it follow the head of ${name}: its \`down_revision\` is not to be older.`;
    return damageOf("skipped", id, message, start(file), remedy);
  });
  return [...changed, ...skipped];
}

function changedSince(before: Revision, now: Graph, name: string): readonly Finding[] {
  const { id } = before;
  const after = now.order.find((one) => one.id === id);
  const at = start((after ?? before).migration.file);
  if (after === undefined) {
    const message = `${id} of ${name} is gone: on a database that stands at it, Alembic refuses to run anything`;
    return [damageOf("deleted", id, message, at, "Restore it, and undo what it did in a new revision.")];
  }
  const moved = JSON.stringify(after.follows) !== JSON.stringify(before.follows);
  const edited = upgradeOf(after) !== upgradeOf(before);
  return [
    ...(moved
      ? [
          damageOf(
            "reordered",
            id,
            `${id} follows ${shown(after)}, and ${shown(before)} in ${name}: what comes between them now is never run on a database that stands at ${id}`,
            at,
            `Give it back the \`down_revision\` that it has in ${name}.`,
          ),
        ]
      : []),
    ...(edited
      ? [
          damageOf(
            "edited",
            id,
            `the upgrade of ${id} is not what it is in ${name}: a database that has run it keeps what it did, a new one gets this`,
            at,
            "Put it back as it was, and make the change in a new revision.",
          ),
        ]
      : []),
  ];
}

function shown({ follows }: Revision): string {
  return follows.length === 0 ? "nothing" : follows.join(" and ");
}

/** What a database gets of it: not its comments, nor its way down. */
function upgradeOf({ migration: { sql } }: Revision): string {
  const down = functionIn(codeOf(sql), "downgrade");
  const lines = withoutComments(sql).split("\n");
  const up = lines.filter((_, place) => down === null || place < down.start || place >= down.end);
  // What it follows is compared by itself.
  const kept = up.map((line) => line.trimEnd()).filter((line) => line !== "" && !/^down_revision\b/.test(line));
  // What stands at the top is said of the revision, and not run.
  return kept.join("\n").replace(/^\s*("""|''')[\s\S]*?\1/, "");
}

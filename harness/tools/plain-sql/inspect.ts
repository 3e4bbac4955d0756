import type { Finding } from "../../model/finding.ts";
import { damageOf } from "../files/codes.ts";
import { dated } from "../files/dated.ts";
import { filesOnDisk } from "../files/disk.ts";
import { start } from "../files/documents.ts";
import type { MigrationTool } from "../tool.ts";
import { type Survey, survey } from "./survey.ts";

/** What the files say; with a base, what stands there already is a note, and what was done to its files is told. */
export const inspect: MigrationTool["inspect"] = async ({ folder, label, base }) => {
  const now = await survey(filesOnDisk(folder), folder, label);
  const head = { layout: "numbered", migrations: now.numbered.length };
  if (base === null) return { ...head, findings: now.findings };
  const old = await survey(base.files, folder, label);
  const own = dated(now.findings, old.findings, base.name, (finding) => now.refusals.includes(finding));
  return { ...head, findings: [...own, ...againstBase(now, old, base.name)] };
};

/** No ledger of numbers tells whether a file is the one that ran: only the files of before do. */
function againstBase(now: Survey, old: Survey, name: string): readonly Finding[] {
  const highest = old.numbered.at(-1);
  const known = new Set(old.numbered.map(({ number }) => number));
  const changed = old.migrations.flatMap((before) => {
    const after = now.migrations.find(({ when }) => when === before.when);
    const at = start(after?.file ?? before.file);
    if (after === undefined) {
      const message = `${before.id} of ${name} is gone: databases that have run it keep what it made, new ones never get it`;
      return damageOf("deleted", before.id, message, at, "Restore it, and undo what it did in a new migration.");
    }
    if (lines(after.sql) === lines(before.sql)) return [];
    const message = `${after.id} is not what it is in ${name}: a database that has run it keeps the old statements, a new one gets these`;
    return damageOf("edited", after.id, message, at, "Put it back as it was, and make the change in a new migration.");
  });
  const late = now.migrations.flatMap(({ id, when, file }) => {
    if (known.has(when) || highest === undefined || when > highest.number) return [];
    const message = `${id} is older than ${highest.id} of ${name}: an existing database runs it after that one, an empty one before it`;
    return damageOf("reordered", id, message, start(file), `Give it a number above ${highest.digits}.`, "warning");
  });
  return [...changed, ...late];
}

function lines(sql: string): string {
  return sql.replaceAll("\r\n", "\n");
}

import { resolve } from "node:path";
import { installSql, migrationSql, removeSql } from "../../guard/index.ts";
import type { ToolConfig } from "../../model/config.ts";
import { HarnessError } from "../../model/error.ts";
import { type Ground, groundOf } from "../plan.ts";
import { powersAndLimits } from "./limits.ts";
import { type WishOptions, wishFor } from "./wish.ts";

export interface PrintOptions extends ToolConfig, WishOptions {
  /** The migrations folder, which tells where the ledger is and how its tool keeps it. */
  readonly folder: string;
  /** What file names are relative to; by default the working folder. */
  readonly cwd?: string;
}

/**
 * The guard as plain SQL of one statement; run again, it changes nothing.
 *
 * @throws {HarnessError} input: the history cannot be read
 */
export async function printGuard(options: PrintOptions): Promise<string> {
  const ground = await groundFor(options);
  const head = [
    "The guard of holdfast: a database that refuses what loses data.",
    "Run it as a role that may create event triggers and does not run the migrations. Run again, it changes nothing.",
  ];
  const wish = wishFor(ground, [], [], options);
  return text([...head, ...powersAndLimits(wish.eventTriggers)], installSql(wish));
}

/** What takes a guard off again: only its owner can run it. */
export function printRemoval(): string {
  const head = ["Takes the guard of holdfast off. Only the role that owns it can run this; permits go with it."];
  return text(head, removeSql());
}

/**
 * Writes the guard as the next migration of the history.
 *
 * @param name what the migration is called: "guard"
 * @returns the files that were written or changed, as people read them
 * @throws {HarnessError} input: the history cannot be read, is damaged, or may not be written to
 */
export async function writeGuardMigration(options: PrintOptions, name: string): Promise<readonly string[]> {
  const ground = await groundFor(options);
  const { tool, history } = ground;
  await requireSound(ground);
  // Every migration before this one has run where it runs.
  const wish = wishFor(ground, history.migrations, [], options);
  const head = [...migrationHead, ...powersAndLimits(wish.eventTriggers)];
  const files = await tool.writeMigration(history, name, text(head, migrationSql(wish)));
  return files.map((file) => (history.label === "." ? file : `${history.label}/${file}`));
}

const migrationHead = [
  "The guard of holdfast: a database that refuses what loses data.",
  "Every new database has it from here on: what later migrations drop wants a permit there too.",
  "A database that is to stay free of it, as in development: ALTER DATABASE name SET holdfast.guard = 'off'.",
  "A role that may not create event triggers passes this migration with a WARNING, and there is no guard then:",
  "holdfast guard verify tells, and holdfast guard install puts it in.",
];

function groundFor(options: PrintOptions): Promise<Ground> {
  const cwd = resolve(options.cwd ?? ".");
  return groundOf(resolve(cwd, options.folder), cwd, options);
}

function text(head: readonly string[], sql: string): string {
  return [...head.map((line) => `-- ${line}`.trimEnd()), "", sql, ""].join("\n");
}

/** @throws {HarnessError} input/history-damaged */
async function requireSound({ tool, history: { folder, label } }: Ground): Promise<void> {
  const { findings } = await tool.inspect({ folder, label, base: null, now: Date.now() });
  const damage = findings.find(({ severity }) => severity === "error");
  if (damage === undefined) return;
  throw new HarnessError({
    kind: "input",
    code: "input/history-damaged",
    step: "write the guard as a migration",
    message: `${label} is damaged, and a migration more would not mend it: ${damage.message}.`,
    remedy: `${damage.remedy} \`holdfast check\` lists all of it.`,
  });
}

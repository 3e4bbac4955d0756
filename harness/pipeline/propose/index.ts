import { lstat, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { Evidence } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import type { Migration } from "../../model/history.ts";
import { count } from "../../text/count.ts";
import { measureDeclared } from "../declared.ts";
import { declarationFileOf } from "../intent.ts";
import type { Plan } from "../plan.ts";
import type { Run } from "../run.ts";
import type { Tried } from "../tries.ts";
import { documentOf } from "./document.ts";
import { groundOf } from "./ground.ts";
import { type Found, search } from "./search.ts";

/** @throws {HarnessError} input/declaration-exists: what somebody wrote is not written over */
export async function refuseWritten({ history, split }: Plan, cwd: string): Promise<void> {
  for (const migration of split.candidate) {
    const { path, file } = declarationFileOf(history, migration, cwd);
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    if (isThere) throw written(file);
  }
}

/**
 * Writes what the candidate was measured to change as declarations beside its migrations, for a person to complete.
 *
 * @param evidence as it may be told: of a copied database it holds no values
 * @throws {HarnessError} input/declaration-exists, input/declaration-unwritable
 */
export async function propose(
  run: Run,
  { before, ran }: Tried,
  evidence: Evidence,
  findings: readonly Finding[],
  cwd: string,
): Promise<void> {
  const { plan, say, statements } = run;
  const { before: then, after: now, matching } = evidence;
  const { compared } = ran;
  if (compared === null || now === null || matching === null) {
    return say("no declaration written: the candidate failed, and what it would change is not known");
  }
  const blamed = (object: string) => blamedFor(object, findings, plan);
  const found = await search(
    await groundOf({ before: then, after: now, matching }, statements),
    evidence,
    (expectations) => measureDeclared(before.database, ran.database, compared, expectations),
    (object) => {
      const id = blamed(object);
      return { migration: id, file: declarationFileOf(plan.history, { id }, cwd).file };
    },
  );
  await writeFound(run, found, blamed, cwd);
}

async function writeFound(
  { plan, say }: Run,
  { expectations, remaining }: Found,
  blamed: (object: string) => string,
  cwd: string,
): Promise<void> {
  if (expectations.length + remaining.length === 0) {
    return say("no declaration written: nothing that a declaration is for was lost or changed");
  }
  for (const migration of plan.split.candidate) {
    const proven = expectations.filter((one) => one.migration === migration.id);
    const losses = remaining.filter(({ object }) => blamed(object) === migration.id);
    if (proven.length + losses.length === 0) continue;
    const file = await write(plan, migration, documentOf(migration, proven, losses), cwd);
    const told = [
      ...(proven.length === 0 ? [] : [`${count(proven.length, "change")} that the rows confirm`]),
      ...(losses.length === 0 ? [] : [`${count(losses.length, "loss", "losses")} to approve`]),
    ];
    say(`wrote ${file} with ${told.join(" and ")}: fill in who answers for it, and why`);
  }
}

/** The migration whose statement changed an object, or something of it; the last one where no statement is blamed. */
function blamedFor(object: string, findings: readonly Finding[], { split }: Plan): string {
  const placed = findings.filter(({ at }) => at !== undefined);
  const isNear = (other: string) => other.startsWith(`${object}.`) || object.startsWith(`${other}.`);
  const found = placed.find((finding) => finding.object === object) ?? placed.find((finding) => isNear(finding.object));
  const { candidate } = split;
  return (candidate.find(({ file }) => file === found?.at?.file) ?? candidate.at(-1))?.id ?? "";
}

async function write(plan: Plan, migration: Migration, text: string, cwd: string): Promise<string> {
  const { path, file } = declarationFileOf(plan.history, migration, cwd);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "EEXIST") throw written(file);
    throw new HarnessError({
      kind: "input",
      code: "input/declaration-unwritable",
      step: "write the declaration",
      message: `${file} cannot be written (${code}).`,
      remedy: "Let the folder beside the migrations be written to.",
    });
  }
  return file;
}

function written(file: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/declaration-exists",
    step: "propose a declaration",
    message: `${file} is there already.`,
    remedy: "Move it away, or choose a migration that has none: --candidate ID..ID.",
  });
}

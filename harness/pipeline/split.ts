import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { HarnessError } from "../model/error.ts";
import type { History, Migration, Split } from "../model/history.ts";
import { mergeBase } from "./git.ts";

/** Which migrations are under test: an id or a range of ids, those that a git ref does not have, or the last one. */
export type CandidateChoice = { readonly candidate: string } | { readonly base: string } | null;

export async function split(history: History, choice: CandidateChoice): Promise<Split> {
  if (choice !== null && "base" in choice) return splitByGit(history, choice.base);
  if (choice !== null) return splitById(history, choice.candidate);
  return cut(history, history.migrations.length - 1, history.migrations.length);
}

function splitById(history: History, range: string): Split {
  const [first = "", last] = range.split("..");
  const from = place(history, first);
  const to = last === undefined || last === "" ? history.migrations.length - 1 : place(history, last);
  if (to < from) {
    throw unusable(
      "input/candidate-unknown",
      `${last} comes before ${first} in ${history.label}.`,
      "Name the earlier migration first: --candidate FIRST..LAST.",
    );
  }
  return cut(history, from, to + 1);
}

function place(history: History, id: string): number {
  const found = history.migrations.findIndex((migration) => migration.id === id);
  if (found >= 0) return found;
  const near = history.migrations
    .filter((migration) => id !== "" && migration.id.includes(id))
    .map((migration) => migration.id);
  const last = history.migrations.slice(-3).map((migration) => migration.id);
  throw unusable(
    "input/candidate-unknown",
    `${history.label} has no migration "${id}".`,
    near.length > 0 ? `Did you mean ${near.slice(0, 3).join(", ")}?` : `The last ones are ${last.join(", ")}.`,
  );
}

/** Migrations after the range stay out of the run. */
function cut(history: History, from: number, to: number): Split {
  return { base: history.migrations.slice(0, from), candidate: history.migrations.slice(from, to) };
}

/** All that the ref does not have, as one deploy, also where the ref has later ones: databases have run those already. */
async function splitByGit(history: History, ref: string): Promise<Split> {
  const known = (await mergeBase(history.folder, history.label, ref)).files;
  const isKnown = (migration: Migration) => known.has(relative(history.folder, migration.path).replaceAll("\\", "/"));
  const first = history.migrations.findIndex((migration) => !isKnown(migration));
  if (first < 0) {
    throw unusable(
      "input/no-new-migrations",
      `${history.label} has no migration that ${ref} does not have.`,
      "Name the candidate itself: --candidate ID.",
    );
  }
  // Without a file that was renamed or deleted, what came after it may have nothing to stand on.
  const isGone = [...known.keys()].some((name) => name.endsWith(".sql") && !existsSync(join(history.folder, name)));
  if (isGone) return cut(history, first, history.migrations.length);
  return {
    base: history.migrations.filter(isKnown),
    candidate: history.migrations.filter((migration) => !isKnown(migration)),
  };
}

/** A candidate that cannot be run. */
export function unusable(code: string, message: string, remedy: string): HarnessError {
  return new HarnessError({ kind: "input", code, step: "choose the candidate", message, remedy });
}

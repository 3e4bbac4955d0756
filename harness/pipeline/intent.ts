import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { readIntentFile, rejectDeclaredTwice, unreadable } from "../declarations/index.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Approval } from "../model/evidence.ts";
import type { History, Migration } from "../model/history.ts";

/** What the files beside a candidate's migrations say. */
export interface CandidateIntent {
  /** One for each migration that declares something, in their order. */
  readonly declarations: readonly Declaration[];
  readonly approvals: readonly Approval[];
}

/** The folder beside the migrations that holds declarations and the preamble. */
export function declarationsFolder(history: History): string {
  return join(dirname(history.folder), "holdfast");
}

/** Where a migration's declaration is or would be: absolute, and as the user knows it. */
export function declarationFileOf(
  history: History,
  { id }: Pick<Migration, "id">,
  cwd: string,
): { readonly path: string; readonly file: string } {
  const path = join(declarationsFolder(history), `${id}.json`);
  return { path, file: relative(cwd, path).replaceAll("\\", "/") };
}

/**
 * Reads what the candidate's migrations mean to change, and which losses are accepted.
 *
 * @throws {HarnessError} input/declaration-unreadable: a file that cannot be understood is never "nothing declared"
 */
export async function readIntent(
  history: History,
  candidate: readonly Migration[],
  cwd: string,
): Promise<CandidateIntent> {
  const declarations: Declaration[] = [];
  const approvals: Approval[] = [];
  for (const migration of candidate) {
    const { path, file } = declarationFileOf(history, migration, cwd);
    const content = await contentOf(path, file);
    if (content === null) continue;
    const intent = await readIntentFile(content, file, migration);
    if (intent.declaration !== null) declarations.push(intent.declaration);
    approvals.push(...intent.approvals);
  }
  rejectDeclaredTwice(declarations);
  return { declarations, approvals };
}

async function contentOf(path: string, file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT") return null;
    throw unreadable(file, `${file} cannot be read (${code}).`);
  }
}

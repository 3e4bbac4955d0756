import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { type Case, readCase } from "../case.ts";

/** A migration that loses nothing, which only its authors can say: a loss to holdfast until it is told. */
export interface Told {
  /** Its `finds` and `warns` are what is found while nothing is declared. */
  readonly untold: Case;
  /** The text of the declaration for the candidate, as the migration of this id. */
  declarationFor(migration: string): string;
}

/**
 * Reads every pair of a case, written as a loss, and what declares it: `expect` and `approve` of a declaration.
 *
 * @throws {HarnessError} kind "input", for the first case that is not as it should be
 */
export async function readTold(): Promise<readonly Told[]> {
  const names = (await readdir(new URL(".", import.meta.url))).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const read = (file: string) => readFile(new URL(file, import.meta.url), "utf8");
      const untold = { ...readCase(`losses/${name}`, await read(name)), file: `told/${name}`, isLoss: false };
      const told: object = JSON.parse(await read(name.replace(/\.sql$/, ".json")));
      const sha256 = createHash("sha256").update(untold.candidate).digest("hex");
      return { untold, declarationFor: (migration) => JSON.stringify({ migration, sha256, ...told }) };
    }),
  );
}

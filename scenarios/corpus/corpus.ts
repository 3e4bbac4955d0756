import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Case, readCase, refuseTwins } from "./case.ts";

/** The corpus's own folder, as an absolute path. */
export const home = fileURLToPath(new URL(".", import.meta.url));

/**
 * Reads all cases, sorted by file.
 *
 * @throws {HarnessError} kind "input", for the first file that is not as it should be
 */
export async function readCorpus(): Promise<readonly Case[]> {
  const names = await readdir(home, { recursive: true });
  const files = names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /^(losses|harmless)\/.*\.sql$/.test(name));
  const cases = await Promise.all(
    files.toSorted().map(async (file) => readCase(file, await readFile(new URL(file, import.meta.url), "utf8"))),
  );
  refuseTwins(cases);
  return cases;
}

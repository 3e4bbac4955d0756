import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const configs = ["vitest", "vite"].flatMap((name) =>
  ["ts", "mts", "cts", "js", "mjs", "cjs"].map((extension) => `${name}.config.${extension}`),
);
const folders = ["test", "tests", "__tests__", "src/test", "src/tests", "src/__tests__", "spec"];

/** What a file of this name would be called by a glob of Vitest's: "src/**\/*.spec.ts" gives src/migrations.spec.ts. */
export function instanceOf(glob: string, name: string): string | null {
  const plain = glob
    .replace(/^\.\//, "")
    .replaceAll(/[?*]\([^)]*\)/g, "")
    .replaceAll(/[@+]\(([^)|]*)[^)]*\)/g, "$1")
    .replaceAll(/\{([^{},]*)[^{}]*\}/g, "$1")
    .replaceAll("[jt]s", "ts")
    .replaceAll(/\[cm\]|\[mc\]/g, "m");
  const segments = plain.split("/").filter((segment) => segment !== "**");
  const file = segments.pop()?.replace(/^\*+/, name) ?? "";
  const path = [...segments, file].join("/");
  return /[*?[\]{}()!]/.test(path) || !/\.[cm]?[jt]sx?$/.test(file) ? null : path;
}

/** The globs that the text of a Vitest config includes tests by, as far as they stand there as they are. */
export function includesIn(config: string): readonly string[] {
  const inTest = config.slice(Math.max(0, config.search(/\btest\s*:/)));
  // What coverage includes is no test.
  const tests = inTest.replace(/\bcoverage\s*:\s*\{[^}]*\}/, "");
  const [, list = ""] = /\binclude\s*:\s*\[((?:\s*(["'`])(?:(?!\2).)*\2\s*,?)*)/.exec(tests) ?? [];
  return [...list.matchAll(/(["'`])((?:(?!\1).)+)\1/g)].map(([, , glob = ""]) => glob);
}

/**
 * Where a test would be found by the project's Vitest, from its folder: by what its config includes, and where its tests are.
 *
 * @param extension of what Vitest's own defaults find: "ts", "mts"
 */
export async function testPlace(folder: string, extension: "ts" | "mts"): Promise<string> {
  const [globs = []] = (await Promise.all(configs.map((name) => read(join(folder, name)))))
    .map(includesIn)
    .filter((found) => found.length > 0);
  const own = globs.map((glob) => instanceOf(glob, "migrations")).find((path) => path !== null);
  const home = await homeOfTests(folder);
  if (own == null) return `${home}/migrations.test.${globs.length === 0 ? extension : "ts"}`;
  // A glob for everywhere says nothing of where.
  return own.includes("/") ? own : `${home}/${own}`;
}

async function homeOfTests(folder: string): Promise<string> {
  for (const name of folders) {
    const entries = await readdir(join(folder, name)).catch(() => null);
    if (entries !== null) return name;
  }
  return "test";
}

function read(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

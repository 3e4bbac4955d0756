import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileAbove, isFile } from "../../text/above.ts";

/** What extends more than that many others extends itself. */
const longestChain = 8;

/**
 * Whether TypeScript refuses an import of a package that is ESM only in a file of a CommonJS package.
 *
 * @param folder the package's
 */
export async function refusesEsm(folder: string): Promise<boolean> {
  const file = await fileAbove(folder, ["tsconfig.json"]);
  const kind = file === null ? null : await moduleKind(file, longestChain);
  return kind !== null && /^node1[68]$/i.test(kind);
}

/** What a tsconfig.json, or what it extends, says of modules; null where none says it. */
async function moduleKind(file: string, left: number): Promise<string | null> {
  const text = withoutComments(await readFile(file, "utf8").catch(() => ""));
  const own = /"module"\s*:\s*"(\w+)"/.exec(text) ?? /"moduleResolution"\s*:\s*"(\w+)"/.exec(text);
  if (own?.[1] !== undefined) return own[1];
  const [, extended = ""] = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text) ?? [];
  // The last one goes before the others.
  for (const [, name = ""] of [...extended.matchAll(/"([^"]+)"/g)].toReversed()) {
    const base = left === 0 ? null : await extendedFile(dirname(file), name);
    const said = base === null ? null : await moduleKind(base, left - 1);
    if (said !== null) return said;
  }
  return null;
}

/** tsconfig.json may have them, and commas that JSON has not. */
function withoutComments(text: string): string {
  return text.replaceAll(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "$1");
}

async function extendedFile(folder: string, name: string): Promise<string | null> {
  const isPath = /^(?:\.|\/|[a-z]:)/i.test(name);
  if (!isPath) {
    const inPackages = ["", ".json", "/tsconfig.json"].map((end) => join("node_modules", `${name}${end}`));
    return fileAbove(folder, inPackages);
  }
  for (const file of [resolve(folder, name), resolve(folder, `${name}.json`)]) if (await isFile(file)) return file;
  return null;
}

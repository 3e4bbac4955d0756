import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The pages that users read, by their path in the repository. */
export async function ownPages(): Promise<Readonly<Record<string, string>>> {
  const docs = (await readdir(join(root, "docs"), { recursive: true })).filter((name) => name.endsWith(".md")).sort();
  const others = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "scenarios/README.md"];
  const names = [...others, ...docs.map((name) => `docs/${name.replaceAll("\\", "/")}`)];
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(root, name), "utf8")])),
  );
}

/** A fenced block of a page, and the line of it that stands above the block's first. */
export interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

export function blocksIn(page: string, text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ index, 1: language = "", 2: code = "" }) => ({
    page,
    line: text.slice(0, index).split("\n").length,
    language,
    code,
  }));
}

/** A command that a page tells its reader to run. */
export interface Command {
  readonly page: string;
  readonly line: number;
  /** As it stands there, without a comment or what the shell does with it. */
  readonly text: string;
  /** What follows `npx holdfast`. */
  readonly args: readonly string[];
  /** The lines of output that the page shows; null where it shows none. */
  readonly shown: readonly string[] | null;
}

/** The commands of holdfast in a block: lines of `sh`, and the first one of `text` where that is "$ " and a command. */
export function commandsIn({ page, line, language, code }: Block): readonly Command[] {
  const lines = code.split("\n").slice(0, -1);
  return lines.flatMap((content, place) => {
    const prompt = language === "sh" ? "(?:.* && )?" : language === "text" ? "\\$ " : "(?!)";
    const text = new RegExp(`^${prompt}(npx holdfast .*?)(?: +[#>] .*)?$`).exec(content)?.[1];
    if (text === undefined) return [];
    const shown = language === "text" ? lines.slice(place + 1) : null;
    return [{ page, line: line + 1 + place, text, args: text.split(/\s+/).slice(2), shown }];
  });
}

/**
 * The lines of a page that are not in what was printed. On the page, a line "…" stands for lines that are left out, and "…" at the
 * end of one for the rest of it.
 */
export function notPrinted(shown: readonly string[], printed: readonly string[]): readonly string[] {
  let next: number | null = 0;
  return shown.filter((line) => {
    if (line.trim() === "…") {
      next = null;
      return false;
    }
    const isIt = (candidate: string) =>
      line.endsWith("…") ? candidate.startsWith(line.slice(0, -1)) : candidate === line;
    const at: number = next === null ? printed.findIndex(isIt) : isIt(printed[next] ?? "") ? next : -1;
    next = at + 1;
    return at === -1;
  });
}

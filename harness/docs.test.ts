import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lintPage } from "../docs/lint.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const settings = {
  extends: "../tsconfig.json",
  compilerOptions: {
    noUnusedLocals: false,
    // What the pages tell users to import is what they would get from this working tree.
    paths: {
      holdfast: ["../harness/index.ts"],
      "holdfast/guard": ["../harness/guard-api.ts"],
      "holdfast/vitest": ["../harness/vitest/index.ts"],
    },
  },
  include: [],
};

interface Block {
  /** The page, and the line of it that stands above the block's first. */
  readonly page: string;
  readonly line: number;
  /** Within the folder of its page: the path that the block's first line says in a comment, else one of its own. */
  readonly file: string;
  readonly code: string;
}

function blocksIn(page: string, text: string): readonly Block[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = "" }) => {
    const line = text.slice(0, index).split("\n").length;
    return { page, line, file: /^\/\/ (\S+\.ts)\n/.exec(code)?.[1] ?? `line-${line}.ts`, code };
  });
}

/** What the project's TypeScript says about the code in pages, as "page:line: words"; blocks of a page see each other. */
async function problemsIn(pages: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const blocks = Object.entries(pages).flatMap(([page, text]) => blocksIn(page, text));
  const folder = await mkdtemp(join(root, ".vitest-docs-"));
  const files = new Map(blocks.map((block) => [`${pageFolder(block)}/${block.file}`, block]));
  expect(files.size, "blocks with a path of their own").toBe(blocks.length);
  try {
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...settings, files: [...files.keys()] }));
    for (const [file, { code }] of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), code);
    }
    const said = await compiled(folder);
    return said.split("\n").flatMap((line) => (line === "" || line.startsWith(" ") ? [] : placed(line)));
  } finally {
    await rm(folder, { recursive: true });
  }

  function placed(line: string): readonly string[] {
    const [, file, row, words] = /^(.+?)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    if (file === undefined) return [line];
    const block = files.get(file.replaceAll("\\", "/"));
    // The sources that a page imports have a check of their own.
    return block === undefined ? [] : [`${block.page}:${block.line + Number(row)}: ${words}`];
  }
}

function pageFolder({ page }: Block): string {
  return page.replaceAll(/\W/g, "-");
}

function compiled(folder: string): Promise<string> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  return new Promise((settle) => {
    execFile(process.execPath, [compiler, "-p", ".", "--pretty", "false"], { cwd: folder }, (_, stdout) =>
      settle(stdout),
    );
  });
}

async function ownPages(): Promise<Readonly<Record<string, string>>> {
  const docs = (await readdir(join(root, "docs"))).filter((name) => name.endsWith(".md"));
  const names = ["README.md", ...docs.map((name) => `docs/${name}`)];
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(root, name), "utf8")])),
  );
}

test("the code in the documentation has no type error", async () => {
  const pages = await ownPages();
  expect(Object.entries(pages).flatMap(([page, text]) => blocksIn(page, text)).length).toBeGreaterThan(2);
  expect(await problemsIn(pages)).toEqual([]);
});

test("an error in it is told with its page and line", async () => {
  const page = [
    "# Page",
    "```ts",
    "// seeds/a.ts",
    "export const a: number = 1;",
    "```",
    "",
    "```ts",
    'import { defineConfig } from "holdfast";',
    'import { a } from "./seeds/a.ts";',
    "defineConfig({ seed: { rows: a, rws: 5 } });",
    "```",
    "",
  ].join("\n");
  expect(await problemsIn({ "docs/page.md": page })).toEqual([
    expect.stringMatching(/^docs\/page\.md:10: error TS2561: .*'rows'/),
  ]);
});

test("the page about lint is the one that the rules make", async () => {
  expect(await readFile(join(root, "docs/lint.md"), "utf8"), "npm run docs").toBe(lintPage());
});

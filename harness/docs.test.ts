import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { lintPage } from "../docs/lint.ts";
import { type Block, blocksIn, ownPages, root } from "./pages.fixture.ts";

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

interface Source extends Block {
  /** Within the folder of its page: the path that the block's first line says in a comment, else one of its own. */
  readonly file: string;
}

function sourcesIn(page: string, text: string): readonly Source[] {
  return blocksIn(page, text)
    .filter(({ language }) => language === "ts")
    .map((block) => ({ ...block, file: /^\/\/ (\S+\.ts)\n/.exec(block.code)?.[1] ?? `line-${block.line}.ts` }));
}

/** What the project's TypeScript says about the code in pages, as "page:line: words"; blocks of a page see each other. */
async function problemsIn(pages: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const blocks = Object.entries(pages).flatMap(([page, text]) => sourcesIn(page, text));
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

test("the code in the documentation has no type error", async () => {
  const pages = await ownPages();
  expect(Object.entries(pages).flatMap(([page, text]) => sourcesIn(page, text)).length).toBeGreaterThan(2);
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

test("every link in the pages leads somewhere", async () => {
  expect(await astray(await ownPages())).toEqual([]);
});

test("a link astray is told with its page and line", async () => {
  const pages = {
    "docs/a.md":
      "# A page\n\n[it](b.md#two-words), [itself](#a-page), [not](b.md#three), [gone](gone.md)\n\n[ref]\n\n[ref]: ../none\n",
    "docs/b.md": "# B\n\n## Two `words`\n",
  };
  expect(await astray(pages)).toEqual(["docs/a.md:3 b.md#three", "docs/a.md:3 gone.md", "docs/a.md:7 ../none"]);
});

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
  readonly children?: readonly Node[];
}

interface Link {
  readonly page: string;
  readonly line: number;
  readonly url: string;
}

function nodesIn(text: string): readonly Node[] {
  const below = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(below)];
  return below(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
}

/** Those that lead to a page or file of this repository. */
function linksIn(page: string, nodes: readonly Node[]): readonly Link[] {
  return nodes.flatMap(({ url, position }) =>
    url === undefined || /^[a-z]+:/.test(url) ? [] : [{ page, line: position?.start.line ?? 0, url }],
  );
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsIn(nodes: readonly Node[]): readonly string[] {
  const words = ({ value = "", children = [] }: Node): string => value + children.map(words).join("");
  return nodes
    .filter(({ type }) => type === "heading")
    .map((heading) =>
      words(heading)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    );
}

/** Links to what is not there, as "page:line link". */
async function astray(pages: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const read = Object.entries(pages).map(([page, text]) => ({ page, nodes: nodesIn(text) }));
  const anchors = new Map(read.map(({ page, nodes }) => [page, anchorsIn(nodes)]));
  const links = read.flatMap(({ page, nodes }) => linksIn(page, nodes));
  const leads = await Promise.all(links.map(leadsSomewhere));
  return links.filter((_, place) => !leads[place]).map(({ page, line, url }) => `${page}:${line} ${url}`);

  async function leadsSomewhere({ page, url }: Link): Promise<boolean> {
    const [path = "", anchor] = url.split("#");
    const target = path === "" ? page : join(dirname(page), path).replaceAll("\\", "/").replace(/\/$/, "");
    if (anchor !== undefined) return anchors.get(target)?.includes(anchor) === true;
    return anchors.has(target) || (await stat(join(root, target)).catch(() => null)) !== null;
  }
}

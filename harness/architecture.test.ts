import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { kinds } from "./capture/kinds/index.ts";
import { checks } from "./checks/index.ts";
import { providers } from "./database/index.ts";
import { rules } from "./lint/index.ts";
import { reporters } from "./report/index.ts";
import { tools } from "./tools/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** From the bottom up. A folder may import from the lines below its own, and nothing of its own line. */
const layers = [
  ["model"],
  ["text"],
  ["sql"],
  ["lint"],
  ["codes"],
  [
    "config",
    "declarations",
    "tools",
    "database",
    "seeding",
    "replay",
    "capture",
    "checks",
    "schema",
    "guard",
    "report",
  ],
  ["pipeline"],
  ["index.ts", "guard-api.ts"],
  ["cli", "vitest"],
];

interface Import {
  readonly from: string;
  readonly to: string;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file).replaceAll("\\", "/"));
}

/** Tests may look anywhere, to compare one folder's work with another's. */
function isForTests(file: string): boolean {
  return /\.(test|fixture)\.ts$/.test(file);
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, target = ""]) => ({
    from: file,
    to: relative(root, join(root, dirname(file), target)).replaceAll("\\", "/"),
  }));
}

function folderOf(file: string): string {
  return file.split("/")[1] ?? "";
}

function goesDown({ from, to }: Import): boolean {
  const [source, target] = [folderOf(from), folderOf(to)];
  const layer = (folder: string) => layers.findIndex((folders) => folders.includes(folder));
  return to.startsWith("harness/") && (source === target || layer(target) < layer(source));
}

const shipped = filesIn("harness").filter((file) => !isForTests(file));

test("every folder has its layer", () => {
  expect(shipped.filter((file) => !layers.flat().includes(folderOf(file)))).toEqual([]);
});

test("imports go down only", () => {
  const imports = shipped.flatMap(importsOf);
  expect(imports.length).toBeGreaterThan(shipped.length);
  expect(imports.filter((found) => !goesDown(found))).toEqual([]);
});

test("the rules of the lint are known to the catalogue of codes, and to what puts the leaves together", () => {
  const users = shipped
    .flatMap(importsOf)
    .filter(({ from, to }) => folderOf(to) === "lint" && folderOf(from) !== "lint");
  expect([...new Set(users.map(({ from }) => folderOf(from)))].toSorted()).toEqual(["codes", "pipeline"]);
});

test("nothing that is shipped needs a fixture", () => {
  expect(shipped.flatMap(importsOf).filter(({ to }) => isForTests(to))).toEqual([]);
});

test("seeds know the model only, and scenarios what users know", () => {
  const seeds = filesIn("seeds").flatMap(importsOf);
  expect(seeds.filter(({ to }) => !to.startsWith("seeds/") && !to.startsWith("harness/model/"))).toEqual([]);
  const inside = filesIn("scenarios")
    .flatMap(importsOf)
    .filter(({ to }) => to.startsWith("harness/"));
  const allowed = [
    "harness/index.ts",
    "harness/guard-api.ts",
    "harness/vitest/index.ts",
    "harness/report/index.ts",
    "harness/report/writers.fixture.ts",
    "harness/database/skip.fixture.ts",
    "harness/database/test-server.fixture.ts",
    "harness/pages.fixture.ts",
    "harness/tools/drizzle/sample.fixture.ts",
  ];
  expect(inside.filter(({ to }) => !allowed.includes(to))).toEqual([]);
});

/** What a folder lists, by the names of its files, and the files that only serve the others. */
const lists = [
  {
    folder: "checks",
    names: Object.keys(checks),
    serving: [
      "approvals",
      "check",
      "declarations",
      "declared-otherwise",
      "grants",
      "identity",
      "index",
      "lapsed",
      "match",
      "options",
      "outcomes",
      "protection",
      "read-against-ran",
      "refused-by-guard",
      "rule-out",
      "what-rows-show",
      "wishes",
    ],
  },
  { folder: "database/providers", names: providers.map(({ name }) => name), serving: [] },
  { folder: "tools", names: tools.map(({ name }) => name), serving: ["index", "tool"] },
  { folder: "lint/rules", names: Object.keys(rules), serving: [] },
  { folder: "report/writers", names: Object.keys(reporters), serving: ["writer"] },
  { folder: "capture/kinds", names: Object.keys(kinds), serving: ["index", "kind"] },
];

test.for(lists)("$folder: every file is in the list", ({ folder, names, serving }) => {
  const files = readdirSync(join(root, "harness", folder)).filter((file) => file.endsWith(".ts") && !isForTests(file));
  expect(files.map((file) => basename(file, ".ts")).toSorted()).toEqual([...names, ...serving].toSorted());
});

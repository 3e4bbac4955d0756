import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Case } from "./case.ts";
import { home, readCorpus } from "./corpus.ts";
import { shares } from "./holds.fixture.ts";

const cases = await readCorpus();
const losses = cases.filter(({ isLoss }) => isLoss);

test("the list of kinds is that of the cases", async () => {
  const missed = losses.filter(({ misses }) => misses !== null);
  const text = [
    "# What the corpus holds",
    "",
    "Written by `npx vitest run scenarios/corpus/kinds.test.ts -u`. How a case is written stands in [README.md](README.md).",
    "",
    `## Losses: ${losses.length} cases of ${kindsOf(losses).length} kinds`,
    "",
    ...table(losses),
    "",
    `## Missed: ${missed.length} cases`,
    "",
    ...missed.map((one) => `- ${link(one)}: ${one.misses}`),
    ...(missed.length > 0 ? [""] : []),
    `## Harmless: ${cases.length - losses.length} cases`,
    "",
    ...table(cases.filter(({ isLoss }) => !isLoss)),
    "",
  ];
  await expect(text.join("\n")).toMatchFileSnapshot("kinds.md");
});

test("every case is in the share of a test file, and every share is run", () => {
  const folders = Object.values(shares).flat();
  expect(cases.map(({ file }) => file).filter((file) => !folders.some((one) => file.startsWith(`${one}/`)))).toEqual(
    [],
  );
  const files = readdirSync(home).filter((file) => /^(harmless|losses).*\.test\.ts$/.test(file));
  expect(files.toSorted()).toEqual(Object.keys(shares).toSorted());
});

test("at least 80 losses are planted, and 60 migrations are harmless", () => {
  expect(losses.length).toBeGreaterThanOrEqual(80);
  expect(cases.length - losses.length).toBeGreaterThanOrEqual(60);
});

function kindsOf(some: readonly Case[]): readonly string[] {
  return [...new Set(some.map(({ kind }) => kind))].toSorted();
}

function table(some: readonly Case[]): readonly string[] {
  const rows = kindsOf(some).map((kind) => {
    const own = some.filter((one) => one.kind === kind);
    return `| ${kind} | ${own.length} | ${own.map(marked).join("<br>")} |`;
  });
  return ["| kind | cases | each |", "| --- | --- | --- |", ...rows];
}

function marked(one: Case): string {
  return one.misses === null ? link(one) : `${link(one)} (missed)`;
}

function link({ title, file }: Case): string {
  return `[${title.replaceAll("|", "\\|")}](${file})`;
}

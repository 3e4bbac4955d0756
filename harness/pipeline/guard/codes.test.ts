import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const here = (name: string) => readFile(new URL(name, import.meta.url), "utf8");

const files = [
  ...["install", "in-the-way", "permits-for", "permit", "verify", "write", "print"].map((name) => `${name}.ts`),
  ...["judge", "judge-role", "judge-tables"].map((name) => `../../guard/${name}.ts`),
  "../../checks/lapsed.ts",
  ...["confirmed", "up-to", "config-unread", "write-error"].map((name) => `../live/${name}.ts`),
];
/** Codes of approvals, which no finding has. */
const approvals = ["guard/truncate"];

test("docs/guard.md names every code, and no other", async () => {
  const sources = await Promise.all(files.map(here));
  const said = sources.flatMap((source) =>
    [...source.matchAll(/"((?:[a-z]+)\/[a-z][\w-]*)"/g)].map(([, code]) => code),
  );
  const codes = said.filter((code) => code !== undefined && !approvals.includes(code));
  const text = await here("../../../docs/guard.md");
  const [, listed = ""] = text.split("\n## Codes\n");
  const named = [...listed.matchAll(/^\| `([a-z]+\/[a-z][\w-]*)`/gm)].map(([, code]) => code);
  expect(named.toSorted()).toEqual([...new Set(codes)].toSorted());
});

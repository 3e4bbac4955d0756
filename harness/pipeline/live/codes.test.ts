import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const here = (name: string) => readFile(new URL(name, import.meta.url), "utf8");

/** What is said by files that several commands share. */
const shared = ["replay-failed.ts", "config-unread.ts", "held-against.ts"];

test.for([
  {
    page: "baseline.md",
    files: ["baseline.ts", "baseline-plan.ts", "baseline-write.ts", "in-the-way.ts", "write-error.ts"],
    elsewhere: ["input/ledger-format"],
  },
  {
    page: "drift.md",
    files: ["drift.ts", "differences.ts", "harmless.ts", "production.ts"],
    elsewhere: ["input/schema-file-unreadable"],
  },
])("$page names every code, and no other", async ({ page, files, elsewhere }) => {
  const sources = await Promise.all([...files, ...shared].map(here));
  const said = sources.flatMap((source) => [...source.matchAll(/"((?:[a-z]+)\/[a-z-]+)"/g)].map(([, code]) => code));
  const codes = [...said, ...elsewhere].filter((code) => code !== undefined && !code.startsWith("node"));
  const text = await here(`../../../docs/${page}`);
  const named = [...text.matchAll(/^\| `([a-z]+\/[a-z-]+)`/gm)].map(([, code]) => code);
  expect(named.toSorted()).toEqual([...new Set(codes)].toSorted());
});

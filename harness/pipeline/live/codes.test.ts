import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const here = (name: string) => readFile(new URL(name, import.meta.url), "utf8");

/** What is said by files that several commands share. */
const shared = ["../replayed/replay-failed.ts", "config-unread.ts"];

test.for([
  {
    page: "status.md",
    files: ["claim-findings", "row-findings", "effect-findings", "ledger-findings"].map((name) => `status/${name}.ts`),
    elsewhere: [],
  },
  {
    page: "baseline.md",
    files: [
      ...["baseline", "proof", "plan-rows", "write-rows", "in-the-way", "write-error"].map(
        (name) => `baseline/${name}.ts`,
      ),
      ...["confirmed.ts", "up-to.ts", "write-error.ts"],
    ],
    elsewhere: ["input/ledger-format"],
  },
  {
    page: "drift.md",
    files: [...["drift", "differences", "harmless", "production"].map((name) => `drift/${name}.ts`), "up-to.ts"],
    elsewhere: ["input/schema-file-unreadable"],
  },
])("$page names every code, and no other", async ({ page, files, elsewhere }) => {
  const sources = await Promise.all([...files, ...shared].map(here));
  const said = sources.flatMap((source) =>
    [...source.matchAll(/"((?:[a-z]+)\/[a-z][\w.-]*)"/g)].map(([, code]) => code),
  );
  const codes = [...said, ...elsewhere].filter((code) => code !== undefined && !code.startsWith("node"));
  const text = await here(`../../../docs/${page}`);
  const named = [...text.matchAll(/^\| `([a-z]+\/[a-z][\w.-]*)`/gm)].map(([, code]) => code);
  expect(named.toSorted()).toEqual([...new Set(codes)].toSorted());
});

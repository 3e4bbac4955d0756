import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { damageCodes } from "./codes.ts";

test("the page of check names every code, and no other", async () => {
  const page = await readFile(new URL("../../../docs/check.md", import.meta.url), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([a-z0-9.-]+)`/g)].map(([, code]) => code),
  );
  expect(named.toSorted()).toEqual(Object.keys(damageCodes).toSorted());
});

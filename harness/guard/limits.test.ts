import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { guardStates } from "../model/guard.ts";
import { besides, type LimitOutcome, limitLines, limits } from "./limits.ts";

const page = readFileSync(new URL("../../docs/guard.md", import.meta.url), "utf8");
const section = page.split("\n## ").find((part) => part.startsWith("What it refuses, and what it does not\n")) ?? "";
const lines = section.split("\n");

const told: Readonly<Record<LimitOutcome, string>> = {
  refused: `refused (${guardStates.refused})`,
  kept: `refused (${guardStates.kept})`,
  "no-right": "no right (42501)",
  passes: "passes",
  free: "free",
};

test("docs/guard.md has every line of the limits, and no other", () => {
  const rows = lines.filter((line) => line.startsWith("| ")).slice(2);
  const expected = limits.map(
    ({ action, owner, other, superuser }) =>
      `| ${action} | ${[owner, other, superuser].map((one) => told[one]).join(" | ")} |`,
  );
  expect(rows).toEqual(expected);
  expect(lines.filter((line) => line.startsWith("- "))).toEqual(besides.map((line) => `- ${line}`));
});

test("what is printed says what passes as plainly as what is refused", () => {
  const printed = limitLines();
  for (const { words } of limits.filter(({ owner }) => owner !== "free")) expect(printed).toContain(`  ${words}`);
  for (const line of printed) expect(line.length).toBeLessThan(200);
});

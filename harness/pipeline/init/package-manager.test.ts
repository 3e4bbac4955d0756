import { expect, test } from "vitest";
import { manifest, planned, project, stepsOf, textOf } from "./projects.fixture.ts";

test("each package manager installs and runs in its own words", async () => {
  const managers = [
    ["package-lock.json", {}, "npm ci", "npx holdfast", "npm install --save-dev holdfast"],
    ["pnpm-lock.yaml", {}, "pnpm install --frozen-lockfile", "pnpm exec holdfast", "pnpm add --save-dev holdfast"],
    ["yarn.lock", {}, "yarn install --frozen-lockfile", "yarn holdfast", "yarn add --dev holdfast"],
    [
      "yarn.lock",
      { packageManager: "yarn@4.5.0" },
      "yarn install --immutable",
      "yarn holdfast",
      "yarn add --dev holdfast",
    ],
    ["bun.lock", {}, "bun install --frozen-lockfile", "npx holdfast", "bun add --dev holdfast"],
    [
      "README.md",
      { packageManager: "pnpm@10.1.0" },
      "pnpm install",
      "pnpm exec holdfast",
      "pnpm add --save-dev holdfast",
    ],
    ["README.md", {}, "npm install", "npx holdfast", "npm install --save-dev holdfast"],
  ] as const;
  for (const [lock, more, install, run, add] of managers) {
    const files = project({ "package.json": manifest(more), [lock]: "" });
    await planned(files, (plan) => {
      const runs = stepsOf(textOf(plan, "holdfast.yml")).flatMap((step) => step.run ?? []);
      expect(runs).toContain(install);
      expect(runs).toContain(`${run} check --base "$BASE"`);
      expect(plan.next).toEqual([add, `${run} verify`]);
    });
  }
});

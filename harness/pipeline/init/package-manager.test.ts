import { expect, test } from "vitest";
import { at, manifest, planned, project, stepsOf, textOf } from "./projects.fixture.ts";

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

test("what the root of a workspace has installed is not installed again, unless its packages cannot run that", async () => {
  const files = {
    ...at("packages/db", project({ "package.json": manifest() })),
    "package.json": manifest({ workspaces: ["packages/*"] }),
  };
  const next = (more: Readonly<Record<string, string>>) =>
    planned({ ...files, ...more }, (plan) => plan.next, { below: "packages/db" });
  const installed = { "node_modules/holdfast/package.json": manifest({ version: "0.1.0" }) };
  expect(await next({})).toEqual(["npm install --save-dev holdfast", "npx holdfast verify"]);
  expect(await next(installed)).toEqual(["npx holdfast verify"]);
  expect(await next({ ...installed, "pnpm-lock.yaml": "" })).toEqual(["pnpm exec holdfast verify"]);
  expect(await next({ ...installed, "yarn.lock": "" })).toEqual(["yarn holdfast verify"]);
  expect(await next({ ...installed, "yarn.lock": "", ".yarnrc.yml": "" })).toEqual([
    "yarn add --dev holdfast",
    "yarn holdfast verify",
  ]);
});

test("in the root of a workspace the package manager is told that the root is meant", async () => {
  const adds = [
    [
      { "pnpm-lock.yaml": "", "pnpm-workspace.yaml": 'packages: ["a/*", "b/*"]' },
      "pnpm add --save-dev --workspace-root",
    ],
    [{ "pnpm-lock.yaml": "" }, "pnpm add --save-dev"],
    [{ "yarn.lock": "" }, "yarn add --dev --ignore-workspace-root-check"],
    [{ "yarn.lock": "", ".yarnrc.yml": "" }, "yarn add --dev"],
    [{ "package-lock.json": "" }, "npm install --save-dev"],
  ] as const;
  for (const [more, add] of adds) {
    const files = project({ "package.json": manifest({ workspaces: ["a/*", "b/*"] }), ...more });
    expect(await planned(files, ({ next: [first] }) => first)).toBe(`${add} holdfast`);
  }
});

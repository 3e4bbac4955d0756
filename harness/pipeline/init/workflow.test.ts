import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { at, jobOf, manifest, planned, project, stepsOf, textOf, type Workflow, written } from "./projects.fixture.ts";
import { pins } from "./templates/pins.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test("the workflow has least permissions, the whole history, and actions by the commits that this repository's own have", async () => {
  await planned(project(), async (plan) => {
    const text = textOf(plan, "holdfast.yml");
    const { on, permissions } = parse(text) as Workflow;
    expect({ on, permissions }).toEqual({ on: { pull_request: null }, permissions: { contents: "read" } });
    const job = jobOf(text);
    expect(job.permissions).toEqual({ actions: "read", contents: "read", "security-events": "write" });
    expect(job.steps[0]?.with).toMatchObject({ "fetch-depth": 0, "persist-credentials": false });
    // An expression in a script would be run as what somebody called a branch.
    expect(job.steps.filter(({ run }) => run?.includes("$".concat("{{")))).toEqual([]);
    for (const pin of text.match(/\S+@[0-9a-f]{40} # \S+/g) ?? []) expect(Object.values(pins)).toContain(pin);
    expect(job.steps.filter(({ uses }) => uses !== undefined && !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
    const ci = await readFile(join(root, ".github/workflows/ci.yml"), "utf8");
    expect(ci).toContain(pins.checkout);
    expect(ci).toContain(pins.setupNode);
    const action = await readFile(join(root, "action.yml"), "utf8");
    expect(action).toContain(pins.uploadArtifact);
    expect(action).toContain(pins.uploadSarif);
  });
});

test("in a workspace the workflow installs at the root and runs in the package", async () => {
  const files = {
    ...at("packages/a pi", project()),
    "pnpm-lock.yaml": "",
    "package.json": manifest(),
    ".nvmrc": "22\n",
  };
  await planned(
    files,
    (plan) => {
      const text = textOf(plan, "holdfast.yml");
      expect(written(plan)).toContain("../../.github/workflows/holdfast.yml");
      expect(jobOf(text)).toMatchObject({
        defaults: { run: { "working-directory": "packages/a pi" } },
        env: { MIGRATIONS: "packages/a pi/drizzle" },
      });
      const steps = stepsOf(text);
      expect(steps.find(({ run }) => run?.startsWith("pnpm install"))).toMatchObject({ "working-directory": "." });
      expect(steps.find(({ uses }) => uses?.includes("setup-node"))?.with).toEqual({
        "node-version-file": ".nvmrc",
        cache: "pnpm",
      });
      expect(steps.find(({ uses }) => uses?.includes("upload-sarif"))?.with).toMatchObject({
        sarif_file: "packages/a pi/holdfast.sarif",
      });
    },
    { below: "packages/a pi" },
  );
});

test("what a folder is called stays a value", async () => {
  const open = "$".concat("{{");
  const name = `a: "${open} github.token }}" #\n- b`;
  await planned(
    at(name, project()),
    (plan) => {
      const job = jobOf(textOf(plan, "holdfast.yml"));
      expect(job.env.MIGRATIONS).toBe(`${name.replace(open, `${open} '${open}' }}`)}/drizzle`);
      expect(job.steps.filter(({ run }) => run?.includes("github.token"))).toEqual([]);
    },
    { below: name },
  );
});

test("GitLab gets a job to paste, and no file", async () => {
  const files = project({ ".gitlab-ci.yml": "test: {}", "package-lock.json": "{}" });
  await planned(
    files,
    (plan) => {
      expect(written(plan)).toEqual(["holdfast.config.ts", "test/migrations.test.ts", "package.json"]);
      const job = (parse(plan.gitlab ?? "") as { holdfast: Record<string, unknown> }).holdfast;
      expect(job).toMatchObject({ variables: { GIT_DEPTH: "0" }, artifacts: { reports: { junit: "holdfast.xml" } } });
      expect(job.script).toEqual([
        "npm ci",
        expect.stringMatching(/^npx holdfast verify --base "\$CI_MERGE_REQUEST_DIFF_BASE_SHA"/),
      ]);
    },
    { github: false },
  );
});

const others = [
  ["CircleCI", { ".circleci/config.yml": "" }],
  ["CircleCI", { ".circleci/config.yml": "", ".github/CODEOWNERS": "" }],
  ["GitHub", { ".circleci/config.yml": "", ".github/workflows/lint.yml": "" }],
  ["Jenkins", { Jenkinsfile: "" }],
  ["GitHub", { ".github/CODEOWNERS": "" }],
  [null, {}],
] as const;

test.for(others)("%s by %j: a workflow is written for GitHub alone", async ([ci, files]) => {
  await planned(
    project(files),
    (plan) => {
      expect(plan.project.ci).toBe(ci);
      expect(written(plan).some((file) => file.endsWith("holdfast.yml"))).toBe(ci === "GitHub");
    },
    { github: false },
  );
});

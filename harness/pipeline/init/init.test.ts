import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { type InitPlan, planInit, writePlanned } from "./index.ts";
import { pins } from "./templates/pins.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const drizzleConfig = 'export default { dialect: "postgresql", schema: "./schema.ts" };\n';
const journal = sound({ "0000_people": "create table people (id integer primary key)" });

function at(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function manifest(more: object = {}): string {
  return `${JSON.stringify({ name: "demo", private: true, ...more }, null, 2)}\n`;
}

const withVitest = { type: "module", devDependencies: { vitest: "4.1.12", holdfast: "0.1.0" } };

/** A package with migrations of Drizzle's, and Vitest; other files go before its own. */
function project(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "package.json": manifest(withVitest),
    ...at("drizzle", journal),
    ...more,
  };
}

/** The same, where drizzle.config says so. */
const configured = project({ "drizzle.config.ts": drizzleConfig });

/** What is said of a project, with its own git repository where asked. */
async function planned<Result>(
  files: Readonly<Record<string, string>>,
  use: (plan: InitPlan, folder: string) => Result | Promise<Result>,
  { below = ".", github = true }: { readonly below?: string; readonly github?: boolean } = {},
): Promise<Result> {
  return withFiles(files, async (top) => {
    execFileSync("git", ["init", "-q", top]);
    if (github) await mkdir(join(top, ".github"));
    const folder = join(top, below);
    return use(await planInit(folder, below, "0.1.0"), folder);
  });
}

function refusal(files: Readonly<Record<string, string>>, below = "."): Promise<unknown> {
  return planned(files, () => null, { below }).catch((error: unknown) => error);
}

/** The paths that would be written, from the folder. */
function written({ files, project: { folder } }: InitPlan): readonly string[] {
  return files.flatMap(({ path, text }) => (text === null ? [] : [relative(folder, path)]));
}

function textOf({ files }: InitPlan, name: string): string {
  return files.find(({ path }) => basename(path) === name)?.text ?? expect.fail(`no ${name}`);
}

test("a project with Drizzle, Vitest and GitHub gets four files, and a second time none", async () => {
  await planned(project(), async (plan, folder) => {
    expect(written(plan)).toEqual([
      "holdfast.config.ts",
      "test/migrations.test.ts",
      ".github/workflows/holdfast.yml",
      "package.json",
    ]);
    expect(plan.next).toEqual(["npx holdfast verify"]);
    expect(await writePlanned(plan.files)).toEqual(plan.files);
    const again = await planInit(folder, ".", "0.1.0");
    expect(written(again)).toEqual([]);
    expect(again.files.map(({ why }) => why)).toEqual([
      "it holds here already",
      "it is there",
      "it is there",
      "it has a script of that name",
    ]);
  });
});

test("nothing that is there is written over, also where it came in between", async () => {
  const own = { "test/migrations.test.ts": "mine", ".github/workflows/holdfast.yml": "mine" };
  await planned(
    project(own),
    async (plan, folder) => {
      expect(written(plan)).toEqual(["holdfast.config.ts", "package.json"]);
      await writeFile(join(folder, "holdfast.config.ts"), "mine");
      await writeFile(join(folder, "package.json"), manifest({ name: "mine" }));
      const done = await writePlanned(plan.files);
      expect(done.filter(({ text }) => text !== null)).toEqual([]);
      for (const name of [...Object.keys(own), "holdfast.config.ts"])
        expect(await readFile(join(folder, name), "utf8")).toBe("mine");
      expect(await readFile(join(folder, "package.json"), "utf8")).toBe(manifest({ name: "mine" }));
    },
    { github: false },
  );
});

test("a link that leads nowhere is left, too", async () => {
  await withFiles(project(), async (folder) => {
    await symlink("/nowhere/at/all", join(folder, "holdfast.config.ts"));
    const { files } = await planInit(folder, ".", "0.1.0");
    expect(files[0]).toMatchObject({ text: null, why: "it is there" });
  });
});

const manifests = [
  [
    "two blanks",
    '{\n  "name": "a",\n  "scripts": {\n    "test": "vitest"\n  }\n}\n',
    '{\n    "holdfast": "holdfast verify",\n    "test": "vitest"\n  }',
  ],
  [
    "tabs",
    '{\n\t"scripts": {\n\t\t"test": "vitest"\n\t}\n}',
    '{\n\t\t"holdfast": "holdfast verify",\n\t\t"test": "vitest"\n\t}',
  ],
  [
    "CRLF",
    '{\r\n  "scripts": {\r\n    "a": "b"\r\n  }\r\n}\r\n',
    '{\r\n    "holdfast": "holdfast verify",\r\n    "a": "b"\r\n  }',
  ],
  ["empty scripts", '{\n  "scripts": {},\n  "name": "a"\n}\n', '{\n    "holdfast": "holdfast verify"\n  },'],
  ["no scripts", '{\n  "name": "a"\n}\n', '{\n  "scripts": {\n    "holdfast": "holdfast verify"\n  },\n  "name"'],
  ["nothing at all", "{}\n", '{\n  "scripts": {\n    "holdfast": "holdfast verify"\n  }\n}'],
  ["one line", '{"name":"a","scripts":{"test":"x"}}', '"holdfast": "holdfast verify",'],
  ["a byte order mark", '\uFEFF{\n  "name": "a"\n}\n', '\uFEFF{\n  "scripts"'],
] as const;

test.for(manifests)("a package.json with %s keeps all but the script", async ([, text, holds]) => {
  await planned(project({ "package.json": text }), (plan) => {
    const added = textOf(plan, "package.json");
    expect(added).toContain(holds);
    const { scripts, ...rest } = JSON.parse(added.replace("\uFEFF", "")) as Record<string, Record<string, string>>;
    const { scripts: before, ...others } = JSON.parse(text.replace("\uFEFF", "")) as Record<
      string,
      Record<string, string>
    >;
    expect(rest).toEqual(others);
    expect(scripts).toEqual({ ...before, holdfast: "holdfast verify" });
    expect(added.endsWith("\n")).toBe(text.endsWith("\n"));
  });
});

const places = [
  ["where nothing is said", {}, "test/migrations.test.ts"],
  ["beside other tests", { "tests/a.test.ts": "" }, "tests/migrations.test.ts"],
  [
    "where include says",
    { "vitest.config.ts": 'export default { test: { include: ["src/**/*.spec.ts"] } };' },
    "src/migrations.spec.ts",
  ],
  [
    "by the first include",
    { "vite.config.ts": "export default { test: { include: ['spec/**/*.{test,spec}.?(c|m)[jt]s?(x)', 'x/*.ts'] } };" },
    "spec/migrations.test.ts",
  ],
  [
    "where include says how, and not where",
    {
      "vitest.config.mts": 'export default { test: { include: ["**/*.int.test.ts"] } };',
      "src/__tests__/a.int.test.ts": "",
    },
    "src/__tests__/migrations.int.test.ts",
  ],
  [
    "not by what coverage includes",
    { "vitest.config.ts": 'export default { test: { coverage: { include: ["src/**"] } } };' },
    "test/migrations.test.ts",
  ],
  [
    "where nothing can be told of include",
    { "vitest.config.ts": "export default { test: { include: patterns } };" },
    "test/migrations.test.ts",
  ],
] as const;

test.for(places)("the test is put %s", async ([, more, place]) => {
  await planned(project(more), (plan) => expect(written(plan)).toContain(place));
});

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

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly "working-directory"?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { permissions: unknown; defaults?: unknown; env: Record<string, string>; steps: readonly Step[] }>
  >;
}

function jobOf(text: string): Workflow["jobs"][string] {
  return (parse(text) as Workflow).jobs.migrations ?? expect.fail("no job");
}

function stepsOf(text: string): readonly Step[] {
  return jobOf(text).steps;
}

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

const histories = [
  [
    "out of drizzle.config",
    project({ "drizzle.config.ts": 'export default { out: "./db/out" };', ...at("db/out", journal) }),
    "db/out",
    "drizzle",
  ],
  ["the usual folder where it says none", project(), "drizzle", "drizzle"],
  [
    "a config of one package in a folder of its own",
    {
      "package.json": manifest(),
      "db/drizzle.config.ts": 'export default { out: "./migrations" };',
      ...at("migrations", journal),
    },
    "migrations",
    "drizzle",
  ],
  [
    "numbered files",
    { "package.json": manifest(), "db/migrations/001_a.sql": "", "db/migrations/002_b.sql": "" },
    "db/migrations",
    "plain-sql",
  ],
  [
    "Alembic without a package.json",
    { "alembic/env.py": "", "alembic/versions/1_a.py": 'revision = "1"\ndown_revision = None\n', "alembic.ini": "" },
    "alembic",
    "alembic",
  ],
  [
    "a holdfast.config that is there",
    project({ "holdfast.config.ts": 'export default { migrations: "elsewhere" };', ...at("elsewhere", journal) }),
    "elsewhere",
    "drizzle",
  ],
  [
    "a drizzle.config that does not load",
    project({ "drizzle.config.ts": "throw new Error(process.env.DB_URL);" }),
    "drizzle",
    "drizzle",
  ],
] as const;

test.for(histories)("finds the migrations by %s", async ([, files, folder, tool]) => {
  await planned(files, ({ project: { migrations } }) =>
    expect(migrations).toMatchObject({ folder, tool, there: true }),
  );
});

test("a project without a package.json takes holdfast as it runs", async () => {
  const files = {
    "alembic/env.py": "",
    "alembic/versions/1_a.py": 'revision = "1"\ndown_revision = None\n',
    "alembic.ini": "",
  };
  await planned(files, (plan) => {
    expect(written(plan)).toEqual(["holdfast.config.ts", ".github/workflows/holdfast.yml"]);
    const runs = stepsOf(textOf(plan, "holdfast.yml")).flatMap(({ run }) => run ?? []);
    expect(runs).toContain('npx --yes holdfast@0.1.0 check --base "$BASE"');
    expect(runs[0]).toBe("python3 -m venv .venv && .venv/bin/pip install alembic psycopg2-binary");
  });
});

test("a project without migrations yet is told to make one", async () => {
  const files = {
    "package.json": manifest({ devDependencies: { "drizzle-kit": "1" } }),
    "drizzle.config.ts": drizzleConfig,
  };
  await planned(files, ({ next, project: { migrations } }) => {
    expect(migrations.there).toBe(false);
    expect(next).toEqual(["npm install --save-dev holdfast", "npx drizzle-kit generate", "npx holdfast verify"]);
  });
});

const bad = [
  ["no package.json and no migrations", {}, ".", "input/no-migrations", "No migrations were found"],
  [
    "a folder inside of the project",
    { ...project(), "src/a.ts": "" },
    "src",
    "input/no-project",
    "has no package.json",
  ],
  ["a folder that is not there", project(), "nowhere", "input/no-project", "ENOENT"],
  ["a file", project(), "package.json", "input/no-project", "is no folder"],
  ["a broken package.json", project({ "package.json": '{ "name": ' }), ".", "input/package-json", "package.json:1:11"],
  [
    "a package.json that holds no object",
    project({ "package.json": "[]" }),
    ".",
    "input/package-json",
    "holds no object",
  ],
  [
    "two packages below",
    { "package.json": manifest(), ...at("apps/a", configured), ...at("apps/b", configured) },
    ".",
    "input/several-projects",
    "apps/a, apps/b",
  ],
  [
    "one package below",
    { "package.json": manifest(), ...at("apps/a", configured) },
    ".",
    "input/several-projects",
    "not here, but apps/a",
  ],
  [
    "two configs of one package",
    { "package.json": manifest(), "a/drizzle.config.ts": drizzleConfig, "b/drizzle.config.ts": drizzleConfig },
    ".",
    "input/several-projects",
    "a, b",
  ],
  [
    "a holdfast.config that does not load",
    project({ "holdfast.config.ts": "nonsense(" }),
    ".",
    "input/config-unreadable",
    "holdfast.config.ts",
  ],
] as const;

test.for(bad)("is refused: %s", async ([, files, below, code, words]) => {
  expect(await refusal(files, below)).toMatchObject({ code, message: expect.stringContaining(words) });
});

test("a folder that may not be written to is named, with what was written before", async () => {
  const isRoot = process.getuid?.() === 0;
  await withFiles(project(), async (folder) => {
    const { files } = await planInit(folder, ".", "0.1.0");
    // Root may write anywhere: for root, a file stands where the folder of the test should be.
    if (isRoot) await writeFile(join(folder, "test"), "");
    else await chmod(folder, 0o500);
    const error: unknown = await writePlanned(files).catch((refused: unknown) => refused);
    await chmod(folder, 0o700);
    expect(error).toMatchObject({
      code: "input/unwritable",
      tried: isRoot ? [expect.stringContaining("holdfast.config.ts: written")] : [],
    });
  });
});

const modules = [
  ["ESM", { type: "module" }, {}, "holdfast.config.ts", "new URL("],
  ["CommonJS that may import ESM", {}, { module: "nodenext" }, "holdfast.config.ts", '"drizzle"'],
  ["CommonJS that may not", {}, { module: "Node16" }, "holdfast.config.mts", '"drizzle"'],
] as const;

test.for(modules)("in a package of %s", async ([, type, compilerOptions, config, migrations]) => {
  const files = {
    "package.json": manifest({ ...withVitest, type: undefined, ...type }),
    "tsconfig.json": JSON.stringify({ compilerOptions }),
  };
  await planned(project(files), (plan) => {
    expect(written(plan)).toContain(config);
    const test = `migrations.test.${config.endsWith("mts") ? "mts" : "ts"}`;
    expect(textOf(plan, test)).toContain(`{ migrations: ${migrations}`);
  });
});

import { chmod, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { planInit, writePlanned } from "./index.ts";
import {
  at,
  configured,
  drizzleConfig,
  manifest,
  planned,
  project,
  refusal,
  stepsOf,
  textOf,
  withVitest,
  written,
} from "./projects.fixture.ts";

test("a project with Drizzle, Vitest and GitHub gets four files, and a second time none", async () => {
  await planned(project(), async (plan, folder) => {
    expect(written(plan)).toEqual([
      "holdfast.config.ts",
      "test/migrations.test.ts",
      ".github/workflows/holdfast.yml",
      "package.json",
    ]);
    expect(plan.next).toEqual(["npx holdfast verify"]);
    expect(textOf(plan, "holdfast.config.ts")).not.toContain("guard");
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

test("a project without a package.json takes holdfast as it runs", async () => {
  const files = {
    "alembic/env.py": "",
    "alembic/versions/1_a.py": 'revision = "1"\ndown_revision = None\n',
    "alembic.ini": "",
  };
  await planned(files, (plan) => {
    expect(written(plan)).toEqual(["holdfast.config.ts", ".github/workflows/holdfast.yml"]);
    expect(textOf(plan, "holdfast.config.ts")).toContain('  // guard: "installed",\n');
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
    "a drizzle.config for another database",
    project({ "drizzle.config.ts": 'export default { dialect: "mysql" };' }),
    ".",
    "input/not-postgresql",
    'drizzle.config.ts says that its dialect is "mysql"',
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
  ["CommonJS that may not by what it extends", {}, null, "holdfast.config.mts", '"drizzle"'],
  ["CommonJS that says other than what it extends", {}, { module: "preserve" }, "holdfast.config.ts", '"drizzle"'],
] as const;

const base = '{ // as tsc reads it\n "compilerOptions": { "module": "node16", }, /* and no more */ }';

test.for(modules)("in a package of %s", async ([, type, compilerOptions, config, migrations]) => {
  const files = {
    "package.json": manifest({ ...withVitest, type: undefined, ...type }),
    "tsconfig.json": JSON.stringify({ extends: ["./tsconfig.base", "@tsconfig/node20"], compilerOptions }),
    "tsconfig.base.json": '{ "extends": "./tsconfig.base.json" }',
    "node_modules/@tsconfig/node20/tsconfig.json": base,
  };
  await planned(project(files), (plan) => {
    expect(written(plan)).toContain(config);
    const test = `migrations.test.${config.endsWith("mts") ? "mts" : "ts"}`;
    expect(textOf(plan, test)).toContain(`{ migrations: ${migrations}`);
  });
});

import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { skip } from "../database/skip.fixture.ts";
import { testWhere } from "../database/test-provider.fixture.ts";
import { sound } from "../tools/drizzle/sample.fixture.ts";
import { type Built, build, type Ended, folderOf, programs } from "./built.fixture.ts";

let built: Built;

beforeAll(async () => {
  built = await build();
  const bin = join(built.folder, "node_modules/.bin/holdfast");
  await mkdir(dirname(bin), { recursive: true });
  await chmod(join(built.folder, programs.holdfast), 0o755);
  await symlink("../holdfast/dist/cli/main.js", bin);
  return built.remove;
});

const manifest = {
  type: "module",
  scripts: { test: "vitest run" },
  devDependencies: { "drizzle-orm": "0.45.4", holdfast: "0.1.0", vitest: "4.1.12" },
};
const people = "create table people (id integer primary key, name text not null)";
const more = "alter table people add column nick text";

/** A project in a git repository of its own, whose first commit is main. */
async function project(name: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = join(built.folder, name);
  const all = {
    "package.json": `${JSON.stringify(manifest, null, 2)}\n`,
    "drizzle.config.ts": 'export default { dialect: "postgresql", out: "./drizzle", schema: "./schema.ts" };\n',
    ".github/README.md": "",
    ...folderOf("drizzle", { "0000_people": people, "0001_more": more }),
    ...files,
  };
  await built.write(Object.fromEntries(Object.entries(all).map(([file, content]) => [`${name}/${file}`, content])));
  git(folder, "init", "-q", "-b", "main");
  commit(folder);
  return folder;
}

function git(folder: string, ...args: readonly string[]): string {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return String(execFileSync("git", [...who, ...args], { cwd: folder }));
}

function commit(folder: string): void {
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "--no-verify", "-m", "more");
}

/** @param stdin "closed", "silent" where nothing ever comes, or what is typed once a question is asked */
async function run(folder: string, program: string, args: readonly string[], stdin = "closed"): Promise<Ended> {
  const { FORCE_COLOR, NO_COLOR, VITEST, GITHUB_ACTIONS, GITHUB_STEP_SUMMARY, ...env } = process.env;
  const child = spawn(program, args, { cwd: folder, env });
  if (stdin === "closed") child.stdin.end();
  else if (stdin !== "silent") {
    // What is typed before is the shell's, and not the program's.
    child.stdout.on("data", (said: Buffer) => String(said).includes("[y/N]") && child.stdin.write(stdin));
  }
  const code = new Promise<number | null>((settle) => child.on("close", settle));
  const [end, stdout, stderr] = await Promise.all([code, text(child.stdout), text(child.stderr)]);
  return { code: end, stdout, stderr };
}

function holdfast(folder: string, args: readonly string[], stdin = "closed"): Promise<Ended> {
  return run(folder, process.execPath, [resolve(built.folder, programs.holdfast), ...args], stdin);
}

test.for(["closed", "silent"] as const)(
  "without --yes and a terminal nothing is written (stdin: %s)",
  async (stdin) => {
    const folder = await project(`untold-${stdin}`);
    const { code, stdout, stderr } = await holdfast(folder, ["init"], stdin);
    expect({ code, status: git(folder, "status", "--porcelain") }).toEqual({ code: 2, status: "" });
    expect(stdout).toMatch(/^Found drizzle in drizzle \(by drizzle\.config\.ts\); Vitest; npm; GitHub\.$/m);
    expect(stdout).toMatch(/^ {2}write: {4}holdfast\.config\.ts /m);
    expect(stderr).toContain("nothing was written");
    expect(stderr).toContain("→ Say --yes.");
  },
);

test("where another CI is at work, it says why no workflow is written, and where the commands are", async () => {
  const folder = await project("elsewhere", { ".circleci/config.yml": "" });
  const { code, stdout } = await holdfast(folder, ["init"]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/; npm; CircleCI\.$/m);
  expect(stdout).toMatch(/^ {2}none: {5}a workflow +only .* docs\/ci\.md of holdfast has what to run in CircleCI$/m);
  expect(stdout).not.toContain("holdfast.yml");
});

const answers = [
  ["y\n", 0, "Next:"],
  ["n\n", 1, "Nothing was written."],
  ["\u0004", 1, "Nothing was written."],
  ["\u0003", 130, "Write this?"],
] as const;

test.for(answers)("at a terminal it asks, and takes %j for an answer", async ([answer, code, says], context) => {
  if (process.platform !== "linux" || !existsSync("/usr/bin/script"))
    skip(context, "there is no script(1) to make a terminal");
  const folder = await project(`asked-${JSON.stringify(answer).replaceAll(/\W/g, "")}-${code}`);
  const command = `'${process.execPath}' '${resolve(built.folder, programs.holdfast)}' init`;
  const ended = await run(folder, "/usr/bin/script", ["-qec", command, "/dev/null"], answer);
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: expect.stringContaining(says) });
  expect(existsSync(join(folder, "holdfast.config.ts"))).toBe(code === 0);
});

interface Job {
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly name?: string; readonly run?: string }[];
}

/** Runs the scripts of the workflow's steps as its runner would, those after the packages are installed. */
async function workflow(folder: string): Promise<readonly { readonly name: string; readonly ended: Ended }[]> {
  const document = parse(await readFile(join(folder, ".github/workflows/holdfast.yml"), "utf8")) as {
    jobs: Record<string, Job>;
  };
  const { env = {}, steps = [] } = document.jobs.migrations ?? {};
  const done = [];
  for (const { name, run: script } of steps) {
    if (name === undefined || script === undefined) continue;
    const variables = {
      ...env,
      BASE: "origin/main",
      GITHUB_OUTPUT: join(built.folder, "output"),
      PATH: `${process.env.PATH}`,
    };
    const exports = Object.entries(variables).map(([key, value]) => `export ${key}='${value}'`);
    const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", [...exports, script].join("\n")];
    done.push({ name, ended: await run(folder, "bash", shell) });
  }
  return done;
}

test("init, then verify: green; a harmful migration: red, in the workflow as well", async () => {
  const folder = await project("whole");
  expect(await holdfast(folder, ["init", "--yes"])).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringMatching(
      /wrote: {4}holdfast\.config\.ts [\s\S]+added to: package\.json [\s\S]+Next:\n {2}npx holdfast verify\n$/,
    ),
  });
  const config = join(folder, "holdfast.config.ts");
  const where = Object.entries({ ...testWhere, seed: { rows: 20 } }).map(
    ([key, value]) => `  ${key}: ${JSON.stringify(value)},\n`,
  );
  await writeFile(config, (await readFile(config, "utf8")).replace("});", `${where.join("")}});`));
  expect(await holdfast(folder, ["verify"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^SAFE /) });

  commit(folder);
  git(folder, "update-ref", "refs/remotes/origin/main", "HEAD");
  const without = await workflow(folder);
  expect(without.map(({ name, ended: { code } }) => [name, code])).toContainEqual(["Read the migrations", 0]);
  expect(without[0]?.ended.stdout).toBe("No migration is new.\n");

  const history = sound({
    "0000_people": people,
    "0001_more": more,
    "0002_less": "alter table people drop column name",
  });
  for (const [file, content] of Object.entries(history)) await writeFile(join(folder, "drizzle", file), content);
  commit(folder);
  const [look, check, verify] = await workflow(folder);
  expect(await readFile(join(built.folder, "output"), "utf8")).toBe("found=true\n");
  expect([look, check, verify].map((step) => step?.ended.code)).toEqual([0, 1, 1]);
  expect(verify?.ended.stdout).toMatch(/^UNSAFE [\s\S]+survival\/column-lost[\s\S]+public\.people\.name/);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(["holdfast.html", "holdfast.sarif"]));
});

test("the test that it writes is one that Vitest finds, and has no type error", async () => {
  const folder = await project("typed", {
    "vitest.config.ts": 'export default { test: { include: ["spec/**/*.spec.ts"] } };\n',
  });
  expect((await holdfast(folder, ["init", "--yes"])).code).toBe(0);
  const listed = await run(folder, process.execPath, [programs.vitest, "list", "--filesOnly"]);
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining("spec/migrations.spec.ts") });
  await rm(join(folder, "vitest.config.ts"));
  const compilerOptions = { strict: true, noEmit: true, target: "es2023", types: ["node"], skipLibCheck: true };
  const compiled = () => run(folder, process.execPath, [programs.compiler, "-p", "."]);
  const kinds = [
    ["module", "nodenext", "ts"],
    ["commonjs", "nodenext", "ts"],
    ["commonjs", "node16", "mts"],
  ] as const;
  for (const [type, module, extension] of kinds) {
    for (const name of ["spec", "test", "holdfast.config.ts"])
      await rm(join(folder, name), { recursive: true, force: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ ...manifest, type }));
    const settings = { compilerOptions: { ...compilerOptions, module }, include: ["*.ts", "*.mts", "test"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
    expect((await holdfast(folder, ["init", "--yes"])).code).toBe(0);
    expect(existsSync(join(folder, `test/migrations.test.${extension}`))).toBe(true);
    expect((await compiled()).stdout).toBe("");
  }
  await appendFile(join(folder, "holdfast.config.mts"), "export const wrong: number = 'text';\n");
  expect((await compiled()).stdout).toContain("TS2322");
});

test("what cannot be a project ends with 2, and says what to do", async () => {
  const folder = await project("several", {
    "apps/a/package.json": "{}",
    "apps/a/drizzle.config.ts": "export default {};",
    "apps/b/package.json": "{}",
    "apps/b/drizzle.config.ts": "export default {};",
  });
  await rm(join(folder, "drizzle.config.ts"));
  const { code, stderr } = await holdfast(folder, ["init", "--yes"]);
  expect(code).toBe(2);
  expect(stderr).toContain("apps/a, apps/b");
  expect(stderr).toContain("holdfast init apps/a");
  expect(await holdfast(folder, ["init", "postgres://u:secret@h/db"])).toMatchObject({
    code: 2,
    stderr: expect.not.stringContaining("secret"),
  });
});

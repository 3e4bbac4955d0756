import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  type Action,
  checkout,
  linkCommand,
  type PullRequest,
  readAction,
  root,
  runStep,
  type Step,
  tipOf,
} from "./action.fixture.ts";
import { type Built, build } from "./cli/built.fixture.ts";
import { sound } from "./tools/drizzle/sample.fixture.ts";

let built: Built;
let action: Action;

beforeAll(async () => {
  action = await readAction();
  built = await build();
  await linkCommand(built);
  return built.remove;
});

const people = "create table people (id integer primary key, name text not null, born date)";
const first = { "0000_people": people };

/** Names as hostile as git and a file system let them be. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, and harmless as long as no shell reads it
const target = "main$(touch${IFS}alive)`touch${IFS}alive`';touch${IFS}alive;\"&|<>%0A--all";
const folder = "-h $(touch alive) `touch alive` '\"%0A::error::x";

function pullRequest(added: Readonly<Record<string, string>>): PullRequest {
  return { target, folder, before: sound(first), after: sound({ ...first, ...added }) };
}

function stepOf(id: string | undefined): Step {
  const found = action.runs.steps.find((step) => step.run !== undefined && step.id === id);
  expect(found, `a script with the id ${id}`).toBeDefined();
  return found as Step;
}

/** Without npx, which takes its time; the first test goes by it. */
const command = "node ../../node_modules/holdfast/dist/cli/main.js";
const wanted = { folder, command, provider: "embedded", args: "--rows=20\n--seed=3" };

/** The action from end to end but for the uploads: of them, and of the event, it is said what the runner knows. */
async function act(clone: string, inputs: Readonly<Record<string, string>>, variables = {}, known = {}) {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default] as const);
  const given = Object.fromEntries(
    [...defaults, ...Object.entries(inputs)].map(([name, text]) => [`inputs.${name}`, text]),
  );
  const verify = await runStep(stepOf("verify"), clone, { ...given, ...known }, variables);
  expect(verify.code, verify.log).toBe(0);
  const outputs = Object.entries(verify.outputs).map(([name, text]) => [`steps.verify.outputs.${name}`, text] as const);
  const end = await runStep(stepOf(undefined), clone, { ...given, ...Object.fromEntries(outputs), ...known });
  expect(await alive(dirname(clone)), "what names had a shell run").toEqual([]);
  return { verify, end };
}

async function alive(at: string): Promise<readonly string[]> {
  return (await readdir(at, { recursive: true })).filter((name) => name.endsWith("alive"));
}

describe("a pull request", () => {
  test("that loses data ends with 1, with annotations, summary, page and SARIF, also in a shallow clone", async () => {
    const clone = await checkout(built, pullRequest({ "0001_less": "alter table people drop column born" }));
    const { command: _, ...usual } = wanted;
    const { verify, end } = await act(
      clone,
      usual,
      { GITHUB_BASE_REF: target },
      {
        "steps.sarif.outcome": "skipped",
        "steps.html.outcome": "failure",
      },
    );
    expect(verify.outputs).toMatchObject({ verdict: "unsafe", "exit-code": "1" });
    const { json = "", html = "", sarif = "" } = verify.outputs;
    expect(JSON.parse(await readFile(json, "utf8")).history.candidate).toEqual(["0001_less"]);
    expect(await readFile(html, "utf8")).toMatch(/^<!doctype html>/i);
    expect(JSON.parse(await readFile(sarif, "utf8")).version).toBe("2.1.0");
    const [, token] = /^::stop-commands::(\S+)$/m.exec(verify.log) ?? [];
    expect(verify.log.split(`\n::${token}::\n`)[1]).toMatch(/^::error file=.*survival\/column-lost/m);
    expect(verify.summary).toContain("born");
    expect(end.log).toContain("from a fork may not write there");
    expect(end.log).toContain("::warning title=holdfast::The HTML report could not be uploaded.");
    expect(end.code).toBe(1);
  });

  test("that loses nothing ends with 0, in a merge queue, too", async () => {
    const clone = await checkout(built, pullRequest({ "0001_more": "alter table people add column nick text" }));
    const uploads = { "steps.html.outputs.artifact-url": "https://example.com/1", "steps.sarif.outcome": "success" };
    const queue = { "github.event.merge_group.base_sha": tipOf(clone, `refs/heads/${target}`) };
    const { verify, end } = await act(clone, wanted, {}, { ...uploads, ...queue });
    expect(verify.outputs).toMatchObject({ verdict: "safe", "exit-code": "0" });
    expect(end).toMatchObject({ code: 0, log: "", summary: "\n[The whole report](https://example.com/1)\n" });
  });

  test("without a new migration passes, and says so", async () => {
    const clone = await checkout(built, pullRequest({}));
    const { verify, end } = await act(clone, wanted, { GITHUB_BASE_REF: target });
    expect(verify.outputs).toMatchObject({ verdict: "none", "exit-code": "0" });
    expect(Object.keys(verify.outputs)).not.toContain("html");
    expect(verify.log.split("\n").filter((line) => line.startsWith("::notice"))).toHaveLength(1);
    expect(verify.log).not.toMatch(/^::error/m);
    expect(verify.summary).toBe("**holdfast**: there is no new migration to verify.\n");
    expect(end.code).toBe(0);
  });
});

describe("what cannot be judged is no pass", () => {
  let clone: string;
  beforeAll(async () => {
    clone = await checkout(built, pullRequest({}));
  });

  test.for([
    ["a base of which nothing is there", { base: "v1.0" }, "2", "fetch-depth: 0"],
    [
      "a base that looks like an option, and like a command",
      { base: "--all\n::warning::%" },
      "2",
      "--all%0A::warning::%25",
    ],
    ["a command that is not installed", { command: "npx --no-install holdfest" }, "3", "left no report"],
    ["a command that nobody has", { command: "holdfest" }, "3", "ended with 127 and left no report"],
    ["no command", { command: " " }, "3", "left no report"],
    ["a command that succeeds and does nothing", { command: "true" }, "3", "left no report"],
    ["help in place of a run", { args: "--help" }, "3", "left no report"],
    ["an unknown option", { args: "--provider embedded" }, "2", "Unknown option"],
    ["an unknown provider", { provider: "podman" }, "2", "--provider is one of"],
    ["a folder that is not there", { folder: "nowhere" }, "2", "nowhere"],
    ["an artifact outside of its folder", { artifact: "../../x" }, "2", "The input artifact"],
  ] as const)("%s", async ([, inputs, code, words]) => {
    const { verify, end } = await act(clone, { ...wanted, ...inputs });
    expect(verify.outputs).toMatchObject({ verdict: "", "exit-code": code });
    expect(verify.log.split("\n").find((line) => line.startsWith("::error"))).toContain(words);
    expect(verify.log).not.toMatch(/^\s*::warning/m);
    expect(end.code).toBe(Number(code));
  });
});

test("a workflow that does not have the pull request is no pass", async () => {
  const clone = await checkout(built, pullRequest({ "0001_less": "alter table people drop column born" }));
  const event = { GITHUB_BASE_REF: target, GITHUB_EVENT_NAME: "pull_request_target" };
  const { verify, end } = await act(clone, wanted, event);
  expect(verify.outputs).toMatchObject({ verdict: "", "exit-code": "2" });
  expect(verify.log).toContain("::error title=holdfast::Use the event pull_request.");
  expect(end.code).toBe(2);
});

/** Every file that GitHub runs something by. */
async function githubFiles(): Promise<readonly (readonly [name: string, text: string])[]> {
  const workflows = (await readdir(join(root, ".github/workflows"))).filter((name) => /\.ya?ml$/.test(name));
  const names = ["action.yml", ...workflows.map((name) => `.github/workflows/${name}`)];
  return Promise.all(names.map(async (name) => [name, await readFile(join(root, name), "utf8")] as const));
}

function scriptsIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "run" && typeof value === "string" ? [value] : scriptsIn(value),
  );
}

describe("what runs on GitHub", () => {
  test("takes actions by commit, with the version beside it", async () => {
    const uses = (await githubFiles()).flatMap(([, text]) => text.match(/(?<=\buses: ).*/g) ?? []);
    expect(uses.length).toBeGreaterThan(2);
    expect(uses.filter((line) => !/^(?:[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/.*)$/.test(line))).toEqual([]);
  });

  test("puts nothing into a script that others may name, which could become a command", async () => {
    const scripts = (await githubFiles()).flatMap(([, text]) => scriptsIn(parse(text)));
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((script) => /\$\{\{(?! matrix\.)/.test(script))).toEqual([]);
  });

  test("may read the repository, and write only where a job says so", async () => {
    for (const [name, text] of await githubFiles()) {
      if (name !== "action.yml") expect(parse(text).permissions, name).toEqual({ contents: "read" });
    }
  });

  test("has its page, with every input and output", async () => {
    const page = await readFile(join(root, "docs/github-action.md"), "utf8");
    const [example = ""] = page.match(/(?<=^```yaml\n).*?(?=^```$)/ms) ?? [];
    expect(parse(example).permissions).toEqual({ contents: "read" });
    const names = [...Object.keys(action.inputs), ...Object.keys(action.outputs)];
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test("names what there is: inputs, steps before, and files of its own", () => {
    const text = JSON.stringify(action);
    const ids = action.runs.steps.flatMap(({ id = [] }) => id);
    const named = (kind: string) =>
      [...text.matchAll(new RegExp(`\\b${kind}\\.([\\w-]+)`, "g"))].map(([, name]) => name);
    expect(new Set(named("inputs"))).toEqual(new Set(Object.keys(action.inputs)));
    expect(ids).toEqual(expect.arrayContaining(named("steps") as string[]));
    const files = [...text.matchAll(/\$GITHUB_ACTION_PATH\/([\w./-]+)/g)].map(([, file = ""]) => join(root, file));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(files.length).toBe(2);
  });
});

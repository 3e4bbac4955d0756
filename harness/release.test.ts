import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { outsideHooks } from "./text/git.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const env = outsideHooks(process.env);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "release-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function git(...args: readonly string[]): void {
  const nobody = ["-c", "user.name=nobody", "-c", "user.email=nobody@invalid"];
  execFileSync("git", [...nobody, ...args], { cwd: folder, env, stdio: "pipe" });
}

interface Project {
  readonly version: string;
  readonly locked: string;
  readonly changelog: string;
  readonly repository?: object;
}

async function commit({ version, locked, changelog, repository }: Project): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ version, repository }));
  await writeFile(join(folder, "package-lock.json"), JSON.stringify({ version: locked }));
  await writeFile(join(folder, "CHANGELOG.md"), changelog);
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "release");
}

/** What was asked, by whether it holds. */
function asked(
  tag: string,
  repository: string,
): { code: number | null; held: readonly string[]; failed: readonly string[] } {
  const { status: code, stdout } = spawnSync("bash", [join(root, ".ci/release.sh"), tag], {
    cwd: folder,
    env: { ...env, GITHUB_REPOSITORY: repository },
    encoding: "utf8",
  });
  const lines = (word: string) =>
    [...stdout.matchAll(new RegExp(`^${word} +(.*)$`, "gm"))].map(([, what = ""]) => what);
  return { code, held: lines("ok"), failed: lines("FAILED") };
}

describe("a release", () => {
  const repository = { type: "git", url: "git+https://github.com/someone/holdfast.git" };
  // Which of them there are is a matter of the machine.
  const ofTheMachine = (what: string) => /^(?:Node|npm) is at least/.test(what);

  test("of the version that the tag names, on main and with a dated changelog, may be made", async () => {
    await commit({
      version: "1.2.3",
      locked: "1.2.3",
      changelog: "## [Unreleased]\n\n## [1.2.3] - 2026-11-22\n",
      repository,
    });
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    const { held, failed } = asked("v1.2.3", "someone/holdfast");
    expect(failed.filter((what) => !ofTheMachine(what))).toEqual([]);
    expect(held.filter((what) => !ofTheMachine(what))).toHaveLength(7);
  });

  test("is refused for each thing that does not hold, all of them at once", async () => {
    await commit({ version: "1.2.3-rc.1", locked: "1.2.2", changelog: "## [1.2.3] - 2026-11-22\n", repository });
    await writeFile(join(folder, "dirt"), "");
    const { code, held, failed } = asked("v1.2.3", "somebody-else/holdfast");
    expect(held.filter((what) => !ofTheMachine(what))).toEqual([]);
    expect(failed.filter((what) => !ofTheMachine(what))).toHaveLength(7);
    expect(code).toBe(1);
  });
});

test("only the job that publishes has an identity, after all of CI and an approval, and nothing holds a token", async () => {
  const text = await readFile(join(root, ".github/workflows/release.yml"), "utf8");
  const { on, jobs } = parse(text);
  expect(on).toEqual({ push: { tags: ["v*"] } });
  expect(Object.keys(jobs)).toEqual(["ci", "publish"]);
  expect(jobs.ci).toEqual({ uses: "./.github/workflows/ci.yml" });
  expect(jobs.publish).toMatchObject({
    needs: "ci",
    environment: "npm",
    permissions: { contents: "read", "id-token": "write" },
  });
  expect(text).not.toMatch(/secrets\.|TOKEN/);
  const ci = parse(await readFile(join(root, ".github/workflows/ci.yml"), "utf8"));
  expect(Object.keys(ci.on)).toContain("workflow_call");
});

const kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

test("the changelog has the unreleased first, then versions with dates from new to old, and known kinds of change", async () => {
  const text = await readFile(join(root, "CHANGELOG.md"), "utf8");
  const [unreleased, ...versions] = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(unreleased).toBe("[Unreleased]");
  expect(versions.filter((title = "") => !/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/.test(title))).toEqual([]);
  const days = versions.map((title = "") => title.slice(-10));
  expect(days).toEqual(days.toSorted().toReversed());
  expect(kinds).toEqual(expect.arrayContaining([...text.matchAll(/^### (.*)$/gm)].map(([, kind]) => kind)));
  // An entry is one item, which may go on in lines that are set in.
  const strange = text.split("\n").filter((line) => /^\s*[*+] /.test(line));
  expect(strange).toEqual([]);
});

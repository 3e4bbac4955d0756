import { execFile, execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { thisProcess } from "../database/owner.ts";
import type { CleanReport } from "../model/clean-report.ts";
import type { DoctorReport } from "../model/doctor-report.ts";
import { lookAtNode, lookAtVitest } from "../pipeline/doctor/packages.ts";
import { lookAtGit } from "../pipeline/doctor/project.ts";
import { type Built, build, type Ended, folderOf, once, programs, projects } from "./built.fixture.ts";

let built: Built;

beforeAll(async () => {
  built = await build();
  await built.write(projects);
  return built.remove;
});

const canary = "s3cr3t-canary";
/** What a doctor is asked that needs no container. */
const embedded = ["--provider", "embedded"] as const;

function reportOf({ stdout }: Ended): DoctorReport {
  return JSON.parse(stdout) as DoctorReport;
}

function stateOf(report: DoctorReport, item: DoctorReport["items"][number]["item"]) {
  return report.items.find((one) => one.item === item) ?? expect.fail(item);
}

const healthy = once(() =>
  built.holdfast(["doctor", "safe", ...embedded, "--json", "--reporter", "markdown=doctor.md"], {
    DOCKER_HOST: `tcp://user:${canary}@127.0.0.1:9`,
    DATABASE_URL: `postgres://u:${canary}@127.0.0.1:9/x`,
  }),
);

test("where a server can be had it ends with 0, and has looked at everything", async () => {
  const ended = await healthy();
  const report = reportOf(ended);
  expect(ended.code).toBe(0);
  expect(report).toMatchObject({ schemaVersion: 1, command: "doctor", verdict: "ready", provider: "embedded" });
  expect(report.items.map(({ item }) => item)).toEqual([
    "container-runtime",
    "image",
    "embedded-server",
    "lent-server",
    "memory",
    "disk-space",
    "node-version",
    "package-versions",
    "one-vitest",
    "config",
    "migrations",
    "migration-tool",
    "git-history",
    "leftovers",
    "variables",
  ]);
  expect(stateOf(report, "embedded-server")).toMatchObject({ state: "ok" });
  expect(stateOf(report, "migrations")).toMatchObject({ state: "ok", found: "safe: 2 migrations of drizzle, journal" });
  expect(stateOf(report, "migration-tool").found).toMatch(/^drizzle-orm \d/);
  const amiss = report.items.filter(({ state }) => state === "warning" || state === "problem");
  expect(report.findings.map(({ code }) => code).toSorted()).toEqual(
    amiss.map(({ item }) => `environment/${item}`).toSorted(),
  );
  expect(report.findings.filter(({ remedy }) => remedy === "")).toEqual([]);
  expect(await readFile(join(built.folder, "doctor.md"), "utf8")).toContain("READY");
});

test("no password of a variable is shown, and what is not read is named", async () => {
  const { stdout, stderr } = await healthy();
  expect(`${stdout}${stderr}${await readFile(join(built.folder, "doctor.md"), "utf8")}`).not.toContain(canary);
  const { found } = stateOf(reportOf({ stdout, stderr, code: 0 }), "variables");
  expect(found).toContain("DOCKER_HOST=tcp://user:***@127.0.0.1:9");
  expect(found).toContain("DATABASE_URL is set, and not read");
});

test("where none can be had it ends with 3, with what each said", async () => {
  const server = ["--server", `postgres://u:${canary}@127.0.0.1:9/x`];
  const ended = await built.holdfast(["doctor", "safe", ...server]);
  expect(ended.code).toBe(3);
  expect(ended.stdout).toMatch(/^UNFIT {2}no server can be had here/);
  expect(ended.stdout).toMatch(/^ {2}problem {2}lent-server +\S/m);
  expect(ended.stdout).toMatch(/environment\/lent-server\n[\s\S]+→ \S/);
  expect(`${ended.stdout}${ended.stderr}`).not.toContain(canary);
});

test("a folder for temporary files that is not there is named as such", async () => {
  const report = reportOf(await built.holdfast(["doctor", "safe", ...embedded, "--json"], { TMPDIR: "/nowhere" }));
  expect(report.verdict).toBe("unfit");
  expect(stateOf(report, "variables")).toMatchObject({ state: "problem", found: expect.stringContaining("/nowhere") });
});

test("a project in which something else is wrong is hindered, and ends with 1", async () => {
  await built.write({
    "broken/holdfast.config.ts": "export default { migrations: 'drizzle', sed: {} };",
    "broken/package.json": "{}",
    ...folderOf("broken/drizzle", { "0000_a": "create table a (id integer)" }),
  });
  const where = join(built.folder, "broken/holdfast.config.ts");
  const files = ["junit=d.xml", "sarif=d.sarif", "html=d.html"].flatMap((one) => ["--reporter", one]);
  const ended = await built.holdfast(["doctor", ...embedded, "--config", where, ...files, "--json"]);
  const report = reportOf(ended);
  expect(ended.code).toBe(1);
  expect(report.verdict).toBe("hindered");
  expect(report.findings).toContainEqual({
    code: "environment/config",
    severity: "error",
    object: "config",
    message: expect.stringContaining("sed"),
    remedy: "Did you mean seed?",
  });
  const written = await Promise.all(
    ["d.xml", "d.sarif", "d.html"].map((name) => readFile(join(built.folder, name), "utf8")),
  );
  for (const text of written) expect(text).toContain("environment/config");
});

test("damaged migrations, and a folder that is none, are told beside the rest", async () => {
  await built.write({ "damaged/meta/_journal.json": '{ "version": "7", "entries": [' });
  const damaged = reportOf(await built.holdfast(["doctor", "damaged", ...embedded, "--json"]));
  expect(stateOf(damaged, "migrations")).toMatchObject({
    state: "problem",
    found: expect.stringContaining("_journal.json"),
  });
  const none = reportOf(await built.holdfast(["doctor", ...embedded, "--json"]));
  expect(stateOf(none, "migrations")).toMatchObject({ state: "warning" });
  expect(none.verdict).toBe("ready");
});

test("a shallow clone, one that another user owns, and leftovers of crashed runs, are warnings", async () => {
  const [origin, clone] = [join(built.folder, "origin"), join(built.folder, "clone")];
  const temporary = await mkdtemp(join(tmpdir(), "holdfast-doctor-"));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  // Who runs the server when root asks for it must get there.
  await chmod(temporary, 0o755);
  await built.write(folderOf("origin/drizzle", { "0000_a": "create table a (id integer)" }));
  const git = (folder: string, ...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
  git(origin, "init", "-q");
  git(origin, "add", "-A");
  for (const message of ["one", "two"]) git(origin, "commit", "-q", "--no-verify", "--allow-empty", "-m", message);
  git(built.folder, "clone", "-q", "--depth", "1", `file://${origin}`, "clone");
  const left = `holdfast-server-${thisProcess().replace(/[0-9a-f]+$/, "0")}-0a`;
  await mkdir(join(temporary, left));
  const program = join(built.folder, programs.holdfast);
  const options = { cwd: clone, env: { ...process.env, TMPDIR: temporary } };
  const { stdout } = await promisify(execFile)(process.execPath, [program, "doctor", ...embedded, "--json"], options);
  const report = JSON.parse(stdout) as DoctorReport;
  expect(stateOf(report, "git-history")).toMatchObject({
    state: "warning",
    found: expect.stringContaining("shallow clone of 1 commit"),
  });
  expect(stateOf(report, "leftovers").tried.join()).toContain(left);

  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await lookAtGit(clone)).toMatchObject({
    state: "warning",
    remedy: `Trust it: git config --global --add safe.directory ${clone}`,
  });

  const dry = await built.holdfast(["clean", "--dry-run", "--json"], { TMPDIR: temporary });
  const { verdict, leftovers } = JSON.parse(dry.stdout) as CleanReport;
  expect({ code: dry.code, verdict }).toEqual({ code: 0, verdict: "found" });
  expect(leftovers).toContainEqual(
    expect.objectContaining({ name: join(temporary, left), fate: "would-remove", by: `process ${process.pid}` }),
  );
  expect(await readdir(temporary)).toContain(left);
  const fresh = join(temporary, "holdfast-stage-fresh");
  await mkdir(fresh);
  const cleaned = await built.holdfast(["clean"], { TMPDIR: temporary, DOCKER_HOST: "tcp://127.0.0.1:1" });
  expect(cleaned.stderr).toMatch(
    /^containers were not looked for: .*tcp:\/\/127\.0\.0\.1:1\): refused; nothing listens/m,
  );
  const [told, said] = [cleaned.stdout.split("\n"), cleaned.stderr.split("\n")];
  const naming = (name: string) => [told, said].map((lines) => lines.filter((line) => line.includes(name)).length);
  expect({ removed: naming(left), stays: naming(fresh) }).toEqual({ removed: [0, 1], stays: [1, 0] });
});

test("another Node.js than holdfast names, and two copies of Vitest, are problems", async () => {
  expect(await lookAtNode("18.20.4")).toMatchObject({ state: "problem", remedy: "Install Node.js >=20.19.0." });
  const copy = (name: string, version: string) => ({
    [`twice/node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
  });
  await built.write({ ...copy("vitest", "3.2.4"), ...copy("holdfast", "0.1.0") });
  expect(await lookAtVitest(join(built.folder, "twice"))).toMatchObject({
    state: "problem",
    found: expect.stringMatching(/^the project has vitest 3\.2\.4, and holdfast another copy, \d/),
  });
});

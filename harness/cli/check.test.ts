import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, test } from "vitest";
import { testArguments, testProvider } from "../database/test-server.fixture.ts";
import { leftBy } from "../database/world.fixture.ts";
import type { CheckReport } from "../model/report.ts";
import { type Built, build, folderOf, programs } from "./built.fixture.ts";

let built: Built;

const history = {
  "0000_people": "create table people (id int);\n",
  "0001_more": "alter table people add column a int;\n",
};

beforeAll(async () => {
  built = await build();
  await built.write({
    ...folderOf("sound", history),
    ...folderOf("damaged", { ...history, "0002_index": "create index concurrently on people (a);\n" }),
    "damaged/0003_lost.sql": "select 1;\n",
    ...folderOf("dangerous", { ...history, "0002_less": "alter table people drop column a;\n" }),
    "nothing/README.md": "x",
    "broken/meta/_journal.json": '{ "entries": [ }',
  });
  return built.remove;
});

test("a sound history ends with 0, a damaged one with 1, in words and as one document", async () => {
  const sound = await built.holdfast(["check", "sound"]);
  expect(sound).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^SOUND {2}nothing is wrong with the files\nsound: 2 migrations\n/),
    stderr: "",
  });
  const plain = await built.holdfast(["check", "damaged"]);
  expect(plain).toMatchObject({ code: 1, stderr: "" });
  expect(plain.stdout).toMatch(/^DAMAGED /);
  expect(plain.stdout).toContain("damaged/0002_index.sql:1:1  create index concurrently on people (a)");
  expect(plain.stdout).toContain("With --base REF");
  expect(plain.stdout).toMatch(/Again: npx holdfast check damaged\n$/);
  const json = await built.holdfast(["check", "damaged", "--json"]);
  expect(json).toMatchObject({ code: 1, stderr: "" });
  const report = JSON.parse(json.stdout) as CheckReport;
  expect(report).toMatchObject({
    schemaVersion: 1,
    command: "check",
    verdict: "damaged",
    history: { tool: "drizzle", layout: "journal", folder: "damaged", migrations: 3 },
    base: null,
  });
  expect(report.findings.map(({ code }) => code)).toEqual([
    "history/file-without-entry",
    "history/outside-transaction",
  ]);
});

test("a migration that throws values away ends with 1, without any database", async () => {
  const ended = await built.holdfast(["check", "dangerous"]);
  expect(ended).toMatchObject({ code: 1, stderr: "" });
  expect(ended.stdout).toMatch(/^DANGEROUS {2}/);
  expect(ended.stdout).toContain("lint/drop-column\n    public.people.a  ");
  expect(ended.stdout).toContain("Read 1 statement of 0002_less.");
});

test("damage that keeps verify from looking is what check is about", async () => {
  const ended = await built.holdfast(["check", "broken"]);
  expect(ended).toMatchObject({ code: 1, stderr: "" });
  expect(ended.stdout).toContain("broken/meta/_journal.json:1:16");
});

test("with a base, what was there is a note, and the command says against what", async () => {
  await built.write(folderOf("repository/db", { ...history, "0002_index": "vacuum;\n" }));
  const root = join(built.folder, "repository");
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      stdio: "ignore",
    });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "base");
  const ended = await built.holdfast(["check", "repository/db", "--base", "main"]);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toMatch(
    /^SOUND {2}nothing new or serious .*\nrepository\/db: 3 migrations, against main \([\da-f]{10}\)\n/,
  );
  expect(ended.stdout).toContain("(old: main has it, too)");
});

test.for<readonly [args: readonly string[], words: string, remedy: string]>([
  [["nothing"], "No migrations were recognised", "meta/_journal.json"],
  [["nowhere"], "There is no folder", "Give the folder"],
  [["sound", "--base", "nowhere"], "git cannot compare sound with nowhere", "fetch-depth: 0"],
  [["sound", "--bse", "main"], "Unknown option '--bse'", "Did you mean --base?"],
  [["sound", "damaged"], "check takes one folder", "--help"],
  [["sound", "--candidate", "x"], "Unknown option '--candidate'", "--help"],
  [[], "No migrations folder was given", "holdfast check path/to/migrations"],
])("%j ends with 2 and tells what to do", async ([args, words, remedy]) => {
  const ended = await built.holdfast(["check", ...args]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain(words);
  expect(ended.stderr).toContain(remedy);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
});

describe("--replay and --generate", () => {
  const provider = testProvider === "testcontainers" ? testProvider : "embedded";
  const there = [...testArguments, "--provider", provider];

  test("what goes on is told on stderr, and the report says where it ran", async () => {
    const ended = await built.holdfast(["check", "sound", "--replay", ...there]);
    expect(ended).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/PostgreSQL \d+\.\d+.*\nreplaying 2 migrations\n$/s),
    });
    expect(ended.stdout).toContain("public.people  the migrations make table public.people");
    expect(ended.stdout).toMatch(/\nReplayed on PostgreSQL \d+\.\d+.*s\.\nAgain: npx holdfast check sound --replay /);
  });

  test("a history that does not replay ends with 1, in JSON too", async () => {
    await built.write(folderOf("failing", { ...history, "0002_lost": "alter table nobody add x int;\n" }));
    const ended = await built.holdfast(["check", "failing", "--replay", "--json", ...there]);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("replaying 3 migrations") });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      verdict: "damaged",
      replayedOn: expect.stringMatching(/^PostgreSQL \d+\.\d+/),
      findings: [{ code: "history/replay-failed", object: "0002_lost" }],
    });
  });

  test("Ctrl-C ends it with 130 and leaves nothing", async () => {
    await built.write(folderOf("endless", { "0000_wait": "select pg_sleep(600);\n" }));
    const run = built.start(programs.holdfast, ["check", "endless", "--replay", ...there]);
    const { stderr, pid } = run.process;
    if (stderr === null || pid === undefined) return expect.fail("the run did not start");
    const lines = createInterface({ input: stderr });
    lines.on("line", (line) => line.startsWith("replaying") && lines.emit("midway"));
    await once(lines, "midway");
    expect(await leftBy(pid, provider)).toHaveLength(1);
    run.process.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 130, stdout: "" });
    expect(await leftBy(pid, provider)).toEqual([]);
  });

  test.for<readonly [args: readonly string[], words: string, remedy: string]>([
    [["sound", "--generate"], "There is no drizzle.config.* beside sound or above it", "leave --generate out"],
    [["sound", "--provider", "embedded"], "check starts a server for --replay only", "Add --replay"],
  ])("%j ends with 2 and tells what to do", async ([args, words, remedy]) => {
    const ended = await built.holdfast(["check", ...args]);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).toContain(remedy);
  });
});

describe("--drops", () => {
  test("lists every drop, and what became of it", async () => {
    await built.write({
      "drops/001_people.sql": "create table people (id int, mail text);\n",
      "drops/001_people.down.sql": "drop table people;\n",
      "drops/002_no_mail.sql": "alter table people drop mail;\n",
      "drops/003_mail.sql": "alter table people add mail text;\n",
    });
    const ended = await built.holdfast(["check", "drops", "--drops"]);
    expect(ended).toMatchObject({ code: 1, stderr: "" });
    expect(ended.stdout).toContain(
      `
Drops: 2 in 3 migrations (1 in up paths, 1 in down paths)
  001_people   down  table  public.people       production not looked at       001_people.down.sql:1
  002_no_mail  up    column public.people.mail  made again by 003_mail, empty  002_no_mail.sql:1
`,
    );
    expect(ended.stdout).toContain("\nFiles only, no database; ");
    const none = await built.holdfast(["check", "sound", "--drops"]);
    expect(none.stdout).toContain("\nDrops: 0 in 2 migrations\n");
  });

  test.for<readonly [args: readonly string[], code: number, words: string, remedy: string]>([
    [["--url", "env:A", "--snapshot", "b"], 2, "--url and --snapshot exclude each other", "--help"],
    [["--snapshot", "postgres://u:hush@h/d"], 2, "--snapshot takes no address", "--url"],
    [["--snapshot", "nowhere.json"], 2, "nowhere.json", "holdfast snapshot"],
    [["--url", "env:NOBODY_SET_THIS"], 2, "NOBODY_SET_THIS", ""],
    [["--url", "postgres://u:hush@127.0.0.1:1/d"], 3, "127.0.0.1:1", ""],
  ])("%j cannot be looked at", async ([args, code, words, remedy]) => {
    const ended = await built.holdfast(["check", "sound", ...args]);
    expect(ended).toMatchObject({ code, stdout: "" });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).toContain(remedy);
    expect(ended.stderr).not.toContain("hush");
  });
});

test("--upgrade says whether the history can go to 1.0", async () => {
  const ended = await built.holdfast(["check", "sound", "--upgrade"]);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toContain(
    "sound  nothing in the files keeps `drizzle-kit up` of 1.0 from converting this history",
  );
});

test("the folder of drizzle.config is the default", async () => {
  await built.write({ "drizzle.config.json": JSON.stringify({ dialect: "postgresql", out: "./sound" }) });
  expect(await built.holdfast(["check"])).toMatchObject({ code: 0, stdout: expect.stringContaining("\nsound: 2 mig") });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { testProvider as provider } from "../database/test-server.fixture.ts";
import type { Report } from "../model/report.ts";
import { type Built, build, projects } from "./built.fixture.ts";

const colored = "\u001b[";
const here = ["--provider", provider, "--rows", "20"];
let built: Built;

beforeAll(async () => {
  built = await build();
  await built.write(projects);
  return built.remove;
});

test.for([
  ["safe", 0],
  ["unsafe", 1],
  ["unproven", 1],
] as const)("%s ends with %i, in words and as one document", async ([verdict, code]) => {
  const [plain, json] = await Promise.all([
    built.holdfast(["verify", verdict, ...here]),
    built.holdfast(["verify", verdict, ...here, "--json"]),
  ]);
  expect([plain.code, json.code]).toEqual([code, code]);
  expect(plain.stdout).toMatch(new RegExp(`^${verdict.toUpperCase()} `));
  expect(plain.stdout + plain.stderr).not.toContain(colored);
  expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, command: "verify", verdict });
  expect(json.stderr).toMatch(/^(a container of|embedded PostgreSQL) .*\n(.*\n)*replaying 1 migrations? of /m);
});

test("the report names what was lost, where, and the way to see it again", async () => {
  const { stdout } = await built.holdfast(["verify", "unsafe", ...here]);
  expect(stdout).toContain("survival/column-lost");
  expect(stdout).toContain("public.people.born");
  expect(stdout).toContain("unsafe/0001_less.sql:1:1");
  expect(stdout).toContain(`npx holdfast verify unsafe ${here.join(" ")}`);
});

test("colors come and go as the environment says, and never into a document", async () => {
  const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    built.holdfast(["verify", "unsafe", ...here, ...args], env);
  const forced = await run([], { FORCE_COLOR: "1" });
  expect(forced.stdout).toContain(colored);
  expect((await run([], { FORCE_COLOR: "1", NO_COLOR: "1" })).stdout).not.toContain(colored);
  expect((await run(["--json"], { FORCE_COLOR: "1" })).stdout).not.toContain(colored);
});

test("a report also goes to a file, and an unwritable one is an error", async () => {
  const file = join(built.folder, "report.json");
  const ended = await built.holdfast(["verify", "safe", ...here, "--reporter", `json=${file}`]);
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^SAFE/) });
  expect((JSON.parse(await readFile(file, "utf8")) as Report).verdict).toBe("safe");
  const lost = await built.holdfast([
    "verify",
    "safe",
    ...here,
    "--reporter",
    `json=${join(built.folder, "no/such/folder.json")}`,
  ]);
  expect(lost).toMatchObject({ code: 2, stderr: expect.stringContaining("write the json report") });
});

test("two runs at once do not see each other", async () => {
  const args = ["verify", "unsafe", ...here, "--json"];
  const both = await Promise.all([built.holdfast(args), built.holdfast(args)]);
  const reports = both.map(({ stdout }) => ({ ...(JSON.parse(stdout) as Report), milliseconds: null }));
  expect(reports[0]).toEqual(reports[1]);
  expect(both.map(({ code }) => code)).toEqual([1, 1]);
});

test("the folder of drizzle.config is the default, and its credentials are not used", async () => {
  const config =
    "export default { out: './safe', dialect: 'postgresql', dbCredentials: { url: 'postgres://u:hunter2@127.0.0.1:9/x' } };";
  await built.write({ "drizzle.config.ts": config });
  const ended = await built.holdfast(["verify", ...here]);
  expect(ended.code).toBe(0);
  expect(ended.stdout + ended.stderr).not.toContain("hunter2");
});

test("no container runtime ends with 3 and names what was tried", async () => {
  const env = { DOCKER_HOST: "tcp://127.0.0.1:9" };
  const args = ["verify", "safe", "--provider", "testcontainers"];
  const plain = await built.holdfast(args, env);
  expect(plain).toMatchObject({ code: 3, stdout: "" });
  expect(plain.stderr).toContain("DOCKER_HOST (tcp://127.0.0.1:9): refused; nothing listens there");
  const json = await built.holdfast([...args, "--json"], env);
  expect(json.code).toBe(3);
  expect(JSON.parse(json.stdout)).toMatchObject({
    command: "verify",
    error: {
      code: "environment/no-container-runtime",
      tried: expect.arrayContaining([expect.stringContaining("tcp://127.0.0.1:9")]),
    },
  });
});

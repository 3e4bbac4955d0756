import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { addressOf } from "../database/lent.fixture.ts";
import { testArguments, testServer } from "../database/test-server.fixture.ts";
import type { Report } from "../model/report.ts";
import { type Built, build, once, projects, type Variables } from "./built.fixture.ts";

const colored = "\u001b[";
/** A server of its own is started where that is what a test is about: each takes longer than what it is started for. */
const own: readonly string[] = testArguments;
const shared = ["--server", "env:SHARED"];
let built: Built;
let SHARED: string;

beforeAll(async () => {
  [built, SHARED] = await Promise.all([build(), testServer().then(addressOf)]);
  await built.write({
    ...projects,
    "drizzle.config.ts":
      "export default { out: './safe', dialect: 'postgresql', dbCredentials: { url: 'postgres://u:hunter2@127.0.0.1:9/x' } };",
  });
  return built.remove;
});

const verify = (args: readonly string[], env: Variables = {}, where: readonly string[] = shared) =>
  built.holdfast(["verify", ...args, ...where, "--rows", "20"], { SHARED, ...env });

const file = () => join(built.folder, "report.json");

/** The runs that several tests look at, each from its side. */
const words = {
  safe: once(() => verify(["safe", "--reporter", `json=${file()}`], { FORCE_COLOR: "1", NO_COLOR: "1" })),
  unsafe: once(() => verify(["unsafe"])),
  unproven: once(() => verify(["unproven"], { FORCE_COLOR: "1" })),
};
/** Two runs at once, one of which is told to be colored. */
const twins = once(() =>
  Promise.all([verify(["unsafe", "--json"], { FORCE_COLOR: "1" }), verify(["unsafe", "--json"])]),
);
const documents = {
  safe: once(() => verify(["--json"], {}, own)),
  unsafe: async () => (await twins())[0],
  unproven: once(() => verify(["unproven", "--json"])),
};

test.for([
  ["safe", 0],
  ["unsafe", 1],
  ["unproven", 1],
] as const)("%s ends with %i, in words and as one document", async ([verdict, code]) => {
  const [plain, json] = await Promise.all([words[verdict](), documents[verdict]()]);
  expect([plain.code, json.code]).toEqual([code, code]);
  expect(stripVTControlCharacters(plain.stdout)).toMatch(new RegExp(`^${verdict.toUpperCase()} `));
  expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, command: "verify", verdict });
  expect(json.stderr).toMatch(/^replaying 1 migrations? of /m);
});

test("with the guard, no way back of a safe candidate is open, and a drop is refused", async () => {
  const [safe, unsafe] = await Promise.all([
    verify(["safe", "--guard", "installed"]),
    verify(["unsafe", "--guard", "installed"]),
  ]);
  expect([safe.code, unsafe.code]).toEqual([0, 1]);
  expect(safe.stdout).toMatch(/^Going back, with the guard\n {2}old-release {4}no-op {11}the old/m);
  expect(safe.stdout).toMatch(
    /^ {2}inverse {8}blocked {9}the guard refuses to drop column public\.people\.nick \(HF001\)$/m,
  );
  expect(unsafe.stdout).toContain("The candidate fails: the guard refuses to drop column public.people.born");
});

test("the report names what was lost, where, and the way to see it again", async () => {
  const { stdout } = await words.unsafe();
  expect(stdout).toContain("survival/column-lost");
  expect(stdout).toContain("public.people.born");
  expect(stdout).toContain("unsafe/0001_less.sql:1:1");
  expect(stdout).toContain(`npx holdfast verify unsafe ${shared.join(" ")} --rows 20`);
});

test("the report names the column that could not show a loss", async () => {
  expect((await words.unproven()).stdout).toContain("public.people.code");
});

test("colors come and go as the environment says, and never into a document", async () => {
  expect((await words.unproven()).stdout).toContain(colored);
  for (const plain of [await words.safe(), await words.unsafe(), ...(await twins())]) {
    expect(plain.stdout + plain.stderr).not.toContain(colored);
  }
});

test("a report also goes to a file, and an unwritable one is an error", async () => {
  expect(await words.safe()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^SAFE/) });
  expect((JSON.parse(await readFile(file(), "utf8")) as Report).verdict).toBe("safe");
  const lost = await verify(["safe", "--reporter", `json=${join(built.folder, "package.json/inside.json")}`]);
  expect(lost).toMatchObject({ code: 2, stderr: expect.stringContaining("write the json report") });
});

test("two runs at once do not see each other", async () => {
  const both = await twins();
  const reports = both.map(({ stdout }) => ({ ...(JSON.parse(stdout) as Report), milliseconds: null }));
  expect(reports[0]).toEqual(reports[1]);
  expect(both.map(({ code }) => code)).toEqual([1, 1]);
});

test("the folder of drizzle.config is the default, and its credentials are not used", async () => {
  const ended = await documents.safe();
  expect(ended.code).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({ history: { folder: "safe" } });
  expect(ended.stdout + ended.stderr).not.toContain("hunter2");
});

test("which server is started is said before the replay", async () => {
  const { stderr } = await documents.safe();
  expect(stderr).toMatch(/^(a container of|embedded PostgreSQL) .*\n(.*\n)*replaying 1 migration of /m);
});

test("no container runtime ends with 3 and names what was tried", async () => {
  const env = { DOCKER_HOST: "tcp://127.0.0.1:9" };
  const args = ["verify", "safe", "--provider", "testcontainers"];
  const [plain, json] = await Promise.all([built.holdfast(args, env), built.holdfast([...args, "--json"], env)]);
  expect(plain).toMatchObject({ code: 3, stdout: "" });
  expect(plain.stderr).toContain("DOCKER_HOST (tcp://127.0.0.1:9): refused; nothing listens there");
  expect(json.code).toBe(3);
  expect(JSON.parse(json.stdout)).toMatchObject({
    command: "verify",
    error: {
      code: "environment/no-container-runtime",
      tried: expect.arrayContaining([expect.stringContaining("tcp://127.0.0.1:9")]),
    },
  });
});

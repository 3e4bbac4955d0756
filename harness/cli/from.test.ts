import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { made, openStage, type Stage, valuesIn } from "../pipeline/staging.fixture.ts";
import { sound } from "../tools/drizzle/sample.fixture.ts";
import { type Built, build } from "./built.fixture.ts";
import { parseVerify } from "./options/verify.ts";

const base = { "0000_made": made };
const fails = "alter table people alter email type int using email::int";
let built: Built;
let stage: Stage;
let secret: string;

function files(folder: string, migrations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(sound(migrations)).map(([name, text]) => [`${folder}/${name}`, text]));
}

async function ours(): Promise<readonly string[]> {
  const client = await stage.open("postgres");
  const { rows } = await client.query<{ name: string }>(
    "select datname::text as name from pg_database where datname like 'holdfast%' union all select rolname from pg_roles where rolname like 'holdfast%' order by 1",
  );
  await client.end();
  return rows.map(({ name }) => name);
}

beforeAll(async () => {
  built = await build();
  stage = await openStage();
  secret = new URL(stage.address).password;
  await stage.make("staging", base);
  await built.write({
    ...files("fails", { ...base, "0001_fails": fails }),
    ...files("fine", { ...base, "0001_fine": "alter table people add column one int" }),
    ...files("slow", { ...base, "0001_slow": "select pg_sleep(600)" }),
    "elsewhere/holdfast.config.ts": `export default { postgres: "16", image: "postgres:16", seed: { like: "like.json", scale: 2 } }`,
    "elsewhere/like.json": "{}",
    ...files("elsewhere/drizzle", { ...base, "0001_fine": "alter table people add column one int" }),
  });
});
afterAll(async () => {
  await stage?.stop();
  await built?.remove();
});

test("tells what happens to staging's rows, and none of them, nor the password", async () => {
  const there = await ours();
  const runs = [
    ["verify", "fails", "--server", stage.address, "--from", "staging"],
    ["verify", "fails", "--server", "env:STAGE", "--from", "staging", "--json"],
  ];
  for (const args of runs) {
    const { code, stdout, stderr } = await built.holdfast(args, { STAGE: stage.address });
    expect(code).toBe(1);
    expect(stdout).toContain("invalid_text_representation");
    expect(valuesIn(stdout + stderr)).toEqual([]);
    expect(stdout + stderr).not.toContain(secret);
  }
  const shown = await built.holdfast([...(runs[1] ?? []), "--show-values"], { STAGE: stage.address });
  expect(valuesIn(shown.stdout)).not.toEqual([]);
  const fine = await built.holdfast(["verify", "fine", "--server", stage.address, "--from", "staging"]);
  expect(fine.stdout).toContain("SAFE");
  expect(fine.stdout).toContain("Rows of a copy of staging");
  expect(fine.stderr).toContain("env:NAME keeps it out of sight");
  expect(await ours()).toEqual(there);
});

test("a config for servers of its own is in nobody's way", async () => {
  const args = ["verify", "elsewhere/drizzle", "--config", "elsewhere/holdfast.config.ts", "--server", "env:STAGE"];
  const { code } = await built.holdfast([...args, "--from", "staging"], { STAGE: stage.address });
  expect(code).toBe(0);
});

test.for(["SIGINT", "SIGTERM"] as const)("takes away what it made when it gets %s", async (signal) => {
  const there = await ours();
  const args = ["verify", "slow", "--server", stage.address, "--from", "staging"];
  const { process, ended } = built.start("node_modules/holdfast/dist/cli/main.js", args);
  if (process.stderr === null) return expect.fail("it has no stderr");
  for await (const line of createInterface({ input: process.stderr })) {
    if (line.startsWith("running the candidate")) break;
  }
  expect(await ours()).not.toEqual(there);
  process.kill(signal);
  expect((await ended).code).toBe(signal === "SIGINT" ? 130 : 143);
  expect(await ours()).toEqual(there);
});

test("what a killed run left is taken away by clean, and the server's own stays", async () => {
  const there = await ours();
  const args = ["verify", "slow", "--server", stage.address, "--from", "staging"];
  const { process } = built.start("node_modules/holdfast/dist/cli/main.js", args);
  if (process.stderr === null) return expect.fail("it has no stderr");
  for await (const line of createInterface({ input: process.stderr })) {
    if (line.startsWith("running the candidate")) break;
  }
  const gone = once(process, "exit");
  process.kill("SIGKILL");
  await gone;
  const left = (await ours()).filter((name) => !there.includes(name));
  expect(left.length).toBeGreaterThan(1);
  const clean = () => built.holdfast(["clean", "--server", "env:STAGE"], { STAGE: stage.address });
  await expect.poll(async () => (await clean()).code === 0 && (await ours()), { timeout: 30_000 }).toEqual(there);
  expect(await clean()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^CLEAN {2}nothing was left\n/) });
});

// All before anything is started.
test.for([
  [["--from", "staging"], "--from needs the server"],
  [["--show-values"], "--show-values belongs to --from"],
  [["--server", "env:STAGE", "--show-values"], "--show-values belongs to --from"],
  [["--server", "env:STAGE", "--from", "staging", "--rows", "9"], "--rows is about made ones"],
  [["--server", "env:STAGE", "--from", "staging", "--seed", "9"], "--seed is about made ones"],
  [["--server", "env:STAGE", "--from", "staging", "--like", "x"], "--like is about made ones"],
  [["--server", "env:STAGE", "--from", "staging", "--scale", "9"], "--scale is about made ones"],
  [["--server", "env:STAGE", "--provider", "embedded"], "--server and --provider embedded exclude each other"],
] as const)("%s is refused", ([args, words]) => {
  expect(() => parseVerify(args)).toThrow(words);
});

test.for([
  [["--provider", "server"], "no server is named"],
  [["--server", "env:STAGE", "--keep"], "to keep the server was asked for"],
  [["--server", "env:STAGE", "--postgres", "17"], "a version of PostgreSQL was asked for"],
  [["--server", "env:STAGE", "--role", "superuser"], "to run as superuser"],
  [["--server", "env:NOT_SET"], "NOT_SET is not set"],
] as const)("%s is refused, with 2", async ([args, words]) => {
  const { code, stderr } = await built.holdfast(["verify", "fine", ...args], { STAGE: stage.address });
  expect(stderr).toContain(words);
  expect(code).toBe(2);
});

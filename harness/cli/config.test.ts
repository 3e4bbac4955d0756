import { beforeAll, describe, expect, test } from "vitest";
import { addressOf } from "../database/lent.fixture.ts";
import { testServer, testWhere } from "../database/test-server.fixture.ts";
import type { Report } from "../model/report.ts";
import {
  type Built,
  build,
  type Ended,
  folderOf,
  onlyCode,
  projects,
  unproven,
  type Variables,
} from "./built.fixture.ts";

let built: Built;
let SHARED: string;

beforeAll(async () => {
  [built, SHARED] = await Promise.all([build(), testServer().then(addressOf)]);
  await built.write({
    ...projects,
    ...folderOf("again", unproven),
    "stats.json": JSON.stringify({
      schemaVersion: 1,
      statistics: { "public.people": { rows: 60_000, columns: { age: { nulls: 0 } } }, "public.gone": { rows: 1 } },
    }),
  });
  return built.remove;
});

/** Runs verify beside a config that exports this. */
async function under(config: string, args: readonly string[], env: Variables = {}): Promise<Ended> {
  await built.write({ "holdfast.config.ts": `import { defineConfig } from "holdfast";\nexport default ${config};` });
  return built.holdfast(["verify", ...args], env);
}

/** The first test has a server started as the config says; the others are not about that, and take the one that is there. */
const where = `...${JSON.stringify(testWhere)}`;
const shared = ["--server", "env:SHARED", "--json"];

// That the same project is unproven without the values, verify.test.ts shows.
test("values in the config make the verdict safe where a check takes what nobody can guess; what it prints does not get into the report, and what it leaves open holds nothing up", async () => {
  const name = `(faker) => { console.log("from a function"); return faker.person.fullName(); }`;
  const columns = `{ code: ["${onlyCode}"], name: ${name} }`;
  const ended = await under(
    `(console.log("from the file"), setInterval(() => 0, 1000), defineConfig({
      migrations: "unproven", ${where}, seed: { tables: { "public.people": { columns: ${columns} } } } }))`,
    ["--json"],
  );
  expect(ended.code).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    verdict: "safe",
    history: { folder: "unproven", candidate: ["0001_more"] },
  });
  expect(ended.stderr).toMatch(/^from the file\nconfig: holdfast\.config\.ts\n(.*\n)*from a function\n/);
});

test("the command line goes before the config, and the config before the defaults", async () => {
  const config = `defineConfig({ migrations: "unproven", provider: "auto", coverage: "warn", seed: { seed: 5, rows: 30 } })`;
  const reportOf = async (args: readonly string[]): Promise<Report> =>
    JSON.parse((await under(config, [...args, ...shared], { SHARED })).stdout) as Report;
  const given = await reportOf([]);
  expect(given).toMatchObject({ verdict: "safe", history: { folder: "unproven" }, seed: { seed: 5 } });
  await built.write({ "other.ts": `export default ${config.replace("defineConfig", "")};` });
  const over = await reportOf(["again", "--config", "other.ts", "--seed", "6", "--rows", "90", "--coverage", "error"]);
  expect(over).toMatchObject({ verdict: "unproven", history: { folder: "again" }, seed: { seed: 6 } });
  expect(over.findings.map(({ remedy }) => remedy).join()).toContain("in other.ts: seed: { tables: {");
  expect(over.seed.rows).toBeGreaterThan(given.seed.rows);
});

test("statistics give the sizes; what they tell of strangers is said on stderr", async () => {
  const config = `defineConfig({ migrations: "safe", seed: { like: "stats.json", scale: 0.5 } })`;
  const scaled = await under(config, ["--scale", "0.005", ...shared], { SHARED });
  expect(scaled.code).toBe(0);
  expect((JSON.parse(scaled.stdout) as Report).seed.rows).toBe(300);
  expect(scaled.stderr).toContain(
    "statistics left aside, of what does not stand before the candidate: public.people.age, public.gone\n",
  );
  const named = await under("{}", ["safe", "--like", "stats.json", "--scale", "0.004", ...shared], { SHARED });
  expect((JSON.parse(named.stdout) as Report).seed.rows).toBe(240);
});

describe("what is wrong ends with 2", () => {
  test.for<readonly [config: string, args: readonly string[], message: string, remedy: string]>([
    [
      "{ provder: 1 }",
      ["safe"],
      "holdfast.config.ts: provder is not a key that is known here.",
      "Did you mean provider?",
    ],
    ["process.exit(0)", ["safe"], "holdfast.config.ts cannot be loaded: it calls process.exit.", "Correct it."],
    ["{}", ["safe", "--config", "none.ts"], "There is no file none.ts.", "Give the path"],
    ["{}", ["safe", "--scale", "0.1"], "--scale needs a file of statistics to scale.", "--like FILE"],
    [
      "{}",
      ["safe", "--like", "stats.json", "--scale", "0"],
      '--scale is a number above 0, such as 0.001, not "0".',
      "See",
    ],
    ["{}", ["safe", "--like", "none.json"], "none.json cannot be read (ENOENT).", '"schemaVersion": 1'],
    ["{}", ["safe", "--like", "stats.json", "--scale", "1000"], "the most is 10000000.", "--scale 160."],
    ["{}", [], "No migrations folder was given, and none was found.", "holdfast verify path/to/migrations"],
  ])("%s with %s", async ([config, args, message, remedy]) => {
    const plain = await under(config, args);
    expect(plain).toMatchObject({ code: 2, stdout: "" });
    expect(plain.stderr).toContain(message);
    expect(plain.stderr).toContain(remedy);
    expect(plain.stderr).not.toMatch(/^\s+at /m);
  });
});

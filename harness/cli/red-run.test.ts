import { tmpdir } from "node:os";
import { beforeAll, expect, test } from "vitest";
import { testWhere } from "../database/test-server.fixture.ts";
import { type Built, build, folderOf, onlyCode, programs, projects } from "./built.fixture.ts";

let built: Built;

/** A user's project: the published package, a scenario that must fail, and one that holds. */
const suite = `
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { scenario } from "holdfast/vitest";

const options = { ${JSON.stringify(testWhere).slice(1, -1)}, rows: 20 } as const;
scenario("birthdays survive", { ...options, migrations: new URL("./unsafe", import.meta.url) });
scenario("birthdays are lost", { ...options, migrations: "unsafe" }, async ({ report, before, after }) => {
  expect(report).toLose("public.people.born");
  expect(report).toPreserveRows("public.people");
  const [old, now] = [await before.query("select * from people"), await after.query("select * from people")];
  expect(old.rows.length).toBe(now.rows.length);
  expect(Object.keys(now.rows[0])).toEqual(["id", "name"]);
});
scenario("a base that does not replay", { ...options, migrations: "broken" }, () => console.log("the body ran"));
scenario("a body that hangs", { migrations: "safe", provider: "embedded", timeout: 4_000 }, () => new Promise(() => {}));
test("a body that hung has left nothing", () => {
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith("holdfast-") && name.includes(\`-\${process.pid}-\`))).toEqual([]);
});
scenario("what nobody guesses is given", {
  ...options,
  migrations: "unproven",
  tables: { "public.people": { rows: 30, columns: { code: [${JSON.stringify(onlyCode)}] } } },
  never: { "public.people.name": [""] },
}, async ({ report, before }) => {
  expect(report).toBeSafe();
  expect((await before.query("select distinct code from people where code is not null")).rows).toEqual([{ code: ${JSON.stringify(onlyCode)} }]);
  expect((await before.query("select from people where name = ''")).rows).toEqual([]);
});
scenario("a mistyped wish", { ...options, migrations: "safe", tables: { "public.people": { colums: {} } as never } });
scenario.skip("not looked at", { ...options, migrations: "nowhere" });
`;

const settings = JSON.stringify({
  compilerOptions: { target: "es2023", module: "nodenext", strict: true, noEmit: true, types: ["node"] },
  include: ["*.test.ts"],
});

beforeAll(async () => {
  built = await build();
  await built.write({
    ...projects,
    ...folderOf("broken", { "0000_people": "create table people (id intger)", "0001_more": "select 1" }),
    "birthdays.test.ts": suite,
    // The tests that have no global set-up are those of secrets.test.ts.
    "holdfast.config.mjs": `export default ${JSON.stringify(testWhere)};`,
    "vitest.config.mjs": 'export default { test: { globalSetup: ["holdfast/vitest/setup"] } };',
    "tsconfig.json": settings,
  });
  return built.remove;
});

test("a red Vitest run ends with 1 and names table, column, count and examples", async () => {
  const { code, stdout, stderr } = await built.start(programs.vitest, ["run"], { NO_COLOR: "1", TMPDIR: tmpdir() })
    .ended;
  expect(stdout).toMatch(/4 failed \| 3 passed \| 1 skipped/);
  expect(code).toBe(1);
  expect(stderr).toContain("The candidate 0001_less is unsafe, with 1 error; it was to be safe.");
  expect(stderr).toMatch(/table +public\.people\n/);
  expect(stderr).toMatch(/column +born, which is gone \(lost\)\n/);
  expect(stderr).toMatch(/values +(\d+) before, \1 lost\n/);
  expect(stderr).toMatch(/examples +id \d+: [\d-]+ → NULL\n/);
  expect(stderr).toMatch(/statement +unsafe\/0001_less\.sql:1:1\n +alter table people drop column born\n/);
  expect(stderr).toMatch(/history\/replay-failed: .*type "intger" does not exist/);
  expect(stdout).not.toContain("the body ran");
  expect(stderr).toContain('scenario(): tables["public.people"].colums is not a key that is known here.');
  expect(stderr).toContain("Test timed out in 4000ms");
});

test("a green one ends with 0", async () => {
  const { code } = await built.start(programs.vitest, ["run", "-t", "birthdays are lost"]).ended;
  expect(code).toBe(0);
});

test("the published types know the matchers", async () => {
  expect(await built.start(programs.compiler, ["-p", "."]).ended).toEqual({ code: 0, stdout: "", stderr: "" });
});

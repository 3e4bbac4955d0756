import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { CheckReport } from "../model/report.ts";
import { hasAlembic, project } from "../tools/alembic/alembic.fixture.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { check } from "./check.ts";

type Files = Readonly<Record<string, string>>;

const people = "create table people (id int primary key, email text);\n";
const drop = "alter table people drop column email;\n";
const files = { "0000_people": people, "0001_drop": drop };
const now = Date.UTC(2026, 0, 1);

function inFolder(folder: string, of: Files): Files {
  return Object.fromEntries(Object.entries(of).map(([name, text]) => [`${folder}/${name}`, text]));
}

async function checked(of: Files): Promise<CheckReport> {
  return withFiles(of, (root) => check({ folder: "db", cwd: root, now }));
}

function told({ findings }: CheckReport): readonly string[] {
  return findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The file beside the migrations of what 0001_drop means. */
function intent(more: object): Files {
  return { "holdfast/0001_drop.json": JSON.stringify({ migration: "0001_drop", sha256: sha256(drop), ...more }) };
}

const approval = { object: "public.people.email", reason: "unused", owner: "@team", expires: "2026-06-30" };

describe("check reads the last migration on top of all others", () => {
  test("what loses data is an error, and the verdict says so", async () => {
    const report = await checked(inFolder("db", sound(files)));
    expect(told(report)).toEqual(["error lint/drop-column public.people.email"]);
    expect(report).toMatchObject({
      verdict: "dangerous",
      lint: { statements: 1, unread: [], suppressed: 0, migrations: ["0001_drop"] },
      findings: [{ at: { file: "db/0001_drop.sql", line: 1, column: 1 }, remedy: expect.stringContaining("RENAME") }],
    });
  });

  test("what an earlier one does is not told again", async () => {
    const report = await checked(inFolder("db", sound({ ...files, "0002_more": "alter table people add born date" })));
    expect(told(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: "sound", lint: { migrations: ["0002_more"] } });
  });

  test("damage of the files goes before: the verdict is of both", async () => {
    const damaged = { ...sound(files), "0009_lost.sql": "select 1" };
    const report = await checked(inFolder("db", damaged));
    expect(told(report)).toEqual([
      "error history/file-without-entry db/0009_lost.sql",
      "error lint/drop-column public.people.email",
    ]);
    expect(report.verdict).toBe("damaged");
  });

  test("a folder that cannot be read is not linted", async () => {
    const report = await checked({ "db/meta/_journal.json": "{" });
    expect(told(report)).toEqual([expect.stringContaining("history/journal-unreadable")]);
    expect(report.lint).toBeUndefined();
  });

  test("text that PostgreSQL refuses, and a statement that it refuses there, are told once", async () => {
    const sql = "vacuum full people;--> statement-breakpoint\nselct 1;";
    const report = await checked(inFolder("db", sound({ "0000_people": people, "0001_bad": sql })));
    expect(told(report)).toEqual(["error history/outside-transaction 0001_bad", "error history/syntax 0001_bad"]);
    expect(report.lint?.unread).toHaveLength(1);
  });

  test("the layout of 1.0, and numbered files", async () => {
    const dated = {
      "db/20250101000000_people/migration.sql": people,
      "db/20250102000000_drop/migration.sql": drop,
    };
    const numbered = { "db/001_people.sql": people, "db/002_drop.sql": drop };
    for (const layout of [dated, numbered])
      expect(told(await checked(layout))).toContain("error lint/drop-column public.people.email");
  });

  test("dynamic SQL is said to be unread", async () => {
    const sql = "do $$ begin execute 'drop table ' || current_user; end $$;";
    const report = await checked(inFolder("db", sound({ "0000_people": people, "0001_do": sql })));
    expect(told(report)).toEqual(["note lint/unread 0001_do"]);
    expect(report).toMatchObject({ verdict: "sound", lint: { unread: [{ file: "db/0001_do.sql", line: 1 }] } });
  });

  test("a comment with a reason leaves a finding out, and is counted", async () => {
    const sql = `-- holdfast-ignore lint/drop-column: copied to contacts by hand\n${drop}`;
    const report = await checked(inFolder("db", sound({ "0000_people": people, "0001_drop": sql })));
    expect(told(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: "sound", lint: { suppressed: 1 } });
  });
});

describe("what is meant", () => {
  const beside = (more: object) => checked({ ...inFolder("db", sound(files)), ...intent(more) });

  test("an approval of the object makes a note that names owner and date", async () => {
    const report = await beside({ approve: [approval] });
    expect(told(report)).toEqual(["note lint/drop-column public.people.email"]);
    expect(report.findings[0]?.message).toMatch(/Approved by @team until 2026-06-30: unused$/);
    expect(report.verdict).toBe("sound");
  });

  test.for<readonly [what: string, changed: object, expected: readonly string[]]>([
    ["one of another object", { object: "public.people.id" }, []],
    ["one of protection", { code: "protection/policy-lost" }, []],
    ["one that has expired", { expires: "2025-12-31" }, ["error declaration/expired public.people.email"]],
  ])("%s is none", async ([, changed, more]) => {
    const report = await beside({ approve: [{ ...approval, ...changed }] });
    expect(told(report)).toEqual([...more, "error lint/drop-column public.people.email"]);
    expect(report.verdict).toBe("dangerous");
  });

  test("one for the guard lets a drop pass whose values live on elsewhere", async () => {
    expect(told(await beside({ approve: [{ ...approval, code: "guard/drop" }] }))).toEqual([
      "note lint/drop-column public.people.email",
    ]);
  });

  test("that a candidate fails cannot be approved, as in verify", async () => {
    const sql = "alter table people add unique (email);";
    const approve = [{ ...approval, code: "candidate/failed" }];
    const report = await checked({
      ...inFolder("db", sound({ ...files, "0001_drop": sql })),
      ...intent({ sha256: sha256(sql), approve }),
    });
    expect(told(report)).toEqual(["warning lint/add-unique public.people.email"]);
  });

  test("one of another version of the file is none", async () => {
    const report = await beside({ sha256: sha256(`${drop} `), approve: [approval] });
    expect(told(report)).toEqual([
      "error declaration/checksum public.people.email",
      "error lint/drop-column public.people.email",
    ]);
  });

  test("a declaration makes a note, since verify holds it against the rows; not where the file was changed since", async () => {
    const expected = { expect: { "public.people.email": { movedTo: "public.contacts.email", key: { person: "id" } } } };
    const report = await beside(expected);
    expect(told(report)).toEqual(["note lint/drop-column public.people.email"]);
    expect(report.findings[0]?.message).toContain("Declared in holdfast/0001_drop.json: `holdfast verify`");
    const changed = await beside({ ...expected, sha256: sha256(`${drop} `) });
    expect(told(changed)).toEqual(["error lint/drop-column public.people.email"]);
    expect(changed.findings[0]?.message).toContain("holdfast/0001_drop.json declares it of another version");
  });

  test.for<readonly [sql: string, expected: string]>([
    ["delete from people;\n", "note lint/delete-all public.people"],
    ["drop table people;\n", "error lint/drop-table public.people"],
  ])("that rows are deleted does not say that their table may go: %s", async ([sql, expected]) => {
    const declared = intent({ sha256: sha256(sql), expect: { "public.people": { deleted: "true" } } });
    const history = inFolder("db", sound({ "0000_people": people, "0001_drop": sql }));
    expect(told(await checked({ ...history, ...declared }))).toEqual([expected]);
  });

  test("a file that cannot be understood ends the check", async () => {
    await expect(beside({ approve: [{ ...approval, owner: "" }] })).rejects.toMatchObject({
      code: "input/declaration-unreadable",
    });
  });
});

describe.skipIf(!hasAlembic)("of Alembic", () => {
  const first = { up: `op.execute("create table people (id int, email text)")` };
  const folder = (up: string): Files => project({ aa01: first, bb02: { follows: "aa01", up } });
  const read = (of: Files) => withFiles(of, (root) => check({ folder: "db", cwd: root, now }));

  test("what it would run is read, at the line of the revision", async () => {
    const report = await read(folder(`op.drop_column("people", "email")`));
    expect(told(report)).toEqual(["error lint/drop-column public.people.email"]);
    expect(report.findings[0]?.at).toMatchObject({ file: "db/versions/bb02_x.py", line: expect.any(Number) });
  });

  test("a revision that asks the database for its next step is unread, and said to be", async () => {
    const report = await read(folder(`op.get_bind().execute("select 1").fetchall()`));
    expect(told(report)).toEqual(["note lint/unread db/versions/bb02_x.py"]);
    expect(report.lint).toMatchObject({ statements: 0, unread: [{ file: "db/versions/bb02_x.py" }] });
  });
});

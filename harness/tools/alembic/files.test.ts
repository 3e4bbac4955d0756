import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../model/finding.ts";
import { alembic } from "../alembic.ts";
import { withFiles } from "../drizzle/sample.fixture.ts";
import { filesOnDisk } from "../files/disk.ts";
import { project, revision, type Written } from "./alembic.fixture.ts";
import { settingIn, withSettings } from "./ini.ts";
import { linesOf } from "./lines.ts";
import { codeOf, namesSetTo, withoutComments } from "./python.ts";
import { survey } from "./survey.ts";

describe("what a name of the module is set to", () => {
  test.for<readonly [string, readonly string[] | "computed" | null]>([
    ["down_revision = 'a'", ["a"]],
    ['down_revision = "a"', ["a"]],
    ["down_revision = None", []],
    ["down_revision: str | None = 'a'  # comes before", ["a"]],
    ["down_revision: Union[str, Sequence[str], None] = None", []],
    ["down_revision = ('a', 'b')", ["a", "b"]],
    ["down_revision = (\n    'a',\n    # not 'c'\n    \"b\",\n)", ["a", "b"]],
    ["down_revision = ['a', 'b']", ["a", "b"]],
    ["down_revision = 'a', 'b'", ["a", "b"]],
    ["down_revision = ('a')", ["a"]],
    ["down_revision = ('a',)", ["a"]],
    ["down_revision = u'a'; branch_labels = None", ["a"]],
    ["down_revision = 'a'\ndown_revision = 'b'", ["b"]],
    ["down_revision = before.revision", "computed"],
    ["down_revision = 'a' if True else 'b'", "computed"],
    ["down_revision = f'{prefix}a'", "computed"],
    ["# down_revision = 'a'", null],
    ["'''\ndown_revision = 'a'\n'''", null],
    ["def f():\n    down_revision = 'a'", null],
    ["down_revision == 'a'", null],
  ])("%j", ([text, expected]) => {
    const files = revision("x", {}).replace(/^down_revision.*$/m, text);
    expect(read(files)).toEqual(expected);
  });

  function read(text: string) {
    const [before = ""] = text.split("branch_labels = None\ndepends_on");
    return namesSetTo(codeOf(before), "down_revision");
  }
});

test("a hash in a string begins no comment, and quotes in a comment no string", () => {
  expect(withoutComments('a = \'#1\' # it\'s\nb = """# c\n"""')).toBe('a = \'#1\'       \nb = """# c\n"""');
});

interface Surveyed {
  readonly order: readonly string[];
  readonly found: readonly string[];
}

async function surveyed(
  revisions: Readonly<Record<string, Written>>,
  more: Record<string, string> = {},
): Promise<Surveyed> {
  return withFiles({ ...project(revisions), ...more }, async (root) => {
    const { graph, findings } = await survey(filesOnDisk(join(root, "db")), join(root, "db"), "db");
    return { order: graph.order.map(({ id }) => id), found: findings.map(brief) };
  });
}

function brief({ code, severity, object }: Finding): string {
  return `${code} ${severity} ${object}`;
}

test("revisions run behind all that they follow and need, the older of two first", async () => {
  const dated = (date: string) => ({ more: `"""\nCreate Date: ${date}\n"""` });
  expect(
    await surveyed({
      m: { follows: ["late", "early"] },
      late: { follows: "root", ...dated("2026-03-01") },
      early: { follows: "root", more: 'depends_on = ("late",)' },
      root: {},
    }),
  ).toEqual({ order: ["root", "late", "early", "m"], found: [] });
});

test.for<readonly [what: string, Readonly<Record<string, Written>>, Record<string, string>, readonly string[]]>([
  ["two heads", { a: {}, b: { follows: "a" }, c: { follows: "a" } }, {}, ["history/several-heads error c"]],
  ["a circle", { a: {}, b: { follows: "c" }, c: { follows: "b" } }, {}, ["history/revision-cycle error b"]],
  ["a parent that is not there", { b: { follows: "gone" } }, {}, ["history/migration-missing error b"]],
  ["one id twice", { a: {} }, { "db/versions/b.py": revision("a", {}) }, ["history/duplicate-tag error a"]],
  ["no revisions", {}, {}, ["history/no-migrations error db"]],
  [
    "a computed parent",
    { a: {} },
    { "db/versions/b.py": "revision = 'b'\ndown_revision = last()" },
    ["history/migration-unreadable error b"],
  ],
  [
    "a file that is no revision",
    { a: {} },
    { "db/versions/helpers.py": "x = 1" },
    ["history/migration-unreadable error helpers"],
  ],
  [
    "conflict markers",
    { a: {} },
    { "db/versions/b.py": "<<<<<<< ours\nrevision = 'b'\n=======\n>>>>>>> theirs" },
    ["history/migration-unreadable error b"],
  ],
  [
    "what Alembic passes over",
    { a: {} },
    { "db/versions/__init__.py": "", "db/versions/old/b.py": "", "db/versions/readme": "" },
    [],
  ],
])("says of %s", async ([, revisions, more, expected]) => {
  expect((await surveyed(revisions, more)).found).toEqual(expected);
});

test("a folder that cannot run is refused before Alembic is asked", async () => {
  await withFiles(project({ b: { follows: "gone" } }), async (root) => {
    const refused = { kind: "input", code: "input/migration-missing" };
    await expect(alembic.read(join(root, "db"), root)).rejects.toMatchObject(refused);
  });
});

describe("against what the base has", () => {
  const base: Readonly<Record<string, Written>> = {
    a: { up: "op.drop_column('p', 'a')" },
    b: { follows: "a", up: "op.drop_column('p', 'b')", down: "op.drop_table('p')" },
  };

  async function against(revisions: Readonly<Record<string, Written>>): Promise<readonly string[]> {
    return withFiles(project(base), (before) =>
      withFiles(project(revisions), async (root) => {
        const files = filesOnDisk(join(before, "db"));
        const known = { files, name: "main", unchanged: () => false };
        const input = { folder: join(root, "db"), label: "db", base: known, now: 0 };
        return (await alembic.inspect(input)).findings.map(brief);
      }),
    );
  }

  test.for<readonly [string, Readonly<Record<string, Written>>, readonly string[]]>([
    ["nothing new", base, []],
    ["one more", { ...base, c: { follows: "b" } }, []],
    ["a way down taken out, with a word why", { ...base, b: { ...base.b, down: "# never again\npass" } }, []],
    ["a comment", { ...base, b: { ...base.b, up: "# as agreed\nop.drop_column('p', 'b')" } }, []],
    [
      "a drop commented out",
      { ...base, b: { ...base.b, up: "# op.drop_column('p', 'b')\npass" } },
      ["history/edited error b"],
    ],
    ["SQL of several lines", { ...base, a: { up: 'op.execute("""\nselect 1\n""")' } }, ["history/edited error a"]],
    ["one that is gone", { a: base.a ?? {} }, ["history/deleted error b"]],
    [
      "one put between",
      { ...base, b: { ...base.b, follows: "n" }, n: { follows: "a" } },
      ["history/reordered error b", "history/skipped error n"],
    ],
  ])("%s", async ([, revisions, expected]) => {
    expect(await against(revisions)).toEqual(expected);
  });
});

test("the line of a statement is that of the call that makes it", () => {
  const text = `from alembic import op

def upgrade():
    # op.drop_column("people", "age")
    op.create_table(
        "people",
        sa.Column("name", sa.Text, index=True),
    )
    with op.batch_alter_table("people") as table:
        table.drop_column("age")
    op.add_column(
        "people",
        sa.Column("Lead Time", sa.Text),
    )
    op.drop_column("people", "size", schema="app")
    for name in names:
        op.drop_table(name)

def downgrade():
    op.drop_table("people")
`;
  const lines = linesOf(
    [
      "CREATE TABLE people (\n    name TEXT\n)",
      "CREATE INDEX ix_people_name ON people (name)",
      "ALTER TABLE people DROP COLUMN age",
      'ALTER TABLE people ADD COLUMN "lead" TEXT',
      "ALTER TABLE app.people DROP COLUMN size",
      "DROP TABLE orders",
    ],
    text,
    "upgrade",
  );
  expect(lines).toEqual([6, 6, 10, 12, 15, 3]);
  expect(linesOf(["DROP TABLE people"], text, "downgrade")).toEqual([20]);
  expect(linesOf(["DROP TABLE people"], "upgrade = other.upgrade", "upgrade")).toEqual([1]);
});

test("an alembic.ini names another database, and is else as it was", () => {
  const text =
    "# top\r\n[alembic]\nscript_location = %(here)s/db\nsqlalchemy.url =\n    postgresql+asyncpg://u:p@h/x\n# c\nprepend_sys_path = .\n[loggers]\nsqlalchemy.url = other\n";
  const given = { "sqlalchemy.url": "postgresql://u:a%20b@h/y", script_location: "/copy/db", version_locations: null };
  expect(withSettings(text, given)).toBe(
    "# top\n[alembic]\nsqlalchemy.url = postgresql://u:a%%20b@h/y\nscript_location = /copy/db\n# c\nprepend_sys_path = .\n[loggers]\nsqlalchemy.url = other\n",
  );
  expect(settingIn("[other]\na = 1\n[alembic]\na : 2\n[x]\na = 3", "a")).toBe("2");
  expect(withSettings("", { a: "1" })).toBe("[alembic]\na = 1\n");
});

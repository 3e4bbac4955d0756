import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inspect } from "./inspect.ts";
import { idOf, inFolders, snapshot, sound, withFiles } from "./sample.fixture.ts";

type Files = Readonly<Record<string, string>>;

const now = Date.UTC(2026, 0, 1);
const people = "create table people (id int primary key, name text);\n";
const names = "alter table people add column nick text;\n";
const cut = "--> statement-breakpoint";

function without(files: Files, ...names: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
}

/** A sound history of these texts, the last of which is looked at. */
function ending(...texts: readonly string[]): Files {
  return sound({
    "0000_people": people,
    ...Object.fromEntries(texts.map((sql, place) => [`000${place + 1}_x${place + 1}`, sql])),
  });
}

const sound3 = ending(names, "select 1;");
const journal = (entries: readonly (readonly [string, number])[]): Files => ({
  "meta/_journal.json": JSON.stringify(
    { version: "7", dialect: "postgresql", entries: entries.map(([tag, when], idx) => ({ idx, when, tag })) },
    null,
    1,
  ),
});

/** "severity code object file:line", as the folder "db" gives it. */
async function found(files: Files): Promise<readonly string[]> {
  const inDb = Object.fromEntries(Object.entries(files).map(([name, text]) => [`db/${name}`, text]));
  return withFiles(inDb, async (root) => {
    const { findings } = await inspect({ folder: join(root, "db"), label: "db", base: null, now });
    return findings.map(
      ({ severity, code, object, at }) =>
        `${severity} ${code.slice(8)} ${object} ${at?.file.slice(3)}:${at?.line}:${at?.column}`,
    );
  });
}

const table = { name: "t", schema: "", columns: {}, indexes: {}, foreignKeys: {}, compositePrimaryKeys: {} };
const column = { name: "a", type: "text", primaryKey: false, notNull: false };

describe("finds", () => {
  test.for<readonly [what: string, files: Files, expected: readonly string[]]>([
    ["nothing in a sound history", sound3, []],
    [
      "what an existing database skips",
      {
        ...sound3,
        ...journal([
          ["0000_people", 1000],
          ["0001_x1", 3000],
          ["0002_x2", 2000],
        ]),
      },
      ["error order 0002_x2 meta/_journal.json:15:3"],
    ],
    [
      "a date to come",
      {
        ...sound3,
        ...journal([
          ["0000_people", 1000],
          ["0001_x1", 2000],
          ["0002_x2", now + 2 * 3_600_000],
        ]),
      },
      ["error when-in-future 0002_x2 meta/_journal.json:15:3"],
    ],
    [
      "a clock that is a little ahead, and lets it be",
      {
        ...sound3,
        ...journal([
          ["0000_people", 1000],
          ["0001_x1", 2000],
          ["0002_x2", now + 60_000],
        ]),
      },
      [],
    ],
    [
      "two migrations of one number",
      {
        ...without(sound3, "0002_x2.sql", "meta/0002_snapshot.json"),
        ...journal([
          ["0000_people", 1000],
          ["0001_x1", 2000],
          ["0001_other", 3000],
        ]),
        "0001_other.sql": "select 1;",
      },
      ["warning duplicate-prefix 0001_other meta/_journal.json:15:3"],
    ],
    [
      "the newest snapshot gone",
      without(sound3, "meta/0002_snapshot.json"),
      ["error snapshot-missing 0002_x2 meta/_journal.json:1:196"],
    ],
    [
      "one in between gone, and its child with it",
      without(sound3, "meta/0001_snapshot.json"),
      [
        "warning snapshot-missing 0001_x1 meta/_journal.json:1:125",
        "error snapshot-parent-unknown 0002_x2 meta/0002_snapshot.json:3:3",
      ],
    ],
    [
      "one too many, that drizzle-kit would compare with",
      { ...sound3, "meta/0003_snapshot.json": snapshot(3) },
      ["error snapshot-without-entry db/meta/0003_snapshot.json meta/0003_snapshot.json:1:1"],
    ],
    [
      "a copy of a snapshot, and says no more of it",
      { ...sound3, "meta/0002_snapshot.json": snapshot(1) },
      ["error snapshot-copied 0002_x2 meta/0002_snapshot.json:2:3"],
    ],
    [
      "two snapshots after one",
      { ...sound3, "meta/0002_snapshot.json": snapshot(2, { prevId: idOf(0) }) },
      ["error snapshot-forked 0002_x2 meta/0002_snapshot.json:3:3"],
    ],
    [
      "a circle, once",
      { ...sound3, "meta/0000_snapshot.json": snapshot(0, { prevId: idOf(2) }) },
      ["error snapshot-cycle 0000_people meta/0000_snapshot.json:3:3"],
    ],
    [
      "snapshots of an old format",
      { ...sound3, "meta/0001_snapshot.json": snapshot(1, { version: "6" }) },
      ["warning snapshot-version 0001_x1 meta/0001_snapshot.json:4:3"],
    ],
    [
      "a key that drizzle-kit does not know",
      {
        ...sound3,
        "meta/0001_snapshot.json": snapshot(1, {
          tables: { "public.t": { ...table, columns: { a: { ...column, colour: 1 } } } },
        }),
      },
      ["error snapshot-unreadable 0001_x1 meta/0001_snapshot.json:16:21"],
    ],
    ["an empty migration", ending("--\n"), ["note empty-migration 0001_x1 0001_x1.sql:1:1"]],
    ["an empty file", ending(" \n"), ["warning empty-migration 0001_x1 0001_x1.sql:1:1"]],
    [
      "a template that nobody filled",
      ending("-- Custom SQL migration file, put your code below! --"),
      ["warning empty-migration 0001_x1 0001_x1.sql:1:1"],
    ],
    ["no SQL", ending(`select 1;${cut}\nselct 2;`), ["error syntax 0001_x1 0001_x1.sql:2:1"]],
    [
      "a literal that is cut",
      ending(`select 1;${cut}\nselect 'a ${cut} b';`),
      ["error breakpoint-in-literal 0001_x1 0001_x1.sql:2:11"],
    ],
    [
      "what cannot run in a transaction",
      ending(`select 1;${cut}\n-- why\ncreate index concurrently i on people (name);`),
      ["error outside-transaction 0001_x1 0001_x1.sql:3:1"],
    ],
    [
      "a transaction that is ended, behind which it could run",
      ending(`commit;${cut}\ncreate index concurrently i on people (name);`),
      ["warning transaction-control 0001_x1 0001_x1.sql:1:1"],
    ],
    [
      "one that is ended in the same breath, behind which it could not",
      ending("commit; create index concurrently i on people (name);"),
      ["warning transaction-control 0001_x1 0001_x1.sql:1:1", "error outside-transaction 0001_x1 0001_x1.sql:1:9"],
    ],
    [
      "a label used where it is added",
      ending(`alter type mood add value 'odd';${cut}\nselect 'odd'::mood;`),
      ["error enum-in-one-batch 0001_x1 0001_x1.sql:2:1"],
    ],
    [
      "a label used later, which only an empty database minds, also under a new name",
      ending(
        "create type mood as enum ('even'); alter table people add column mood mood;",
        "alter type mood add value 'odd';",
        "alter type mood rename value 'odd' to 'queer';",
        "update people set mood = 'queer';",
      ),
      ["warning enum-in-one-batch 0004_x4 0004_x4.sql:1:1"],
    ],
    [
      "a label of a type that was made anew, and lets it be",
      ending(
        "alter type mood add value 'odd';",
        "drop type mood; create type mood as enum ('even', 'odd'); alter table people add column mood mood default 'odd';",
      ),
      [],
    ],
    [
      "a label used behind the end of the transaction, and lets that be",
      ending(`alter type mood add value 'odd';${cut}\ncommit;${cut}\nselect 'odd'::mood;`),
      ["warning transaction-control 0001_x1 0001_x1.sql:2:1"],
    ],
    [
      "names that are cut, and the two that become one",
      ending(`create index ${"i".repeat(63)}a on people (id);\ncreate index ${"i".repeat(63)}b on people (name);`),
      ["note name-too-long 0001_x1 0001_x1.sql:1:14", "error name-collision 0001_x1 0001_x1.sql:2:1"],
    ],
    ["a replacement character that the author wrote, and lets it be", ending("select '\uFFFD';"), []],
    ["BEGIN inside of a body, and lets it be", ending("do $$ begin perform 1; end $$;"), []],
  ])("%s", async ([, files, expected]) => {
    expect(await found(files)).toEqual(expected);
  });
});

test("says which key does not parse", async () => {
  const broken = { tables: { "public.t": { ...table, columns: { a: { ...column, notNull: "yes" } } } } };
  const files = { ...ending(names), "meta/0001_snapshot.json": snapshot(1, broken) };
  await withFiles(files, async (folder) => {
    const { findings } = await inspect({ folder, label: ".", base: null, now });
    expect(findings.map(({ message }) => message)).toEqual([
      'meta/0001_snapshot.json does not parse: tables["public.t"].columns.a.notNull is not true or false: drizzle-kit stops at it',
    ]);
  });
});

test("a snapshot of 1.0 that is missing is no open branch", async () => {
  const [first, second, third] = ["20260101000000_a", "20260102000000_b", "20260103000000_c"] as const;
  const all = inFolders({ [first]: people, [second]: names, [third]: "select 1;" });
  const open = { ...all, [`${third}/snapshot.json`]: (all[`${third}/snapshot.json`] ?? "").replace(idOf(1), idOf(0)) };
  const codes = async (files: Files) => (await found(files)).map((line) => line.split(" ").slice(0, 3).join(" "));
  expect(await codes(open)).toEqual([`warning snapshot-forked ${third}`]);
  expect(await codes(without(all, `${second}/snapshot.json`))).not.toContain(`warning snapshot-forked ${third}`);
});

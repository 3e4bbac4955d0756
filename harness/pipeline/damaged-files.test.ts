import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { HarnessError } from "../model/error.ts";
import { idOf, snapshot, sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { check } from "./check.ts";

/** A hang is a failure; the machine's speed is none. */
const patience = 20_000;

const history = sound({
  "0000_people": "create table people (id int primary key, name text);\n",
  "0001_names":
    "alter table people add column nick text check (length(nick) > 1);--> statement-breakpoint\ncreate index on people (nick);\n",
  "0002_born": "alter table people add column born date;\n",
});

type Files = Readonly<Record<string, string | Buffer>>;

/** What is done to a sound history, by the name of the case. */
interface Damage {
  readonly title: string;
  readonly files: Files;
  /** Done in the folder after the files are there. */
  readonly prepare?: (folder: string) => Promise<void>;
}

const targets = ["meta/_journal.json", "0001_names.sql", "meta/0001_snapshot.json", "meta/0002_snapshot.json"];

/** Whatever the file, these bytes are not what drizzle-kit writes. */
const bytes: Readonly<Record<string, (content: Buffer) => Buffer>> = {
  "cut off after 10 bytes": (content) => content.subarray(0, 10),
  "cut off at a quarter": (content) => content.subarray(0, content.length / 4),
  "cut off in the middle": (content) => content.subarray(0, content.length / 2),
  "cut off at nine tenths": (content) => content.subarray(0, content.length * 0.9),
  empty: () => Buffer.alloc(0),
  blank: () => Buffer.from(" \n\t\n"),
  "a byte order mark": (content) => Buffer.concat([Buffer.from("\uFEFF"), content]),
  "NUL in front": (content) => Buffer.concat([Buffer.from("\0"), content]),
  "NUL in the middle": (content) => Buffer.concat([content.subarray(0, 20), Buffer.from("\0"), content.subarray(20)]),
  "NUL at the end": (content) => Buffer.concat([content, Buffer.from("\0")]),
  "UTF-16, little end first": (content) => Buffer.from(`\uFEFF${content}`, "utf16le"),
  "UTF-16, big end first": (content) => Buffer.from(`\uFEFF${content}`, "utf16le").swap16(),
  "UTF-16 without a mark": (content) => Buffer.from(content.toString(), "utf16le"),
  "conflict markers": (content) => Buffer.from(`<<<<<<< HEAD\n${content}\n=======\n${content}\n>>>>>>> other\n`),
  "conflict markers with CRLF": (content) => Buffer.from(`${content}\r\n<<<<<<< HEAD\r\n=======\r\n>>>>>>> x\r\n`),
  "a compressed file": () => Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xfe, 0xc3, 0x28]),
  "what is no UTF-8": (content) => Buffer.concat([content, Buffer.from([0xc3, 0x28, 0xff])]),
  "twice the same": (content) => Buffer.concat([content, Buffer.from("}"), content]),
  "a line of 10 MB behind it": (content) => Buffer.concat([content, Buffer.alloc(10_000_000, "x")]),
  "10 MB of brackets": () => Buffer.alloc(10_000_000, "["),
  "10 MB of parentheses": () => Buffer.alloc(10_000_000, "("),
  "a text of 10 MB": () => Buffer.from(`"${"x".repeat(10_000_000)}"`),
  "10 MB of quotes": () => Buffer.alloc(10_000_000, `"`),
  "10 MB of commas": () => Buffer.from(`[${"1,".repeat(5_000_000)}`),
  "a pointer of Git LFS": () => Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
};

/** What may stand where a file should. */
const places: Readonly<Record<string, (path: string, folder: string) => Promise<void>>> = {
  nothing: async () => undefined,
  "a folder": async (path) => void (await mkdir(path)),
  "a link to nowhere": (path) => symlink("nowhere", path),
  "a link to itself": (path) => symlink(path, path),
  "a link out of the folder": async (path, folder) => {
    await writeFile(join(folder, "..", "outside"), "select 'secret'");
    await symlink(join(folder, "..", "outside"), path);
  },
  "a link to a device": (path) => symlink("/dev/zero", path),
};

const journalOf = (entries: unknown, more: object = {}): Files => ({
  "meta/_journal.json": JSON.stringify({ version: "7", dialect: "postgresql", entries, ...more }, null, 2),
});
const entries = [
  { idx: 0, when: 1000, tag: "0000_people" },
  { idx: 1, when: 2000, tag: "0001_names" },
  { idx: 2, when: 3000, tag: "0002_born" },
];
const tagged = (tag: unknown): Files => journalOf([...entries, { idx: 3, when: 4000, tag }]);
const at = (when: unknown): Files => journalOf([...entries.slice(0, 2), { idx: 2, when, tag: "0002_born" }]);
const raw = (text: string): Files => ({ "meta/_journal.json": text });
const head = (more: object): Files => ({ "meta/0002_snapshot.json": snapshot(2, more) });
const middle = (more: object): Files => ({ "meta/0001_snapshot.json": snapshot(1, more) });
const table = { name: "t", schema: "", columns: {}, indexes: {}, foreignKeys: {}, compositePrimaryKeys: {} };
const sql = (text: string): Files => ({ "0002_born.sql": text });

const contents: Readonly<Record<string, Files>> = {
  "a journal that is null": raw("null"),
  "a journal that is a list": raw("[]"),
  "a journal that is a number": raw("1e999"),
  "a journal with a comment": raw(`// hi\n${JSON.stringify({ entries })}`),
  "a journal with a comma too many": raw('{"dialect": "postgresql", "entries": [],}'),
  "no entries": journalOf(undefined),
  "an object of entries": journalOf({ 0: entries[0] }),
  "empty entries": journalOf([]),
  "entries in their prototype": raw('{"__proto__": {"entries": [{"tag": "0000_people", "when": 1}]}}'),
  "an entry's tag in its prototype": raw('{"entries": [{"__proto__": {"tag": "0000_people", "when": 1}}]}'),
  "the entries twice": raw(`{"entries": ${JSON.stringify(entries)}, "entries": ${JSON.stringify(entries)}}`),
  "a tag twice in its entry": raw('{"entries": [{"tag": "0000_people", "tag": "0001_names", "when": 1}]}'),
  "a dialect twice": raw(`{"dialect": "mysql", "dialect": "postgresql", "entries": ${JSON.stringify(entries)}}`),
  "MySQL's dialect": journalOf(entries, { dialect: "mysql" }),
  "SQLite's dialect": journalOf(entries, { dialect: "sqlite" }),
  "a number for a dialect": journalOf(entries, { dialect: 7 }),
  "a hostile dialect": journalOf(entries, { dialect: "\u001b[2J\n::error::x" }),
  "a null entry": journalOf([...entries, null]),
  "a text for an entry": journalOf([...entries, "0003_x"]),
  "a list for an entry": journalOf([...entries, []]),
  "no tag": tagged(undefined),
  "an empty tag": tagged(""),
  "a number for a tag": tagged(3),
  "a tag of the parent": tagged("../0003_x"),
  "a tag of the grandparent": tagged("../../0003_x"),
  "a tag in and out": tagged("meta/../../x"),
  "a tag with backslashes": tagged("..\\..\\x"),
  "an absolute tag": tagged("/etc/passwd"),
  "a tag of Windows": tagged("C:\\x"),
  "a tag with NUL": tagged("0000_people\0"),
  "a tag of dots": tagged(".."),
  "a tag called __proto__": tagged("__proto__"),
  "a tag called constructor": tagged("constructor"),
  "a tag of 300 letters": tagged("x".repeat(300)),
  "a tag of 100 000 letters": tagged("x".repeat(100_000)),
  "a tag with a line break": tagged("0003_a\n::error::b"),
  "a tag with an escape": tagged("0003_\u001b[31m"),
  "a tag with a lone surrogate": tagged("0003_\ud800"),
  "a tag of a folder": tagged("meta"),
  "a tag with its extension": tagged("0002_born.sql"),
  "a tag with other cases": tagged("0002_BORN"),
  "a tag twice": tagged("0002_born"),
  "a file that is gone": tagged("0003_gone"),
  "no when": at(undefined),
  "a null when": at(null),
  "a text when": at("3000"),
  "a fraction": at(3000.5),
  "a when beyond all numbers": at(1e300),
  "a negative when": at(-1),
  "a when of zero": at(0),
  "a when like the one before": at(2000),
  "a when before all others": at(1),
  "a when in the year 9999": at(253_402_300_799_000),
  "a when no date can hold": at(9_007_199_254_740_991),
  "entries turned around": journalOf(entries.toReversed()),
  "an entry lost": journalOf(entries.slice(0, 2)),
  "the first entry lost": journalOf(entries.slice(1)),
  "10 000 entries of one file": journalOf(Array.from({ length: 10_000 }, (_, when) => ({ tag: "0000_people", when }))),
  "a file without entry": { "0003_lost.sql": "select 1" },
  "a hidden file in meta": { "meta/.DS_Store": Buffer.from([0, 0, 0, 1]) },
  "a backup in meta": { "meta/0002_snapshot.json.orig": snapshot(2) },
  "a folder of 1.0 beside it": { "20260101000000_x/migration.sql": "select 1" },

  "no id": head({ id: undefined }),
  "a number for an id": head({ id: 5 }),
  "no parent": head({ prevId: undefined }),
  "a parent that is gone": head({ prevId: "11111111-0000-0000-0000-000000000000" }),
  "itself for a parent": head({ prevId: idOf(2) }),
  "a circle of two": { ...middle({ prevId: idOf(2) }), ...head({}) },
  "a circle of three": { "meta/0000_snapshot.json": snapshot(0, { prevId: idOf(2) }) },
  "a parent called __proto__": head({ prevId: "__proto__" }),
  "a copy of the one before": { "meta/0002_snapshot.json": snapshot(1) },
  "a copied id": head({ id: idOf(1) }),
  "a second child": head({ prevId: idOf(0) }),
  "a second root": head({ prevId: idOf(-1) }),
  "an old format": head({ version: "5", dialect: "pg" }),
  "an older format": head({ version: "6" }),
  "a format to come": head({ version: "8" }),
  "a format of none": head({ version: null }),
  "a format called __proto__": head({ version: "__proto__" }),
  "MySQL's snapshot": head({ dialect: "mysql" }),
  "no tables": head({ tables: undefined }),
  "a list of tables": head({ tables: [] }),
  "a table that is null": head({ tables: { "public.t": null } }),
  "a table without columns": head({ tables: { "public.t": { ...table, columns: undefined } } }),
  "an unknown key": head({ tables: { "public.t": { ...table, colour: "red" } } }),
  "an unknown key in the middle": middle({ tables: { "public.t": { ...table, colour: "red" } } }),
  "a key called __proto__": {
    "meta/0002_snapshot.json": snapshot(2, { tables: { "public.t": table } }).replace(
      '"name": "t"',
      '"name": "t", "__proto__": 1',
    ),
  },
  "a table called constructor": head({ tables: { constructor: 1 } }),
  "a column without a type": head({ tables: { "public.t": { ...table, columns: { a: { name: "a" } } } } }),
  "an enum of numbers": head({ enums: { "public.e": { name: "e", schema: "public", values: [1] } } }),
  "a key twice": {
    "meta/0002_snapshot.json": snapshot(2).replace('"tables": {}', '"tables": {}, "tables": {}'),
  },
  "a number for a snapshot": { "meta/0002_snapshot.json": "42" },
  "tables 100 000 deep": {
    "meta/0002_snapshot.json": snapshot(2).replace(
      '"tables": {}',
      `"tables": ${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
    ),
  },
  "a snapshot too many": { "meta/0003_snapshot.json": snapshot(3) },

  "a file of comments": sql("-- nothing\n-- yet\n"),
  "a block comment": sql("/* nothing yet */"),
  "an untouched template": sql("-- Custom SQL migration file, put your code below! --"),
  CRLF: sql("alter table people add column born date;\r\n"),
  "no SQL": sql("alter tabel people"),
  "an open literal": sql("select 'abc"),
  "an open body": sql("do $$ begin null; end"),
  "an open comment": sql("select 1; /* "),
  "a breakpoint in a literal": sql("insert into people values (1, 'a --> statement-breakpoint b');"),
  "a breakpoint in a body": sql("do $x$ begin\n--> statement-breakpoint\nnull; end $x$;"),
  "a breakpoint in a comment": sql("/* a --> statement-breakpoint b */ select 1;"),
  "a breakpoint in a name": sql('select 1 as "a --> statement-breakpoint b";'),
  COMMIT: sql("commit;--> statement-breakpoint\ncreate index concurrently on people (born);"),
  "BEGIN and COMMIT": sql("begin; select 1; commit;"),
  CONCURRENTLY: sql("create index concurrently on people (born);"),
  VACUUM: sql("vacuum full people;"),
  "a name of 64 letters": sql(`alter table people add column ${"x".repeat(64)} int;`),
  "two names that become one": sql(
    `create index "${"i".repeat(63)}a" on people (id); create index "${"i".repeat(63)}b" on people (id);`,
  ),
  "a label used at once": sql("alter type mood add value 'odd'; select 'odd'::mood;"),
  "statements nested 100 000 deep": sql(`select ${"(".repeat(100_000)}1${")".repeat(100_000)};`),
  "psql's own commands": sql("\\connect other\nselect 1;"),
  "a dump's COPY": sql("COPY people FROM stdin;\n1\tAnn\n\\.\n"),
};

function damages(): readonly Damage[] {
  const byBytes = targets.flatMap((target) =>
    Object.entries(bytes).map(([what, change]) => ({
      title: `${target}: ${what}`,
      files: { ...history, [target]: change(Buffer.from(history[target] ?? "")) },
    })),
  );
  const byPlace = targets.flatMap((target) =>
    Object.entries(places).map(([what, put]) => ({
      title: `${target}: ${what} in its place`,
      files: history,
      prepare: async (folder: string) => {
        await rm(join(folder, target));
        await put(join(folder, target), folder);
      },
    })),
  );
  const byContent = Object.entries(contents).map(([title, files]) => ({ title, files: { ...history, ...files } }));
  return [...byBytes, ...byPlace, ...byContent, ...folders];
}

const folders: readonly Damage[] = [
  { title: "an empty folder", files: { "../other/file": "" }, prepare: async (folder) => void (await mkdir(folder)) },
  { title: "a file for a folder", files: { "../db": "" } },
  { title: "no folder", files: { "../other/file": "" } },
  { title: "an empty meta", files: { "meta/.keep": "" } },
  { title: "SQL alone", files: { "0000_a.sql": "select 1" } },
  { title: "meta as a file", files: { meta: "x", "0000_a.sql": "select 1" } },
  {
    title: "meta as a link in a circle",
    files: { "0000_a.sql": "" },
    prepare: (folder) => symlink(folder, join(folder, "meta")),
  },
  { title: "1.0: no snapshot", files: { "20260101000000_a/migration.sql": "select 1" } },
  {
    title: "1.0: an odd name",
    files: { "20260101000000_a/migration.sql": "select 1", "later/migration.sql": "select 1" },
  },
  {
    title: "1.0: an empty folder",
    files: { "20260101000000_a/migration.sql": "", "20260102000000_b/snapshot.json": "{}" },
  },
  {
    title: "1.0: the same time twice",
    files: { "20260101000000_a/migration.sql": "select 1", "20260101000000_b/migration.sql": "select 1" },
  },
  {
    title: "1.0: a file for a migration",
    files: { "20260101000000_a/migration.sql/x": "", "20260102000000_b/migration.sql": "" },
  },
  { title: "before the journal", files: { "20230101000000/migration.sql": "select 1" } },
];

/** What check says of the folder "db" with this damage: its findings, or its refusal. */
async function verdictOn({ files, prepare }: Damage): Promise<unknown> {
  const inDb = Object.fromEntries(Object.entries(files).map(([name, content]) => [join("db", name), content]));
  return withFiles(inDb, async (root) => {
    await mkdir(dirname(join(root, "db")), { recursive: true });
    await prepare?.(join(root, "db"));
    return check({ folder: "db", cwd: root, now: Date.UTC(2026, 0, 1) }).catch((error: unknown) => error);
  });
}

test("the history is sound to begin with", async () => {
  expect(await verdictOn({ title: "", files: history })).toMatchObject({ verdict: "sound", findings: [] });
});

test("there are cases enough", () => {
  const titles = damages().map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.length).toBeGreaterThan(200);
});

test.for(damages())("$title", { timeout: patience }, async (damage) => {
  const answer = await verdictOn(damage);
  if (answer instanceof Error) {
    expect(answer).toBeInstanceOf(HarnessError);
    expect(answer).toMatchObject({ kind: "input", message: expect.any(String), remedy: expect.stringMatching(/\w/) });
    return;
  }
  expect(answer).toMatchObject({ command: "check" });
  const { findings } = answer as Awaited<ReturnType<typeof check>>;
  expect(findings.filter(({ code }) => code.startsWith("history/")).length).toBeGreaterThan(0);
  for (const { code, message, remedy, at: place } of findings) {
    expect(code).toMatch(/^(?:history|lint)\/[a-z-]+$/);
    expect(message).not.toMatch(/undefined|\[object|secret|^\s*at /m);
    expect(remedy).not.toBe("");
    expect(place, code).toMatchObject({ file: expect.stringMatching(/^db/), line: expect.any(Number) });
    expect(place?.line).toBeGreaterThan(0);
    expect(place?.column).toBeGreaterThan(0);
  }
});

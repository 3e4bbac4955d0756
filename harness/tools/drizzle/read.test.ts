import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HarnessError } from "../../model/error.ts";
import { runs } from "../../runs.fixture.ts";
import { drizzle } from "../drizzle.ts";
import { inFolders, sound, withFiles } from "./sample.fixture.ts";

type Files = Readonly<Record<string, string | Buffer>>;

const people = sound({
  "0000_people": "create table people (id int);\n",
  "0001_names": "alter table people add name text;\n",
});

function journal(entries: unknown, rest: object = { dialect: "postgresql" }): Files {
  return { ...people, "meta/_journal.json": JSON.stringify({ version: "7", ...rest, entries }) };
}

/** "code: message" of the refusal, or what was read, with the folder as working folder. */
async function outcome(files: Files, prepare = async (_folder: string): Promise<void> => {}): Promise<string> {
  return withFiles(files, async (folder) => {
    await prepare(folder);
    const error = await drizzle.read(folder, folder).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) return "read";
    if (!(error instanceof HarnessError) || error.kind !== "input" || error.remedy === "")
      return `wrong: ${String(error)}`;
    return `${error.code}: ${error.message}`;
  });
}

async function findings(files: Files): Promise<string[]> {
  return withFiles(files, async (folder) => {
    const history = await drizzle.read(join(folder, "db"), folder);
    return history.findings.map(({ code, severity, object }) => `${severity} ${code} ${object}`);
  });
}

function inDb(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`db/${name}`, content]));
}

test("reads a sound folder without a complaint", async () => {
  await withFiles(inDb(people), async (folder) => {
    const history = await drizzle.read(join(folder, "db"), folder);
    expect(history).toEqual({
      tool: "drizzle",
      layout: "journal",
      folder: join(folder, "db"),
      label: "db",
      findings: [],
      migrations: [
        {
          id: "0000_people",
          file: "db/0000_people.sql",
          path: join(folder, "db", "0000_people.sql"),
          sql: "create table people (id int);\n",
          sha256: "ff7c5c9f0c8c99b45996c5a81e3245c4f1d0ff5bdb22fc77fc5e50c5a9595c19",
          when: 1000,
        },
        expect.objectContaining({ id: "0001_names", when: 2000 }),
      ],
    });
  });
});

test("the order of the journal counts, not the names", async () => {
  const entries = [
    { tag: "0001_names", when: 1 },
    { tag: "0000_people", when: 2 },
  ];
  await withFiles(journal(entries), async (folder) => {
    expect((await drizzle.read(folder, folder)).migrations.map(({ id }) => id)).toEqual(["0001_names", "0000_people"]);
  });
});

describe("refuses, with file and reason", () => {
  const at = "meta/_journal.json";
  const utf16 = Buffer.from('\uFEFF{"entries":[]}', "utf16le");
  test.for<readonly [what: string, files: Files, expected: string]>([
    ["no journal", { "0000_x.sql": "" }, "input/journal-missing: There is no meta/_journal.json"],
    [
      "no JSON",
      { [at]: '{\n  "entries": [ {"tag": "a"}, ]\n}' },
      "input/journal-unreadable: meta/_journal.json:2:30 is not JSON",
    ],
    ["cut off", { [at]: '{"entries": [' }, "input/journal-unreadable: meta/_journal.json:1:14 is not JSON"],
    ["empty file", { [at]: "" }, "input/journal-unreadable: meta/_journal.json:1:1 is not JSON"],
    [
      "conflict",
      { [at]: '{\n<<<<<<< HEAD\n"a": 1\n=======\n' },
      "input/journal-unreadable: meta/_journal.json:2:1 holds the conflict markers",
    ],
    ["an array", { [at]: "[]" }, "input/journal-unreadable: meta/_journal.json is not an object"],
    ["no entries", { [at]: "{}" }, 'input/journal-unreadable: meta/_journal.json has no array "entries"'],
    ["empty entries", journal([]), "input/no-migrations: meta/_journal.json has no entries"],
    ["null entry", journal([null]), "input/journal-unreadable: meta/_journal.json: entries[0] is not an object"],
    ["no tag", journal([{ when: 1 }]), 'input/journal-unreadable: meta/_journal.json: entries[0] has no text "tag"'],
    [
      "text when",
      journal([{ tag: "0000_people", when: "1" }]),
      'input/journal-unreadable: meta/_journal.json: entries[0] ("0000_people") has no whole',
    ],
    [
      "fraction",
      journal([{ tag: "0000_people", when: 1.5 }]),
      'input/journal-unreadable: meta/_journal.json: entries[0] ("0000_people") has no whole',
    ],
    [
      "BOM",
      { [at]: `\uFEFF${people[at]}` },
      "input/journal-unreadable: meta/_journal.json begins with a byte order mark",
    ],
    ["UTF-16", { [at]: utf16 }, "input/journal-unreadable: meta/_journal.json is encoded as UTF-16"],
    ["NUL", { [at]: '{"entries": []}\0' }, "input/journal-unreadable: meta/_journal.json holds a NUL byte"],
    [
      "huge",
      { [at]: Buffer.alloc(17 * 1024 * 1024, " ") },
      "input/journal-unreadable: meta/_journal.json is 17825792 bytes long",
    ],
    [
      "MySQL",
      journal([], { dialect: "mysql" }),
      'input/not-postgresql: meta/_journal.json says that its dialect is "mysql"',
    ],
    [
      "parent",
      journal([{ tag: "../x", when: 1 }]),
      'input/tag-leaves-folder: The journal\'s tag "../x" leaves the folder .',
    ],
    [
      "inside and out",
      journal([{ tag: "a/../../x", when: 1 }]),
      'input/tag-leaves-folder: The journal\'s tag "a/../../x" leaves',
    ],
    ["absolute", journal([{ tag: "/etc/x", when: 1 }]), 'input/tag-leaves-folder: The journal\'s tag "/etc/x" leaves'],
    [
      "NUL in a tag",
      journal([{ tag: "a\0", when: 1 }]),
      'input/tag-leaves-folder: The journal\'s tag "a\\u0000" leaves',
    ],
    [
      "missing file",
      journal([{ tag: "0002_gone", when: 1 }]),
      'input/migration-missing: The journal names "0002_gone", but there is no 0002_gone.sql',
    ],
    [
      "too long a name",
      journal([{ tag: "x".repeat(300), when: 1 }]),
      `input/migration-unreadable: ${"x".repeat(300)}.sql cannot be read (ENAMETOOLONG)`,
    ],
    [
      "NUL in SQL",
      { ...people, "0001_names.sql": "select 1;\0" },
      "input/migration-unreadable: 0001_names.sql holds a NUL byte",
    ],
  ])("%s", async ([, files, expected]) => {
    expect(await outcome(files)).toContain(expected);
  });

  test("a folder in the file's place", async () => {
    const replace = async (folder: string): Promise<void> => {
      await rm(join(folder, "0001_names.sql"));
      await mkdir(join(folder, "0001_names.sql"));
    };
    expect(await outcome(people, replace)).toBe("input/migration-unreadable: 0001_names.sql is not a file.");
  });

  test("a link that leads out of the folder; one that stays inside is read", async () => {
    await withFiles({ ...inDb(people), "outside.sql": "select 'secret'" }, async (root) => {
      const [folder, link] = [join(root, "db"), join(root, "db", "0001_names.sql")];
      await rm(link);
      await symlink(join(root, "outside.sql"), link);
      await expect(drizzle.read(folder, root)).rejects.toMatchObject({
        kind: "input",
        code: "input/tag-leaves-folder",
      });
      await rm(link);
      await symlink(join(folder, "0000_people.sql"), link);
      expect((await drizzle.read(folder, root)).migrations).toHaveLength(2);
    });
  });

  test("in the layout of 1.0, a file or folder that is a link leading out; one that stays inside is read", async () => {
    const [first, second] = ["20260101000000_a", "20260102000000_b"] as const;
    const outside = { [`${second}/migration.sql`]: "select 'secret'" };
    await withFiles({ ...inDb(inFolders({ [first]: "select 1", [second]: "select 2" })), ...outside }, async (root) => {
      const folder = join(root, "db");
      const [file, link] = [join(folder, second, "migration.sql"), join(folder, second)];
      const read = () => drizzle.read(folder, root);
      const refused = { kind: "input", code: "input/tag-leaves-folder", message: expect.stringContaining(second) };
      await rm(file);
      await symlink(join(root, second, "migration.sql"), file);
      await expect(read()).rejects.toMatchObject(refused);
      await rm(link, { recursive: true });
      await symlink(join(root, second), link);
      await expect(read()).rejects.toMatchObject(refused);
      await rm(link);
      await symlink(join(folder, first), link);
      expect((await read()).migrations.map(({ id, sql }) => [id, sql])).toEqual([
        [first, "select 1"],
        [second, "select 1"],
      ]);
    });
  });
});

describe("reports damage that does not keep the history from running", () => {
  test.for<readonly [what: string, files: Files, expected: readonly string[]]>([
    [
      "a file that the journal forgot",
      { ...people, "0009_lost.sql": "" },
      ["warning history/file-without-entry db/0009_lost.sql"],
    ],
    [
      "a tag twice, and earlier than before",
      journal([
        { tag: "0000_people", when: 5 },
        { tag: "0000_people", when: 5 },
        { tag: "0001_names", when: 4 },
      ]),
      [
        "warning history/order 0000_people",
        "warning history/order 0001_names",
        "warning history/duplicate-tag 0000_people",
      ],
    ],
    [
      "no snapshot of the last",
      Object.fromEntries(Object.entries(people).filter(([name]) => !name.includes("0001_snapshot"))),
      ["note history/snapshot-missing 0001_names"],
    ],
    ["CRLF", { ...people, "0000_people.sql": "select 1;\r\n" }, ["note history/crlf db"]],
    ["BOM", { ...people, "0000_people.sql": "\uFEFFselect 1" }, ["warning history/byte-order-mark 0000_people"]],
    [
      "Latin-1",
      { ...people, "0000_people.sql": Buffer.from("-- é", "latin1") },
      ["warning history/encoding 0000_people", "note history/empty-migration 0000_people"],
    ],
  ])("%s", async ([, files, expected]) => {
    expect(await findings(inDb(files))).toEqual(expected);
  });

  test.for<readonly [scripts: Readonly<Record<string, unknown>>, expected: number]>([
    [{ "db:migrate": "DATABASE_URL=postgres://u:secret@h/d tsx migrate.ts" }, 1],
    [{ "db:migrate": "drizzle-kit migrate", migrate: "npm run db:migrate", test: "x", "migrate:odd": 1 }, 0],
  ])("a runner of the project's own: %j", async ([scripts, expected]) => {
    await withFiles({ ...inDb(people), "package.json": JSON.stringify({ scripts }) }, async (folder) => {
      const found = (await drizzle.read(join(folder, "db"), folder)).findings;
      expect(found.filter(({ code }) => code === "history/own-runner")).toHaveLength(expected);
      expect(JSON.stringify(found)).not.toContain("secret");
    });
  });
});

test("whatever happened to the journal, the answer is a history or a refusal", async () => {
  const whole = Buffer.from(people["meta/_journal.json"] ?? "");
  const damagedBytes = fc
    .array(fc.record({ at: fc.nat(whole.length - 1), length: fc.nat(6), put: fc.uint8Array({ maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((edits) =>
      edits.reduce(
        (bytes, { at, length, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)]),
        whole,
      ),
    );
  const anyEntry = fc.oneof(
    fc.jsonValue(),
    fc.record({
      tag: fc.oneof(fc.string(), fc.constant("0000_people"), fc.jsonValue()),
      when: fc.oneof(fc.integer(), fc.jsonValue()),
    }),
  );
  const anyJournal = fc.record({
    entries: fc.oneof(fc.array(anyEntry), fc.jsonValue()),
    dialect: fc.constantFrom("pg", "postgresql", null),
  });
  const damaged = fc.oneof(
    damagedBytes,
    anyJournal.map((value) => Buffer.from(JSON.stringify(value))),
  );
  await withFiles(people, async (folder) => {
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        await writeFile(join(folder, "meta", "_journal.json"), bytes);
        const answer: unknown = await drizzle.read(folder, folder).catch((error: unknown) => error);
        const refused =
          answer instanceof HarnessError && answer.kind === "input" && !answer.message.includes("undefined");
        expect(refused || (!(answer instanceof Error) && answer !== undefined)).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
});

import { execFileSync } from "node:child_process";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { check } from "./check.ts";

type Files = Readonly<Record<string, string | null>>;

const people = "create table people (id int primary key);\n";
const names = "alter table people add column name text;\n";
const born = "alter table people add column born date;\n";
const old = sound({ "0000_people": people, "0001_names": names });
const now = Date.UTC(2026, 0, 1);

/** A repository whose branch `main` holds a history, lent; the work goes on on a branch of its own. */
async function inRepository<Result>(
  base: Readonly<Record<string, string>>,
  use: (root: string) => Promise<Result>,
  folder = "db",
): Promise<Result> {
  const files = Object.fromEntries(Object.entries(base).map(([name, text]) => [`${folder}/${name}`, text]));
  return withFiles({ ...files, "README.md": "x" }, async (root) => {
    git(root, "init", "-q", "-b", "main");
    commit(root, "base");
    git(root, "checkout", "-q", "-b", "work");
    return use(root);
  });
}

function git(root: string, ...args: readonly string[]): string {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"];
  return execFileSync("git", ["-C", root, ...who, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

function commit(root: string, message: string): void {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", message);
}

/** Writes files below "db"; null takes one away. */
async function change(root: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, "db", name);
    await mkdir(dirname(path), { recursive: true });
    await (text === null ? rm(path, { force: true }) : writeFile(path, text));
  }
}

function journal(entries: readonly (readonly [tag: string, when: number])[], dialect = "postgresql"): Files {
  const listed = entries.map(([tag, when], idx) => ({ idx, version: "7", when, tag, breakpoints: true }));
  return { "meta/_journal.json": JSON.stringify({ version: "7", dialect, entries: listed }) };
}

async function against(root: string, base = "main"): Promise<readonly string[]> {
  const { findings } = await check({ folder: "db", cwd: root, base, now });
  return findings.map(({ severity, code, object }) => `${severity} ${code.slice("history/".length)} ${object}`);
}

/** What is done to a history of two migrations that databases have run, and what of it is told. */
const changes: readonly (readonly [what: string, files: Files, expected: readonly string[]])[] = [
  ["nothing", {}, []],
  ["a new migration", sound({ "0000_people": people, "0001_names": names, "0002_born": born }), []],
  ["an edit", { "0001_names.sql": names.replace("text", "varchar(9)") }, ["error edited 0001_names"]],
  ["an edit of a comment", { "0001_names.sql": `-- why\n${names}` }, ["warning edited 0001_names"]],
  ["other line ends", { "0001_names.sql": names.replace("\n", "\r\n") }, ["note crlf db", "note edited 0001_names"]],
  [
    "a deletion",
    { ...journal([["0000_people", 1000]]), "0001_names.sql": null, "meta/0001_snapshot.json": null },
    ["error deleted 0001_names"],
  ],
  ["a deletion of the file alone", { "0001_names.sql": null }, ["error migration-missing 0001_names"]],
  [
    "an entry deleted alone",
    { ...journal([["0000_people", 1000]]), "meta/0001_snapshot.json": null },
    ["error deleted 0001_names", "error file-without-entry db/0001_names.sql"],
  ],
  [
    "another name",
    {
      ...journal([
        ["0000_people", 1000],
        ["0001_called", 2000],
      ]),
      "0001_names.sql": null,
      "0001_called.sql": names,
    },
    ["error renamed 0001_names"],
  ],
  [
    "another order",
    journal([
      ["0001_names", 2000],
      ["0000_people", 1000],
    ]),
    ["error order 0000_people", "error reordered 0000_people"],
  ],
  [
    "another time",
    journal([
      ["0000_people", 1000],
      ["0001_names", 2500],
    ]),
    ["error when-changed 0001_names"],
  ],
  [
    "a new one between the old",
    {
      ...sound({ "0000_people": people, "0001_names": names, "0002_born": born }),
      ...journal([
        ["0000_people", 1000],
        ["0002_born", 1500],
        ["0001_names", 2000],
      ]),
      "meta/0002_snapshot.json": null,
    },
    ["error skipped 0002_born", "warning snapshot-missing 0002_born"],
  ],
  [
    "a new one with an old time",
    {
      ...sound({ "0000_people": people, "0001_names": names, "0002_born": born }),
      ...journal([
        ["0000_people", 1000],
        ["0001_names", 2000],
        ["0002_born", 1500],
      ]),
    },
    ["error skipped 0002_born"],
  ],
  [
    "a label added and used by two new ones",
    sound({
      "0000_people": people,
      "0001_names": names,
      "0002_mood": "alter type mood add value 'odd';",
      "0003_use": "select 'odd'::mood;",
    }),
    ["error enum-in-one-batch 0003_use"],
  ],
];

describe("against a base", () => {
  test.for(changes)("%s", ([, files, expected]) =>
    inRepository(old, async (root) => {
      await change(root, files);
      const uncommitted = await against(root);
      expect(uncommitted).toEqual(expected);
      commit(root, "change");
      expect(await against(root)).toEqual(uncommitted);
    }),
  );

  test("says where, and what to do", () =>
    inRepository(old, async (root) => {
      await change(root, { "0000_people.sql": `${people}drop table people;\n` });
      const report = await check({ folder: "db", cwd: root, base: "main", now });
      expect(report).toMatchObject({
        verdict: "damaged",
        base: { ref: "main", commit: git(root, "rev-parse", "main").trim() },
        findings: [
          {
            at: { file: "db/0000_people.sql", line: 2, column: 1 },
            message: expect.stringContaining("is not what it is in main"),
            remedy: expect.stringContaining("new migration"),
          },
        ],
      });
    }));

  test("reads every statement that the base does not have, and none that it has", () =>
    inRepository({ ...old, ...sound({ "0000_people": people, "0001_names": "drop table gone;" }) }, async (root) => {
      expect(await check({ folder: "db", cwd: root, base: "main", now })).toMatchObject({
        verdict: "sound",
        lint: { migrations: [], statements: 0 },
      });
      const drop = "alter table people drop column id;\n";
      await change(
        root,
        sound({ "0000_people": people, "0001_names": "drop table gone;", "0002_x": drop, "0003_y": born }),
      );
      const report = await check({ folder: "db", cwd: root, base: "main", now });
      expect(report).toMatchObject({ verdict: "dangerous", lint: { migrations: ["0002_x", "0003_y"] } });
      expect(report.findings.map(({ code, object }) => `${code} ${object}`)).toEqual([
        "lint/drop-column public.people.id",
      ]);
    }));

  test("damage that stands there already is a note, and the same damage anew an error", () => {
    const lost = { ...old, "0009_lost.sql": "select 1" };
    return inRepository(lost, async (root) => {
      expect(await against(root)).toEqual(["note file-without-entry db/0009_lost.sql"]);
      await change(root, { "0010_lost.sql": "select 1" });
      expect(await against(root)).toEqual([
        "error file-without-entry db/0010_lost.sql",
        "note file-without-entry db/0009_lost.sql",
      ]);
      const { findings, verdict } = await check({ folder: "db", cwd: root, now });
      expect([verdict, ...findings.map(({ severity }) => severity)]).toEqual(["damaged", "error", "error"]);
    });
  });

  test("a time that is raised to mend the order is a warning", () => {
    const late = journal([
      ["0000_people", 1000],
      ["0001_names", 500],
    ]);
    return inRepository({ ...old, "meta/_journal.json": late["meta/_journal.json"] ?? "" }, async (root) => {
      expect(await against(root)).toEqual(["note order 0001_names"]);
      await change(
        root,
        journal([
          ["0000_people", 1000],
          ["0001_names", 1000],
        ]),
      );
      expect(await against(root)).toEqual(["error when-changed 0001_names", "note order 0001_names"]);
      await change(
        root,
        journal([
          ["0000_people", 1000],
          ["0001_names", 1500],
        ]),
      );
      expect(await against(root)).toEqual(["warning when-changed 0001_names"]);
    });
  });

  test("what main did since the branch began is not held against it", () =>
    inRepository(old, async (root) => {
      git(root, "checkout", "-q", "main");
      await change(root, { "0001_names.sql": born });
      commit(root, "main goes on");
      git(root, "checkout", "-q", "work");
      expect(await against(root)).toEqual([]);
    }));

  test("within a hook of git's it looks at the folder's repository all the same", () =>
    inRepository(old, async (root) => {
      await change(root, { "0001_names.sql": born });
      vi.stubEnv("GIT_DIR", ".git");
      vi.stubEnv("GIT_INDEX_FILE", ".git/index");
      try {
        expect(await against(root)).toEqual(["error edited 0001_names"]);
      } finally {
        vi.unstubAllEnvs();
      }
    }));

  test("a folder that the base does not have is new from end to end", () =>
    inRepository({ "file.txt": "x" }, async (root) => {
      await change(root, { ...old, "0009_lost.sql": "select 1" });
      expect(await against(root)).toEqual(["error file-without-entry db/0009_lost.sql"]);
    }));

  test("a ref that is not there, and a folder outside of any repository, end with what to do", async () => {
    await inRepository(old, async (root) => {
      await expect(against(root, "nowhere")).rejects.toMatchObject({ kind: "input", code: "input/base-unknown" });
      await expect(against(root, "--output=x")).rejects.toMatchObject({ kind: "input", code: "input/base-unknown" });
    });
    await withFiles(
      Object.fromEntries(Object.entries(old).map(([name, text]) => [`db/${name}`, text])),
      async (root) => {
        await expect(against(root, "main")).rejects.toMatchObject({ code: "input/base-unknown" });
      },
    );
  });
});

describe("a history begun anew", () => {
  const sqlite = {
    ...sound(
      Object.fromEntries(
        Array.from({ length: 16 }, (_, n) => [
          `00${String(n).padStart(2, "0")}_old`,
          `create table t${n} (id integer)`,
        ]),
      ),
    ),
  };
  const asSqlite = {
    ...sqlite,
    "meta/_journal.json": (sqlite["meta/_journal.json"] ?? "").replace("postgresql", "sqlite"),
  };

  test("16 SQLite migrations deleted, one of PostgreSQL in their place", () =>
    inRepository(asSqlite, async (root) => {
      await rm(join(root, "db"), { recursive: true });
      await change(root, sound({ "0000_baseline": people }));
      const { verdict, findings } = await check({ folder: "db", cwd: root, base: "main", now });
      expect(verdict).toBe("damaged");
      expect(findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`)).toEqual([
        "error history/dialect-switched db/meta/_journal.json",
        "error history/wiped 0000_baseline",
      ]);
      expect(findings[1]?.message).toContain("none of the 16 migrations of main is left: 0000_baseline begins");
    }));

  test("in a folder of another name", () =>
    inRepository(asSqlite, async (root) => {
      await rename(join(root, "db"), join(root, "gone"));
      await rm(join(root, "gone"), { recursive: true });
      await change(root, sound({ "0000_baseline": people }));
      await rename(join(root, "db"), join(root, "drizzle"));
      const { findings } = await check({ folder: "drizzle", cwd: root, base: "main", now });
      expect(findings.map(({ code }) => code)).toEqual(["history/dialect-switched", "history/wiped"]);
    }));
});

describe("the layout of 1.0", () => {
  const dated = (day: number, name: string): string => `2025010${day}000000_${name}`;
  const folders = (migrations: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(migrations).flatMap(([tag, sql], place) => [
        [`${tag}/migration.sql`, sql],
        [
          `${tag}/snapshot.json`,
          JSON.stringify({
            version: "8",
            dialect: "postgres",
            id: `id${place}`,
            prevIds: place === 0 ? [] : [`id${place - 1}`],
            ddl: [],
            renames: [],
          }),
        ],
      ]),
    );
  const [first, second] = [dated(1, "people"), dated(3, "names")];
  const history = folders({ [first]: people, [second]: names });

  test.for<readonly [what: string, files: Files, expected: readonly string[]]>([
    ["nothing", {}, []],
    ["an edit", { [`${second}/migration.sql`]: born }, [`error edited ${second}`]],
    [
      "a deletion",
      { [`${second}/migration.sql`]: null, [`${second}/snapshot.json`]: null },
      [`error deleted ${second}`],
    ],
    [
      "a new one between the old",
      folders({ [first]: people, [dated(2, "born")]: born, [second]: names }),
      [`warning reordered ${dated(2, "born")}`],
    ],
    [
      "a parent that is gone",
      { [`${second}/snapshot.json`]: JSON.stringify({ version: "9", id: "x", prevIds: ["y"] }) },
      [`error snapshot-parent-unknown ${second}`],
    ],
    ["a snapshot that is gone", { [`${second}/snapshot.json`]: null }, [`error snapshot-unreadable ${second}`]],
  ])("%s", ([, files, expected]) =>
    inRepository(history, async (root) => {
      await change(root, files);
      expect(await against(root)).toEqual(expected);
    }),
  );
});

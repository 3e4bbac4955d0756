import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drizzle } from "../drizzle.ts";
import { plainSql } from "../plain-sql.ts";
import type { MigrationTool } from "../tool.ts";
import { idOf, inFolders, snapshot, sound, withFiles } from "./sample.fixture.ts";

const year = 31_536_000_000;

interface Written {
  readonly files: readonly string[];
  json(name: string): Promise<Record<string, unknown>>;
  folder: string;
}

/** What is written after a history of these files, read again as a history. */
async function written<Result>(
  files: Readonly<Record<string, string>>,
  use: (written: Written) => Promise<Result>,
  tool: MigrationTool = drizzle,
): Promise<Result> {
  return withFiles(files, async (folder) => {
    const history = await tool.read(folder, folder);
    const names = await tool.writeMigration(history, "guard", "select 1;\n");
    const after = await tool.read(folder, folder);
    expect(after.migrations.length).toBe(history.migrations.length + 1);
    expect(after.migrations.at(-1)?.sql).toBe("select 1;\n");
    const json = async (name: string) => JSON.parse(await readFile(join(folder, name), "utf8"));
    return use({ files: names, json, folder });
  });
}

test.for([
  ["0007_a", "0008_guard.sql"],
  ["00007_a", "00008_guard.sql"],
  ["20260101120000_a", /^20\d{12}_guard\.sql$/],
  ["1735732800_a", /^\d{10}_guard\.sql$/],
  ["plain_a", "guard.sql"],
] as const)("a migration after %s is called %s", ([tag, name]) =>
  written(withIndex(sound({ [tag]: "select 0" }), 7), async ({ files }) => {
    expect(files[0]).toEqual(typeof name === "string" ? name : expect.stringMatching(name));
  }),
);

/** The journal with its last entry at this index, as after a squash. */
function withIndex(files: Record<string, string>, idx: number): Record<string, string> {
  const journal = JSON.parse(files["meta/_journal.json"] ?? "");
  const entries = journal.entries.map((entry: object) => ({ ...entry, idx }));
  return { ...files, "meta/_journal.json": JSON.stringify({ ...journal, entries }) };
}

test("it comes after every other one, also one from the future, and what the journal says besides stays", async () => {
  const files = sound({ "0000_a": "select 0", "0001_b": "select 0" });
  const journal = JSON.parse(files["meta/_journal.json"] ?? "");
  const ahead = Date.now() + year;
  journal.entries[0].when = ahead;
  journal.own = { kept: true };
  await written({ ...files, "meta/_journal.json": JSON.stringify(journal) }, async ({ json }) => {
    const after = await json("meta/_journal.json");
    expect(after).toMatchObject({ own: { kept: true } });
    const entries = [
      ...journal.entries,
      { idx: 2, version: "7", when: ahead + 1, tag: "0002_guard", breakpoints: true },
    ];
    expect(after.entries).toEqual(entries);
    const [before, own] = [await json("meta/0001_snapshot.json"), await json("meta/0002_snapshot.json")];
    expect(own).toEqual({ ...before, id: own.id, prevId: before.id });
    expect(own.id).not.toBe(before.id);
  });
});

const folders = inFolders({ "20260101000000_a": "select 0", "20260102000000_b": "select 0" });

test("of 1.0 it follows every last snapshot, in the format that these have", async () => {
  await written(folders, async ({ files, json }) => {
    expect(await json(files[1] ?? "")).toMatchObject({ version: "8", prevIds: [idOf(1)], ddl: [], renames: [] });
  });
  const head = { version: "9", dialect: "postgres", type: "diff", footprints: [], deltas: [{ some: "change" }] };
  const diff = (id: string) => JSON.stringify({ ...head, id, prevIds: [idOf(0)] });
  const forked = {
    ...folders,
    "20260102000000_b/snapshot.json": diff("b"),
    "20260103000000_c/migration.sql": "select 0",
    "20260103000000_c/snapshot.json": diff("c"),
  };
  await written(forked, async ({ files, json }) => {
    expect(await json(files[1] ?? "")).toMatchObject({ type: "diff", version: "9", prevIds: ["b", "c"], deltas: [] });
  });
});

test("where there is no snapshot to follow, or there are two that say all, nothing is written", async () => {
  const refused = (files: Readonly<Record<string, string>>, change: (folder: string) => Promise<void>) =>
    withFiles(files, async (folder) => {
      const history = await drizzle.read(folder, folder);
      await change(folder);
      const before = await readdir(folder, { recursive: true });
      const code = await drizzle.writeMigration(history, "guard", "select 1").then(
        () => null,
        (error: unknown) => Reflect.get(Object(error), "code"),
      );
      expect(await readdir(folder, { recursive: true })).toEqual(before);
      return code;
    });
  const two = JSON.stringify({ version: "8", dialect: "postgres", id: "b", prevIds: [idOf(-1)], ddl: [], renames: [] });
  expect(await refused(folders, (folder) => writeFile(join(folder, "20260102000000_b/snapshot.json"), two))).toBe(
    "input/snapshot-forked",
  );
  const journal = sound({ "0000_a": "select 0" });
  expect(await refused(journal, (folder) => rm(join(folder, "meta/0000_snapshot.json")))).toBe(
    "input/snapshot-unreadable",
  );
  expect(await refused(journal, (folder) => writeFile(join(folder, "meta/0000_snapshot.json"), "{"))).toBe(
    "input/snapshot-unreadable",
  );
  expect(await refused(journal, (folder) => writeFile(join(folder, "0001_guard.sql"), "mine"))).toBe(
    "input/migration-unwritable",
  );
  expect(await refused(journal, (folder) => writeFile(join(folder, "meta/0001_snapshot.json"), snapshot(1)))).toBe(
    "input/migration-unwritable",
  );
});

test.for([
  ["009_a.sql", "010_guard.sql"],
  ["9-a.sql", "10-guard.sql"],
  ["20991231235959_a.sql", "20991231235960_guard.sql"],
  ["20200101000000_a.sql", /^20[2-9]\d{11}_guard\.sql$/],
] as const)("of numbered files, %s is followed by %s", ([last, next]) =>
  written(
    { [last]: "select 0" },
    async ({ files }) => {
      expect(files).toEqual([typeof next === "string" ? next : expect.stringMatching(next)]);
    },
    plainSql,
  ),
);

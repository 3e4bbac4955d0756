import { basename } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import type { LedgerRow } from "../../model/ledger.ts";
import { withFiles } from "../drizzle/sample.fixture.ts";
import { filesOnDisk } from "../files/disk.ts";
import { plainSql } from "../plain-sql.ts";
import type { Replayed } from "../tool.ts";

const location = { schema: "public", table: "schema_migrations" };
let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

type Files = Readonly<Record<string, string>>;

interface Stage {
  replay(): Promise<Replayed>;
  /** Each "migration state", with the versions of the rows and what else there is to say. */
  claims(): Promise<readonly string[]>;
  runs(): Promise<readonly string[]>;
  ask(sql: string): Promise<readonly unknown[]>;
}

/** A folder of these files, and a database where this was done by hand. */
async function onStage(files: Files, byHand: string, use: (stage: Stage) => Promise<void>): Promise<void> {
  const database = await server.create(owner);
  const ask = (sql: string): Promise<readonly unknown[]> =>
    withClient(database, "owner", async (client) => (await client.query({ text: sql, rowMode: "array" })).rows.flat());
  await withClient(database, "owner", (client) => client.query(byHand));
  await withFiles(files, async (folder) => {
    const history = await plainSql.read(folder, folder);
    const ledger = () => withClient(database, "owner", (client) => plainSql.readLedger(client, location));
    const open = (): Promise<pg.Client> => connect(database, "owner");
    await use({
      replay: () => plainSql.replay(history, history.migrations, { ledger: location, connect: open }),
      claims: async () => plainSql.claims(history, await ledger()).map(shown),
      runs: async () => plainSql.predict(history, await ledger()).runs,
      ask,
    });
  });
}

function shown({ migration, state, rows, because }: ReturnType<typeof plainSql.claims>[number]): string {
  const versions = rows.map(({ id }: LedgerRow) => `#${id}`);
  return [migration ?? "-", state, ...versions, ...(because === null ? [] : [`(${because})`])].join(" ");
}

const three = {
  "001_a.sql": "create table a ();",
  "002_b.sql": "create table b ();",
  "010_c.sql": "create table c ();",
};

describe("what runners of one's own have written is read", () => {
  test.for<readonly [what: string, ledger: string, claims: readonly string[], runs: readonly string[]]>([
    [
      "numbers",
      "create table schema_migrations (version int); insert into schema_migrations values (1), (2)",
      ["001_a applied #1", "002_b applied #2", "010_c pending"],
      ["010_c"],
    ],
    [
      "texts with names",
      "create table schema_migrations (id serial, version text, name text, executed_at timestamptz default now()); insert into schema_migrations (version, name) values ('010', 'c'), ('001', '001_a.sql')",
      ["001_a applied #001", "002_b out-of-order (number 10 is recorded)", "010_c applied #010"],
      ["002_b"],
    ],
    [
      "whole names as versions",
      "create table schema_migrations (version text); insert into schema_migrations values ('001_a'), ('002_b.sql')",
      ["001_a applied #001_a", "002_b applied #002_b.sql", "010_c pending"],
      ["010_c"],
    ],
    [
      "names without a number",
      "create table schema_migrations (version text); insert into schema_migrations values ('a'), ('b')",
      ["001_a applied #a", "002_b applied #b", "010_c pending"],
      ["010_c"],
    ],
    [
      "files that are gone, are of a newer release, or have another name now; and one twice",
      "create table schema_migrations (version int, name text); insert into schema_migrations values (1, 'old'), (3, 'x'), (11, 'y'), (2, 'b'), (2, 'b')",
      [
        "001_a applied #1 (recorded as old)",
        "002_b applied #2 #2 (recorded 2 times)",
        "010_c out-of-order (number 11 is recorded)",
        "- missing #3",
        "- future #11",
      ],
      ["010_c"],
    ],
    [
      "no version, and one that is no number of a file",
      "create table schema_migrations (version text, name text); insert into schema_migrations values (null, '001_a.sql'), (null, null), ('99999999999999999999', 'x')",
      ["001_a applied #NULL", "002_b pending", "010_c pending", "- missing #99999999999999999999", "- missing #NULL"],
      ["002_b", "010_c"],
    ],
    ["nothing", "", ["001_a pending", "002_b pending", "010_c pending"], ["001_a", "002_b", "010_c"]],
  ])("%s", async ([, ledger, claims, runs]) => {
    await onStage(three, ledger, async (stage) => {
      expect(await stage.claims()).toEqual(claims);
      expect(await stage.runs()).toEqual(runs);
      expect(await stage.replay()).toMatchObject({ failure: null, ran: runs });
      expect(await stage.runs()).toEqual([]);
    });
  });

  test.for(["filename text", "version bigint, dirty boolean"])(
    "another tool's table is refused: %s",
    async (columns) => {
      await onStage(three, `create table schema_migrations (${columns})`, async ({ claims }) => {
        await expect(claims()).rejects.toMatchObject({ kind: "input", code: "input/ledger-unreadable" });
      });
    },
  );
});

test("each file is a transaction of its own: what ran before the one that fails, stays", async () => {
  const files = { ...three, "002_b.sql": "create table b ();\nselect 1/0;" };
  await onStage(files, "", async ({ replay, claims, ask }) => {
    const { failure, ran } = await replay();
    expect({ failure, ran }).toMatchObject({
      ran: ["001_a"],
      failure: { migration: "002_b", sql: files["002_b.sql"], failure: { sqlstate: "22012" } },
    });
    expect(await ask("select to_regclass('a') is null, to_regclass('b') is null")).toEqual([false, true]);
    expect(await claims()).toEqual(["001_a applied #001", "002_b pending", "010_c pending"]);
  });
});

test("a history may make its ledger itself, end the transaction, and leave a search_path behind", async () => {
  const files = {
    "01_a.sql": "create table schema_migrations (version int primary key);",
    "02_b.sql": "commit; create table b (id int);",
    "03_c.sql": "create schema app; set search_path = app; create table c ();",
    "04_d.sql": "create table d ();",
  };
  await onStage(files, "", async ({ replay, ask }) => {
    expect(await replay()).toMatchObject({ failure: null, ran: ["01_a", "02_b", "03_c", "04_d"] });
    expect(await ask("select version from schema_migrations order by 1")).toEqual([1, 2, 3, 4]);
  });
});

test("a statement that no transaction bears runs without one where it is alone in its file", async () => {
  const files = {
    "001_a.sql": "create table a (id int);",
    "002_b.sql": "-- large\nCREATE INDEX CONCURRENTLY a_id ON a (id);",
    "003_c.sql": "VACUUM a",
    "004_d.sql": "CREATE UNIQUE INDEX CONCURRENTLY a_no ON a (no);",
  };
  await onStage(files, "", async ({ replay, claims, ask }) => {
    expect(await replay()).toMatchObject({
      ran: ["001_a", "002_b", "003_c"],
      failure: { migration: "004_d", failure: { sqlstate: "42703" } },
    });
    expect(await ask("select indisvalid from pg_index where indexrelid = 'a_id'::regclass")).toEqual([true]);
    expect(await claims()).toEqual(["001_a applied #001", "002_b applied #002", "003_c applied #003", "004_d pending"]);
  });
});

test("what only the end of the transaction refuses is told as that", async () => {
  const sql =
    "create table p (id int primary key); create table q (p int references p initially deferred); insert into q values (7);";
  await onStage({ ...three, "002_b.sql": sql }, "", async ({ replay, claims }) => {
    expect(await replay()).toMatchObject({
      failure: { migration: "002_b", sql: "commit", failure: { sqlstate: "23503" } },
    });
    expect(await claims()).toEqual(["001_a applied #001", "002_b pending", "010_c pending"]);
  });
});

test("two files of one number are refused", async () => {
  await withFiles({ "001_a.sql": "", "002_b.sql": "", "002_c.sql": "" }, async (folder) => {
    await expect(plainSql.read(folder, folder)).rejects.toMatchObject({
      kind: "input",
      code: "input/duplicate-prefix",
    });
  });
  await withFiles({ "readme.md": "" }, async (folder) => {
    await expect(plainSql.read(folder, folder)).rejects.toMatchObject({ kind: "input", code: "input/no-migrations" });
  });
});

test.for([
  ["002-b.sql", "003-next.sql"],
  ["002_b.up.sql", "003_next.up.sql"],
  ["002.up.sql", "003.next.up.sql"],
])("a migration that is written behind %s is named as that one: %s", async ([last = "", next]) => {
  await withFiles({ "001_a.sql": "select 1", [last]: "select 2" }, async (folder) => {
    const written = await plainSql.writeMigration(await plainSql.read(folder, folder), "next", "select 3;");
    expect(written.map((file) => basename(file))).toEqual([next]);
    expect((await plainSql.read(folder, folder)).migrations).toHaveLength(3);
  });
});

async function inspected(now: Files, base?: Files): Promise<readonly string[]> {
  return withFiles(now, (folder) =>
    withFiles(base ?? {}, async (before) => {
      const files = { files: filesOnDisk(before), name: "main", unchanged: () => false };
      const input = { folder, label: ".", base: base === undefined ? null : files, now: 0 };
      const { findings } = await plainSql.inspect(input);
      return findings.map(({ severity, code, object }) => `${severity} ${code.replace("history/", "")} ${object}`);
    }),
  );
}

describe("the files are judged", () => {
  test.for<readonly [what: string, files: Files, base: Files | undefined, findings: readonly string[]]>([
    ["sound ones", { "001_a.sql": "select 1;", "002_b.sql": "select '--> statement-breakpoint';" }, undefined, []],
    [
      "gaps, an empty file, a mark, and what is no SQL",
      { "001_a.sql": "", "004_b.sql": "\uFEFFselect 1", "005_c.sql": "selct 1" },
      undefined,
      ["note number-missing .", "warning empty-migration 001_a", "error byte-order-mark 004_b", "error syntax 005_c"],
    ],
    [
      "times leave out nearly all",
      { "20260101120000_a.sql": "select 1", "20260102120000_b.sql": "select 2" },
      undefined,
      [],
    ],
    [
      "what no transaction bears, alone and beside others",
      { "001_a.sql": "vacuum;", "002_b.sql": "select 1;\ncreate index concurrently on a (id);" },
      undefined,
      ["warning outside-transaction 002_b"],
    ],
    [
      "scripts for psql",
      {
        "001_a.sql": "\\connect shop\nselect 1;",
        "002_b.sql": "copy a from stdin;\n1\n\\.\n",
        "003_c.sql": "select '\n\\x'",
      },
      undefined,
      ["error not-inspected 001_a", "error not-inspected 002_b"],
    ],
    [
      "files that are passed over",
      {
        "001_a.sql": "select 1",
        "002_b.SQL": "select 2",
        "001_a.down.sql": "",
        "old/000_z.sql": "",
        "seed.sql": "",
        "sub/seed.sql": "",
      },
      undefined,
      ["warning file-without-entry 002_b.SQL", "warning file-without-entry old/000_z.sql"],
    ],
    [
      "ways down, one of them of nothing",
      { "001.up.sql": "select 1", "001.down.sql": "", "002_b.up.sql": "select 2", "003_c.down.sql": "select 3" },
      undefined,
      ["warning file-without-entry 003_c.down.sql"],
    ],
    [
      "two ways up with one way down",
      { "001_a.sql": "select 1", "001_a.up.sql": "select 1", "001_a.down.sql": "" },
      undefined,
      ["error duplicate-prefix 001_a"],
    ],
    [
      "two of one number",
      { "001_a.sql": "select 1", "001_b.sql": "select 2" },
      undefined,
      ["error duplicate-prefix 001_b"],
    ],
    [
      "what stood there before is a note, and was not to be touched",
      { "001_a.sql": "select 2;", "003_old.sql": "", "004_c.sql": "select 4;\r\n", "005_d.sql": "selct 5" },
      { "001_a.sql": "select 1;", "002_b.sql": "select 2", "004_c.sql": "select 4;\n", "005_d.sql": "selct 5" },
      [
        "note number-missing .",
        "warning empty-migration 003_old",
        "note syntax 005_d",
        "error edited 001_a",
        "error deleted 002_b",
        "warning reordered 003_old",
      ],
    ],
  ])("%s", async ([, files, base, findings]) => {
    expect(await inspected(files, base)).toEqual(findings);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import type { DriftReport } from "../../../model/live-report.ts";
import { onSite, type Site } from "../site.fixture.ts";
import { snapshot } from "../snapshot/snapshot.ts";
import { status } from "../status/status.ts";
import { fileOnly, preamble, real, shown } from "./drift.fixture.ts";
import { type DriftOptions, drift } from "./drift.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const errors = ({ findings }: DriftReport) =>
  findings.filter(({ severity }) => severity === "error").map(({ code, object }) => `${code} ${object}`);

const three = {
  "0000_people": "create table people (id serial primary key, name text);",
  "0001_ages": "alter table people add age int;",
  "0002_towns": "create table towns (id int primary key);",
};

/** A database that drizzle-orm migrated up to the end. */
const onMigrated = (use: (site: Site) => Promise<void>, history: Readonly<Record<string, string>> = three) =>
  onSite(server, history, {}, async (site) => {
    expect(await site.migrate()).toBe("ok");
    await use(site);
  });

describe("the state that production is held against", () => {
  test("is what the ledger claims: a file that is pending is no drift", () =>
    onMigrated(async (site) => {
      await site.query("drop table towns; delete from drizzle.__drizzle_migrations where created_at = 3000");
      expect(await drift(site.options)).toMatchObject({
        verdict: "equal",
        exact: true,
        against: { folder: "drizzle", after: "0001_ages", by: "ledger" },
        tables: { total: 2, equal: 1, leftOut: { ledgers: 1 } },
        findings: [],
      });
    }));

  test("is the one that --to names", () =>
    onMigrated(async (site) => {
      const report = await drift({ ...site.options, to: "0000_people" });
      expect(report).toMatchObject({ verdict: "drifted", against: { after: "0000_people", by: "to" } });
      expect(errors(report)).toEqual(["drift/only-live public.towns", "drift/only-live public.people.age"]);
    }));

  test.for([
    ["there is no ledger", "drop schema drizzle cascade"],
    ["the ledger is empty", "delete from drizzle.__drizzle_migrations"],
    ["no file is of its rows", "update drizzle.__drizzle_migrations set hash = 'x', created_at = 7"],
  ] as const)("is the nearest one, where %s", ([, sql]) =>
    onMigrated(async (site) => {
      await site.query(`${sql}; drop table towns; alter table people add nick text`);
      const report = await drift(site.options);
      expect(report).toMatchObject({ against: { after: "0001_ages", by: "nearest" } });
      expect(errors(report)).toEqual(["drift/only-live public.people.nick"]);
    }),
  );

  test("leaves out what the ledger lacks", () =>
    onMigrated(async (site) => {
      await site.query("alter table people drop age; delete from drizzle.__drizzle_migrations where created_at = 2000");
      expect(await drift(site.options)).toMatchObject({
        verdict: "equal",
        against: { after: "0002_towns", by: "ledger" },
      });
    }));

  test("cannot be told where the rest builds on what the ledger lacks", () =>
    onMigrated(
      async (site) => {
        await site.query("delete from drizzle.__drizzle_migrations where created_at = 2000");
        const [failed] = (await drift(site.options)).findings;
        expect(failed).toMatchObject({
          code: "history/replay-failed",
          object: "0002_older",
          message: expect.stringContaining("without 0001_ages, which the ledger lacks"),
        });
      },
      { ...three, "0002_older": "alter table people alter age type bigint" },
    ));
});

describe("another tool's ledger that a migration makes", () => {
  const history = {
    "0000_all": "create table people (id int); create table schema_migrations (version text primary key);",
  };

  test("is a table like others, but in a file, which leaves ledgers out", () =>
    onMigrated(async (site) => {
      expect(await drift(site.options)).toMatchObject({ verdict: "equal", tables: { total: 3, equal: 2 } });
      await snapshot({ ...site.options, file: "schema.json" });
      for (const options of [site.options, fileOnly(site)]) {
        expect(await drift({ ...options, snapshot: "schema.json" })).toMatchObject({ verdict: "equal", findings: [] });
      }
    }, history));
});

describe("what is told", () => {
  test("names the migration, both values, and everything that stands on a table once", () =>
    onMigrated(async (site) => {
      await site.query(
        `alter table people alter age type bigint, alter name set not null; drop table towns;
         create table logs (id serial primary key, at date unique check (at > '2000-01-01')); create index on logs (at, id)`,
      );
      const report = await drift(site.options);
      expect(report.findings.map(({ code, object, message }) => [code, object, message])).toEqual([
        [
          "drift/only-live",
          "public.logs",
          "table (2 columns, 3 constraints, 1 index, 1 sequence): in production only.",
        ],
        [
          "drift/only-history",
          "public.towns",
          "table (1 column, 1 constraint): in the history only, made by 0002_towns.",
        ],
        [
          "drift/differs",
          "public.people.age",
          "column: type is bigint in production, integer in the history (since 0001_ages).",
        ],
        [
          "drift/differs",
          "public.people.name",
          "column: NOT NULL in production, nullable in the history (since 0000_people).",
        ],
      ]);
      expect(report.tables).toMatchObject({ total: 3, equal: 0, different: 1, onlyLive: 1, onlyHistory: 1 });
      expect(report.columns).toMatchObject({ total: 8, equal: 1, different: 2, onlyLive: 2, onlyHistory: 1 });
    }));

  test("is of a schema that no migration makes one thing", () =>
    onMigrated(async (site) => {
      await site.query(
        `create schema "Auth ""x"""; create table "Auth ""x""".users (id int, "e.mail" text);
         create view "Auth ""x""".seen as select 1 as a; create table "Auth ""x""".keys (id int)`,
      );
      const { findings, verdict, tables } = await drift(site.options);
      expect(verdict).toBe("drifted");
      expect(findings).toMatchObject([
        {
          code: "drift/unknown-schema",
          object: '"Auth ""x"""',
          message: expect.stringContaining("(2 tables, 1 view, 3 columns)"),
        },
      ]);
      expect(tables).toMatchObject({ total: 5, onlyLive: 2, leftOut: { ledgers: 1, ignored: 0 } });
      const ignore = ['"Auth ""x"""'];
      expect(await drift({ ...site.options, ignore })).toMatchObject({
        verdict: "equal",
        findings: [{ code: "drift/ignored", severity: "note" }],
        tables: { total: 5, onlyLive: 0, equal: 2, leftOut: { ledgers: 1, ignored: 2 } },
        columns: { onlyLive: 0, leftOut: { ignored: 3 } },
      });
    }));

  test("passes over what a pattern names, and nothing else", () =>
    onMigrated(async (site) => {
      await site.query(
        `create table events (id serial primary key); create table log_2026_01 (id int); create table log_2026_02 (id int); create table logins (id int);
         alter table people add debug_a int, add debug_b int`,
      );
      const report = await drift({
        ...site.options,
        ignore: ["public.events", "public.log_*", "public.people.debug_a"],
      });
      expect(errors(report)).toEqual(["drift/only-live public.logins", "drift/only-live public.people.debug_b"]);
    }));

  test("is an index that was broken off, with the way to mend it", () =>
    onMigrated(
      async (site) => {
        await site.prepare("update pg_index set indisvalid = false where indexrelid = 'by_age'::regclass");
        expect((await drift(site.options)).findings).toMatchObject([
          { object: "public.people.by_age", remedy: expect.stringContaining("REINDEX INDEX CONCURRENTLY") },
        ]);
      },
      { ...three, "0003_index": "create index by_age on people (age)" },
    ));

  test("is not held against production where only names, order and storage differ", () =>
    onMigrated(
      async (site) => {
        await site.query(
          `drop schema drizzle cascade; drop table clients, orders; drop type mood;
           create type mood as enum ('good', 'so-so', 'bad');
           create table clients (id serial primary key, name text unique, mood mood) with (fillfactor = 70);
           create table orders (id int primary key, client int, amount int);
           create index other_name on orders (amount);
           alter table orders add constraint client_fk foreign key (client) references clients,
             add constraint amount_check check (amount > 0) not valid;
           alter sequence clients_id_seq rename to customers_id_sequence`,
        );
        const report = await drift({ ...site.options, to: "0001_renamed" });
        expect(real(report).map(shown)).toEqual([]);
        expect(new Set(report.differences.map(({ noise }) => noise))).toEqual(
          new Set(["name-of-constraint", "name-of-index", "name-of-sequence", "label-order", "not-valid", "options"]),
        );
        expect(report).toMatchObject({
          verdict: "equal",
          findings: [
            { code: "drift/harmless", severity: "note", message: expect.stringContaining("1 order of an enum") },
          ],
          tables: { total: 2, equal: 2 },
        });
      },
      {
        "0000_customers": `create type mood as enum ('good', 'bad'); create table customers (id serial primary key, name text unique, mood mood);
          create table orders (id int primary key, client int, amount int);
          alter table orders add constraint order_client foreign key (client) references customers, add constraint amount_check check (amount > 0);
          create index by_amount on orders (amount)`,
        "0001_renamed": "alter table customers rename to clients; alter type mood add value 'so-so' ",
      },
    ));

  test("is nothing, though production was restored from a dump, but for what was changed there", () =>
    onMigrated(
      async (site) => {
        await snapshot({ ...site.options, file: "before.json" });
        const printed = "pg_get_constraintdef(oid) from pg_constraint where conname = 'known'";
        const again = (find: string, by: string) =>
          `do $$ declare d text; begin select replace(${printed.replace(" from", `, '${find}', '${by}') from`)} into d;
             alter table people drop constraint known; execute 'alter table people add constraint known ' || d; end $$`;
        const [before] = await site.query(`select ${printed}`);
        await site.query(again("", ""));
        expect(await site.query(`select ${printed}`)).not.toEqual([before]);
        expect(await drift(site.options)).toMatchObject({ verdict: "equal", differences: [] });
        expect(await drift({ ...site.options, snapshot: "before.json" })).toMatchObject({ verdict: "equal" });
        expect((await status(site.options)).findings).toEqual([]);
        await site.query(again("paid", "sold"));
        expect(errors(await drift(site.options))).toEqual(["drift/differs public.people.known"]);
      },
      {
        ...three,
        "0003_states": "alter table people add state varchar(9) constraint known check (state in ('new', 'paid'))",
      },
    ));

  test("is nothing, though the server of the history prints SQL in another way", () =>
    onMigrated(
      async (site) => {
        await site.query("create or replace view old as select id, name as name from people where id > 1");
        const report = await drift({ ...site.options, server: { ...server, version: "13.2" } });
        expect(report).toMatchObject({
          verdict: "equal",
          exact: false,
          findings: [
            { code: "drift/other-major", severity: "warning", message: expect.stringContaining("view public.old") },
          ],
        });
      },
      { ...three, "0003_view": "create view old as select id, name from people" },
    ));
});

describe("the sums", () => {
  const everything = `
    create table measures (at date, value int) partition by range (at);
    create table measures_2025 partition of measures for values from ('2025-01-01') to ('2026-01-01');
    create table measures_2026 partition of measures for values from ('2026-01-01') to ('2027-01-01') partition by list (value);
    create table measures_one partition of measures_2026 for values in (1);
    create table parents (id int); create table children (more text) inherits (parents);
    create view seen as select * from parents; create materialized view kept as select * from parents;
    create unlogged table fast (id int, gone int); alter table fast drop gone;
    create table empty ();
    create schema one; create table one."T.x" (id int); create schema "Zwei"; create table "Zwei".t (id int);`;

  test("account for every table and column: partitions, heirs, foreign ones, ledgers and those of extensions", async () => {
    const beside = { "holdfast/preamble.sql": preamble };
    await onSite(
      server,
      { "0000_all": `${everything} create foreign table far (id int) server there` },
      { beside },
      async (site) => {
        await site.prepare(preamble);
        expect(await site.migrate()).toBe("ok");
        await site.query(
          `create table schema_migrations (version text primary key); create table extra (a int, b int);
         alter table children add late int; drop table "Zwei".t; create temporary table passing (id int)`,
        );
        await site.prepare(
          "create table part (id int, b int); create extension if not exists plpgsql; alter extension plpgsql add table part",
        );
        const { tables, columns } = await drift(site.options);
        expect(tables).toEqual({
          total: 14,
          equal: 9,
          different: 1,
          onlyLive: 1,
          onlyHistory: 1,
          leftOut: { ledgers: 2, extensions: 1, ignored: 0 },
        });
        const { total, equal, different, onlyLive, leftOut } = columns;
        expect(equal + different + onlyLive + leftOut.ledgers + leftOut.extensions + leftOut.ignored).toBe(total);
        expect(columns).toMatchObject({ total: 23, onlyLive: 3, leftOut: { ledgers: 4, extensions: 2 } });
      },
    );
  });
});

describe("bad input", () => {
  const refusedBy = (options: Partial<DriftOptions>) =>
    onSite(server, three, { beside: { "a.json": "" } }, async (site) => {
      const error = await drift({ ...site.options, ...options }).catch((thrown: unknown) => thrown);
      return error;
    });

  test("an unknown migration is refused with the one that is like it", async () => {
    expect(await refusedBy({ to: "0001_age" })).toMatchObject({
      kind: "input",
      code: "input/migration-unknown",
      remedy: "Did you mean 0001_ages?",
    });
  });

  test("--to says nothing of a file", async () => {
    expect(await refusedBy({ to: "0001_ages", snapshot: "a.json" })).toMatchObject({
      kind: "input",
      code: "input/usage",
    });
  });

  test("neither database nor file", () =>
    onSite(server, three, {}, async (site) => {
      await expect(drift(fileOnly(site))).rejects.toMatchObject({ kind: "input", code: "input/usage" });
    }));
});

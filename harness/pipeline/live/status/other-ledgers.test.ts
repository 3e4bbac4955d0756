import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import { onSite } from "../site.fixture.ts";
import { onDeployed, people, said, saysOf, table, three } from "./status.fixture.ts";
import { status } from "./status.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

test("every other ledger is told with what it claims; one that records the same migrations is an error", () =>
  onDeployed(server, three, three, async (site) => {
    await site.query(`
      create schema other; create table other.__drizzle_migrations as table drizzle.__drizzle_migrations;
      alter table other.__drizzle_migrations add primary key (id), alter hash set not null;
      create schema app; create table app.steps (id serial primary key, hash text not null, created_at bigint);
      insert into app.steps (hash, created_at) values ('none of ours', 1700000000000);
      create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('ae1027a6acf');
      create table schema_migrations (version text primary key); insert into schema_migrations values ('001'), ('026');
      create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
        migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
        applied_steps_count int not null default 0);
      insert into _prisma_migrations (id, checksum, migration_name) values ('a', 'b', '20240101_half')`);
    const report = await status(site.options);
    expect(said(report)).toEqual([
      "error ledger/second-ledger other.__drizzle_migrations",
      "warning ledger/foreign-failed public._prisma_migrations",
      "note ledger/foreign app.steps",
      "note ledger/foreign public._prisma_migrations",
      "note ledger/foreign public.alembic_version",
      "note ledger/foreign public.schema_migrations",
    ]);
    expect(saysOf(report, "ledger/second-ledger")).toContain(
      "3 rows, last 2026-01-03): 0000_people, 0001_age, 0002_towns.",
    );
    expect(saysOf(report, "ledger/foreign")).toContain("(2 rows, last 026)");
    expect(saysOf(report, "ledger/foreign")).toContain("(1 row, last ae1027a6acf)");
    expect(report).toMatchObject({ nearest: { after: "0002_towns", differences: 0 } });
  }));

test("what another runner recorded is held against what the files make", () =>
  onSite(
    server,
    { "0000_none": "select 1" },
    { beside: { "sql/001_people.sql": people, "sql/002_lost.sql": "alter table people add lost int;" } },
    async (site) => {
      await site.query(`${people} create table schema_migrations (version text primary key, name text);
        insert into schema_migrations values ('001', 'people'), ('002', 'lost'), ('009', 'gone')`);
      const report = await status({ ...site.options, folder: "sql", tool: "plain-sql" });
      expect(table(report)).toEqual([
        "001_people, applied, in-effect, ",
        "002_lost, applied, no-effect, ",
        "row 009, future, , ",
      ]);
      expect(said(report)).toEqual([
        "error ledger/recorded-without-effect 002_lost",
        "warning ledger/future row 009 (gone)",
      ]);
    },
  ));

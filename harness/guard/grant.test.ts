import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Permit } from "../model/guard.ts";
import { databaseFailure } from "../sql/failure.ts";
import { outcome, withGuarded } from "./guard.fixture.ts";
import { grantPermits, unbindSql } from "./index.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const before = `
  create table projects (id int primary key, lead text, note text);
  create schema drizzle;
  create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
  insert into drizzle.__drizzle_migrations (hash) values ('old');
  create table alembic_version (version_num varchar(32) primary key);
  insert into alembic_version values ('a1');`;

const permit: Permit = {
  action: "drop",
  object: ["public", "projects", "lead"],
  migration: "0001_drop_lead",
  sha256: "new",
  ledgerKey: "new",
  reason: "unused",
  owner: "@data",
  expires: "9999-12-31",
};

const drop = "alter table projects drop column lead";
const record = "insert into drizzle.__drizzle_migrations (hash) values ('new')";

async function grant(superuser: pg.Client, more: Partial<Permit> = {}): Promise<void> {
  await grantPermits(superuser, [{ ...permit, ...more }]);
}

async function open(superuser: pg.Client): Promise<number> {
  const { rows } = await superuser.query(
    "select count(*)::int as open from holdfast_guard.permit where used_at is null",
  );
  return rows[0].open;
}

const unbound =
  "HF003 the permit for public.projects.lead is for the migration 0001_drop_lead, which this transaction did not record";
const refused = "HF001 the guard refuses to drop column public.projects.lead";

test("opens for the transaction that records its migration, and for no other", () =>
  withGuarded(server, { before }, async (owner, superuser) => {
    await grant(superuser);
    expect(await outcome(owner, drop)).toBe(unbound);
    expect(
      await outcome(owner, `begin; ${drop}; insert into drizzle.__drizzle_migrations (hash) values ('other'); commit`),
    ).toBe(unbound);
    expect(await outcome(owner, record)).toBe("ok");
    // It is recorded now, but by another transaction.
    expect(await outcome(owner, drop)).toBe(unbound);
    expect(await outcome(owner, `begin; ${drop}; set constraints all immediate`)).toBe(unbound);
    expect(await open(superuser)).toBe(1);
    expect(
      await outcome(owner, `begin; savepoint a; ${drop}; release a; savepoint b; ${record}; release b; commit`),
    ).toBe("ok");
    expect(await open(superuser)).toBe(0);
    const { rows } = await superuser.query("select used_by, used_for from holdfast_guard.permit");
    expect(rows[0].used_by).toBe((await owner.query("select session_user")).rows[0].session_user);
    expect(rows[0].used_for).toContain(drop);
  }));

test("is used up once, and comes back with what was rolled back", () =>
  withGuarded(server, { before }, async (owner, superuser) => {
    await grant(superuser);
    expect(await outcome(owner, `begin; ${drop}; ${record}; rollback`)).toBe("ok");
    expect(await outcome(owner, `begin; ${record}; savepoint a; ${drop}; rollback to a; commit`)).toBe("ok");
    expect(await open(superuser)).toBe(1);
    expect(await outcome(owner, `begin; ${drop}; ${record}; commit`)).toBe("ok");
    expect(await outcome(owner, `begin; alter table projects add column lead text; ${drop}; ${record}; commit`)).toBe(
      refused,
    );
  }));

test("opens for nothing else than its action on its object", () =>
  withGuarded(server, { before }, async (owner, superuser) => {
    await grant(superuser);
    for (const other of ["drop table projects", "alter table projects drop column note", "truncate projects"]) {
      expect(await outcome(owner, `begin; ${record}; ${other}; commit`)).toMatch(/^HF001/);
    }
    expect(await open(superuser)).toBe(1);
    await grant(superuser, { action: "truncate", object: ["public", "projects"] });
    await grant(superuser, { object: ["public", "projects"] });
    expect(await outcome(owner, `begin; ${record}; truncate projects; drop table projects; commit`)).toBe("ok");
  }));

test("an expired one opens nothing, and is told", () =>
  withGuarded(server, { before }, async (owner, superuser) => {
    const { rows } = await superuser.query(
      `select (now() at time zone 'UTC')::date::text as today, ((now() at time zone 'UTC')::date - 1)::text as yesterday`,
    );
    await grant(superuser, { expires: rows[0].yesterday });
    const failed = await owner.query(`begin; ${drop}; ${record}; commit`).catch(databaseFailure);
    expect(failed).toMatchObject({
      sqlstate: "HF001",
      schema: "public",
      table: "projects",
      column: "lead",
      constraint: "holdfast_guard",
      detail: `Its permit for 0001_drop_lead held until ${rows[0].yesterday}.`,
    });
    await owner.query("rollback");
    await grant(superuser, { expires: rows[0].today });
    await owner.query("set time zone 'Pacific/Kiritimati'");
    expect(await outcome(owner, `begin; ${drop}; ${record}; commit`)).toBe("ok");
  }));

test("granted twice it still opens once", () =>
  withGuarded(server, { before }, async (_, superuser) => {
    await grant(superuser);
    await grant(superuser);
    expect(await open(superuser)).toBe(1);
    await grant(superuser, { migration: "0002" });
    expect(await open(superuser)).toBe(2);
  }));

test("of two sessions at once one passes", () =>
  withGuarded(server, { before }, async (owner, superuser, database) => {
    await superuser.query("insert into drizzle.__drizzle_migrations (hash) values ('older')");
    await grant(superuser, { action: "ledger", object: ["drizzle", "__drizzle_migrations"] });
    await withClient(database, "owner", async (second) => {
      const { rows } = await second.query("select pg_backend_pid() as pid");
      await owner.query(`begin; ${record}; delete from drizzle.__drizzle_migrations where hash = 'old'`);
      const other = outcome(
        second,
        `begin; ${record}; delete from drizzle.__drizzle_migrations where hash = 'older'; commit`,
      );
      await vi.waitFor(async () => {
        const waits = await superuser.query("select cardinality(pg_blocking_pids($1)) as on_others", [rows[0].pid]);
        expect(waits.rows).toEqual([{ on_others: 1 }]);
      });
      await owner.query("commit");
      expect(await other).toMatch(/^HF001 the guard refuses to delete rows/);
    });
  }));

test("one that is bound to no row opens for any transaction; and all do where they are unbound", () =>
  withGuarded(server, { before }, async (owner, superuser) => {
    await grant(superuser, { ledgerKey: null });
    expect(await outcome(owner, drop)).toBe("ok");
    await grant(superuser, { object: ["public", "projects", "note"] });
    expect(await outcome(owner, "alter table projects drop column note")).toMatch(/^HF003/);
    await superuser.query(unbindSql);
    expect(await outcome(owner, "alter table projects drop column note")).toBe("ok");
  }));

test("a ledger that moves opens for each revision on the way, also where several are one transaction", () =>
  withGuarded(server, { before }, async (owner, superuser) => {
    await grant(superuser, { ledgerKey: "b2" });
    const move = (key: string) => `update alembic_version set version_num = '${key}'`;
    expect(await outcome(owner, `begin; ${drop}; ${move("c3")}; commit`)).toBe(unbound);
    expect(await outcome(owner, `begin; ${drop}; ${move("b2")}; ${move("c3")}; commit`)).toBe("ok");
  }));

test("lets a row of the ledger go", () =>
  withGuarded(server, { before }, async (owner, superuser) => {
    const object = ["drizzle", "__drizzle_migrations"];
    await grant(superuser, { action: "ledger", object });
    expect(await outcome(owner, `begin; delete from drizzle.__drizzle_migrations; ${record}; commit`)).toBe("ok");
    expect(await open(superuser)).toBe(0);
  }));

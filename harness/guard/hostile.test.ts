import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { identifier } from "../sql/quote.ts";
import { drizzleLedger, everything, outcome, withGuarded } from "./guard.fixture.ts";
import { installSql, migrationSql } from "./index.ts";
import { functions } from "./sql/index.ts";

// What an owner of tables could try who means to lose data, or to become more than an owner.

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const ledger = `
  create schema drizzle;
  create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
  insert into drizzle.__drizzle_migrations (hash) values ('a');`;

test.for(['quo"te', "dot.ted", "Über$guard0$", "select", "x'y", "back\\slash", "$body$", "n".repeat(63)])(
  "names like %s are covered and told",
  (name) => {
    const location = { schema: name, table: name };
    const wish = { ...everything, ledgers: [{ ...drizzleLedger, location, key: name, recorded: [name] }] };
    const table = `${identifier(name)}.${identifier(name)}`;
    const before = `create schema ${identifier(name)}; create table ${table} (${identifier(name)} text, other text); insert into ${table} values ('a')`;
    return withGuarded(server, { before, wish }, async (owner, superuser) => {
      const failed = await owner.query(`alter table ${table} drop column ${identifier(name)}`).catch((error) => error);
      expect(failed).toMatchObject({ code: "HF001", schema: name, table: name, column: name });
      for (const [sql, code] of [
        [`drop table ${table}`, "HF001"],
        [`truncate ${table}`, "HF001"],
        [`delete from ${table}`, "HF001"],
        [`update ${table} set ${identifier(name)} = 'b'`, "HF001"],
        [`alter table ${table} rename to x`, "HF002"],
        [`alter table ${table} disable trigger all`, "HF002"],
        [`update ${table} set other = 'b'`, "ok"],
        [`insert into ${table} values ('b')`, "ok"],
      ] as const) {
        expect((await outcome(owner, sql)).split(" ")[0], sql).toBe(code);
      }
      const { rows } = await superuser.query('select key from holdfast_guard.recorded order by key collate "C"');
      expect(rows.map(({ key }) => key)).toEqual(["a", "b", name].sort());
    });
  },
);

/** Functions and operators that would stand in for PostgreSQL's own, and each tell that it was called. */
const traps = `
  create schema trap;
  create table trap.sprung (what text);
  create function trap.spring(what text) returns void language plpgsql as $$
    begin execute 'insert into trap.sprung values ($1)' using what || ' as ' || current_user; end $$;
  create function trap.format(text, variadic text[]) returns text language plpgsql as
    $$ begin perform trap.spring('format'); return 'select 1'; end $$;
  create function trap.cardinality(text[]) returns int language plpgsql as
    $$ begin perform trap.spring('cardinality'); return 0; end $$;
  create function trap.clock_timestamp() returns timestamptz language sql as $$ select timestamptz '1970-01-01' $$;
  create function trap.always(text, text) returns boolean language plpgsql as
    $$ begin perform trap.spring('='); return true; end $$;
  create operator trap.= (leftarg = text, rightarg = text, procedure = trap.always);
  create function trap.never(name, name) returns boolean language sql as $$ select false $$;
  create operator trap.= (leftarg = name, rightarg = name, procedure = trap.never);
  create type trap.text as (a int);
  create table trap.pg_trigger (tgrelid oid);
  create table trap.pg_class (oid oid);`;

test("a search path of somebody else's leads nowhere, not while it is installed nor later", async () => {
  const database = await server.create(await server.createOwner());
  await withClient(database, "owner", async (owner) => {
    await owner.query(`${traps} ${ledger} create table projects (id int)`);
    await owner.query(`alter database ${identifier(database.name)} set search_path = trap, pg_catalog, public`);
    await owner.query(`alter database ${identifier(database.name)} set standard_conforming_strings = off`);
  });
  for (const sql of [installSql(everything), migrationSql(everything)]) {
    await withClient(database, "superuser", async (superuser) => {
      await superuser.query(sql);
      expect((await superuser.query("show search_path")).rows).toEqual([{ search_path: "trap, pg_catalog, public" }]);
    });
  }
  await withClient(database, "owner", async (owner) => {
    await owner.query("create temp table pg_trigger (tgrelid oid); create temp table setting (tables text)");
    for (const sql of ["drop table projects", "truncate projects", "delete from drizzle.__drizzle_migrations"]) {
      expect(await outcome(owner, sql)).toMatch(/^HF001/);
    }
    expect(await outcome(owner, "alter table projects disable trigger all")).toMatch(/^HF002/);
    expect((await owner.query("select what from trap.sprung")).rows).toEqual([]);
  });
});

test("no type of an owner's gets the rights of the guard: neither its casts nor its operators are called", () =>
  withGuarded(server, { before: `${traps} ${ledger}` }, async (owner) => {
    await owner.query(`
      create type evil as (a text);
      create function to_text(evil) returns text language plpgsql as
        $$ begin perform trap.spring('cast to text'); return 'x'; end $$;
      create cast (evil as text) with function to_text(evil) as implicit;
      create function to_json(evil) returns json language plpgsql as
        $$ begin perform trap.spring('cast to json'); return '{}'; end $$;
      create cast (evil as json) with function to_json(evil);
      alter table drizzle.__drizzle_migrations add column more evil;
      insert into drizzle.__drizzle_migrations (hash, more) values ('b', row('x'));
      update drizzle.__drizzle_migrations set created_at = 1`);
    expect(await outcome(owner, "update drizzle.__drizzle_migrations set more = row('y')")).toMatch(/^HF001/);
    expect(await outcome(owner, "update drizzle.__drizzle_migrations set more = null where hash = 'b'")).toMatch(
      /^HF001/,
    );
    await owner.query("create table alembic_version (version_num evil)");
    expect(await outcome(owner, "insert into alembic_version values (row('x'))")).toBe(
      "HF002 the guard on public.alembic_version needs the column version_num, of a type of PostgreSQL's own",
    );
    expect((await owner.query("select what from trap.sprung")).rows).toEqual([]);
  }));

test("the guard is not put into a schema that somebody else made ready", async () => {
  const database = await server.create(await server.createOwner());
  await withClient(database, "owner", async (owner) => {
    await owner.query("create schema holdfast_guard; create table holdfast_guard.permit (id int)");
  });
  await withClient(database, "superuser", async (superuser) => {
    expect(await outcome(superuser, installSql(everything))).toMatch(/^HF002 the schema holdfast_guard belongs to /);
  });
});

test("default rights give nobody any on the guard", async () => {
  const database = await server.create(await server.createOwner());
  await withClient(database, "superuser", async (superuser) => {
    await superuser.query(`alter default privileges grant all on tables to public;
      alter default privileges grant all on functions to public; alter default privileges grant all on schemas to public`);
    await superuser.query(installSql(everything));
  });
  await withClient(database, "owner", async (owner) => {
    expect(await outcome(owner, "select * from holdfast_guard.permit")).toMatch(/^42501/);
    expect(await outcome(owner, "select holdfast_guard.use_permit('drop', '{a,b}')")).toMatch(/^42501/);
    const { rows } = await owner.query(`select count(*)::int as opened from (
      select relacl as acl, relowner as owner from pg_class where relnamespace = 'holdfast_guard'::regnamespace
      union all select proacl, proowner from pg_proc where pronamespace = 'holdfast_guard'::regnamespace
      union all select nspacl, nspowner from pg_namespace where nspname = 'holdfast_guard') as each, aclexplode(acl)
      where grantee <> owner`);
    expect(rows[0].opened).toBe(0);
  });
});

test("a role that was granted rights on tables has none on the guard", () =>
  withGuarded(
    server,
    {
      before: `${ledger} create table projects (id int); grant all on projects, drizzle.__drizzle_migrations to public; grant usage on schema drizzle to public`,
    },
    async (_, superuser) => {
      const other = await server.createOwner();
      await superuser.query(`set session authorization ${identifier(other)}`);
      expect(await outcome(superuser, "truncate projects")).toMatch(/^HF001/);
      expect(await outcome(superuser, "delete from drizzle.__drizzle_migrations")).toMatch(/^HF001/);
      expect(await outcome(superuser, "alter table projects disable trigger all")).toMatch(/^42501/);
      expect(
        await outcome(
          superuser,
          "create trigger x before truncate on projects for each statement execute function holdfast_guard.on_truncate()",
        ),
      ).toMatch(/^42501/);
      await superuser.query("reset session authorization");
      await superuser.query(`reset all; revoke all on projects, drizzle.__drizzle_migrations from public`);
    },
  ));

test("a role that was given the right to turn event triggers off gets past them, and by replica it does not", () =>
  withGuarded(server, { before: "create table projects (id int)" }, async (owner, superuser) => {
    const { rows } = await owner.query(
      "select quote_ident(current_user) as name, current_setting('server_version_num')::int as version",
    );
    const version = rows[0].version;
    const settings = [
      ...(version >= 150_000 ? ["session_replication_role"] : []),
      ...(version >= 170_000 ? ["event_triggers"] : []),
    ];
    for (const setting of settings) await superuser.query(`grant set on parameter ${setting} to ${rows[0].name}`);
    const given = [
      "begin; set local session_replication_role = replica; drop table projects",
      "begin; set local event_triggers = off; drop table projects",
    ];
    const said: string[] = [];
    for (const sql of given.slice(0, settings.length)) said.push(await outcome(owner, sql));
    expect(said).toEqual(["HF001 the guard refuses to drop table public.projects", "ok"].slice(0, settings.length));
    for (const setting of settings) await superuser.query(`revoke set on parameter ${setting} from ${rows[0].name}`);
  }));

test("what an owner puts on the ledger does not come between", () =>
  withGuarded(
    server,
    {
      before: `${ledger} create table alembic_version (version_num varchar(32)); insert into alembic_version values ('b2')`,
      wish: { ...everything, ledgers: [drizzleLedger, { ...everything.ledgers[1], recorded: ["a1"] } as never] },
    },
    async (owner) => {
      // Written as b3, it would arrive as a1.
      await owner.query(`
      create function back() returns trigger language plpgsql as $$ begin new.version_num := 'a1'; return new; end $$;
      create trigger zz before update on alembic_version for each row execute function back()`);
      expect(await outcome(owner, "update alembic_version set version_num = 'b3'")).toMatch(/^HF001 .* go back to a1/);
      // Rows of a ledger that go with those they point to.
      await owner.query(`create table parents (hash text primary key); insert into parents values ('a');
      alter table drizzle.__drizzle_migrations add foreign key (hash) references parents on delete cascade on update cascade`);
      expect(await outcome(owner, "delete from parents")).toMatch(/^HF001/);
      expect(await outcome(owner, "update parents set hash = 'b'")).toMatch(/^HF001/);
    },
  ));

test("a refusal that is caught undoes what was refused", () =>
  withGuarded(server, { before: "create table projects (id int); insert into projects values (1)" }, async (owner) => {
    await owner.query("do $$ begin begin drop table projects; exception when others then null; end; end $$");
    await owner.query("do $$ begin begin truncate projects; exception when others then null; end; end $$");
    expect((await owner.query("select id from projects")).rows).toEqual([{ id: 1 }]);
  }));

// What is temporary goes at COMMIT, with DISCARD or with its session, and no event trigger is told what goes with it.
test.for([
  "create domain pg_temp.mine as text; alter table projects alter lead type pg_temp.mine",
  "create type pg_temp.mine as (id int, lead text); alter table projects of pg_temp.mine",
  "create collation pg_temp.mine (locale = 'C'); alter table projects alter lead type text collate pg_temp.mine",
  "create temp table mine (id int) on commit drop; alter table projects add more mine[]",
  "create type pg_temp.mine as enum ('a'); create domain middle as pg_temp.mine; create table late (id int, more middle)",
  "create type pg_temp.mine as enum ('a'); alter type pair add attribute c pg_temp.mine",
])("nothing that stays may hang on what is temporary: %s", (sql) =>
  withGuarded(
    server,
    { before: "create table projects (id int, lead text); create type pair as (a int, b int)" },
    async (owner) => {
      expect(await outcome(owner, `begin; ${sql}`)).toMatch(/^HF001 the guard refuses to tie to what is temporary /);
      await owner.query("create temp table mine (id int); create temp view seen as select id from mine; discard temp");
      await owner.query("create temp table mine (id int); alter table projects add more int; drop table mine");
    },
  ),
);

test("the columns of a ledger keep their names, whichever command renames them", () =>
  withGuarded(server, { before: ledger }, async (owner) => {
    const kept = "HF002 the guard on drizzle.__drizzle_migrations keeps the names of the ledger's columns";
    for (const kind of ["table", "view", "materialized view", "foreign table"]) {
      const sql = `alter ${kind} drizzle.__drizzle_migrations rename created_at to x`;
      expect(await outcome(owner, sql), kind).toBe(kept);
    }
    await owner.query("create table above (hash text not null)");
    await owner.query("create table top (hash text not null); alter table above inherit top");
    await owner.query("alter table drizzle.__drizzle_migrations inherit above");
    expect(await outcome(owner, "alter table top rename hash to x")).toBe(kept);
  }));

test("a ledger that moves is not emptied by NULL", () =>
  withGuarded(
    server,
    { before: "create table alembic_version (version_num text); insert into alembic_version values ('b2')" },
    async (owner) => {
      expect(await outcome(owner, "update alembic_version set version_num = null")).toBe(
        "HF001 the guard refuses to update rows of the ledger public.alembic_version",
      );
    },
  ));

test("a transaction that does not see a table yet does not take the guard off it", () =>
  withGuarded(server, {}, async (owner, _, database) => {
    for (const sql of ["alter table newer disable trigger all", "drop trigger holdfast_truncate on newer"]) {
      await owner.query("begin isolation level repeatable read; select 1");
      await withClient(database, "owner", (second) => second.query("create table newer (id int)"));
      expect(await outcome(owner, sql), sql).toBe(
        "HF002 the guard on public.newer is not seen by this transaction, which began before the table was made",
      );
      await withClient(database, "superuser", (superuser) =>
        superuser.query(
          "alter event trigger holdfast_drop disable; drop table newer; alter event trigger holdfast_drop enable always",
        ),
      );
    }
  }));

test("a role that may write every table writes none of the guard's", () =>
  withGuarded(server, { before: `${ledger} create table projects (id int)` }, async (owner, superuser) => {
    const { rows } = await owner.query("select quote_ident(current_user) as name");
    await superuser.query(`grant pg_write_all_data, pg_read_all_data to ${rows[0].name}`);
    for (const sql of [
      "insert into holdfast_guard.covering select 'projects'::regclass, pg_current_xact_id()",
      "insert into holdfast_guard.uncovered select 'projects'::regclass",
      "update holdfast_guard.setting set tables = 'listed'",
      "delete from holdfast_guard.ledger",
      "delete from holdfast_guard.permit",
      "update holdfast_guard.recorded set key = 'z'",
      "insert into holdfast_guard.listed values ('a', 'b')",
    ]) {
      expect(await outcome(owner, sql), sql).toMatch(/^42501 only the guard's owner writes what it keeps/);
    }
    expect(await outcome(owner, "delete from drizzle.__drizzle_migrations")).toMatch(/^HF001/);
  }));

test("no function of the guard means something else where backslashes do", () => {
  expect(functions.filter(({ body }) => body.includes("\\")).map(({ name }) => name)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import type { GuardWish } from "../model/guard.ts";
import { alembicLedger, drizzleLedger, everything } from "./guard.fixture.ts";
import { grantPermits, installSql, judgeGuard, readGuard } from "./index.ts";

let server: Server;
let database: Database;
let owner: string;
let superuser: string;

const made = `create table people (id int primary key, name text); create table towns (id int) partition by list (id);
  create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text, created_at bigint);
  create table alembic_version (version_num varchar(32) primary key)`;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
  database = await server.create(owner);
  superuser = database.settings("superuser").user;
  const client = await connect(database, "owner");
  await client.query(made);
  await client.end();
  const admin = await connect(database, "superuser");
  await admin.query(installSql(everything));
  await admin.end();
});
afterAll(() => server?.stop());

/** What is found once this was done, by a superuser, who then takes it back. */
async function found(sql: string, asked: GuardWish = everything, as = ""): Promise<readonly string[]> {
  const client = await connect(database, "superuser");
  try {
    await client.query(`begin; ${sql.replaceAll("OWNER", `"${owner}"`).replaceAll("SUPERUSER", `"${superuser}"`)}`);
    if (as !== "") await client.query(`set local session authorization "${owner}"`);
    await client.query("set local search_path = pg_catalog");
    return judgeGuard(await readGuard(client), asked, "2026-06-01").map(
      ({ severity, code, object }) =>
        `${severity} ${code} ${object.replaceAll(owner, "OWNER").replaceAll(superuser, "SUPERUSER")}`,
    );
  } finally {
    await client.end();
  }
}

const isSuperuser = "warning guard/bypass SUPERUSER";
const off = "alter event trigger holdfast_drop disable; alter event trigger holdfast_command disable;";
const on = "alter event trigger holdfast_drop enable always; alter event trigger holdfast_command enable always;";

test("a guard as it was installed has no gap, and whoever owns the tables no way past", async () => {
  expect(await found("")).toEqual([isSuperuser]);
  expect(await found("", everything, "owner")).toEqual([]);
});

test.for<readonly [by: string, finds: readonly string[]]>([
  ["alter event trigger holdfast_drop disable", ["error guard/disabled holdfast_guard.on_drop"]],
  ["alter event trigger holdfast_drop enable", ["error guard/disabled holdfast_guard.on_drop"]],
  ["alter event trigger holdfast_command enable replica", ["error guard/disabled holdfast_guard.on_command"]],
  ["drop event trigger holdfast_rewrite", ["error guard/missing holdfast_guard.on_rewrite"]],
  [
    `drop event trigger holdfast_drop;
     create event trigger holdfast_drop on sql_drop when tag in ('DROP VIEW') execute function holdfast_guard.on_drop();
     alter event trigger holdfast_drop enable always`,
    ["error guard/missing holdfast_guard.on_drop"],
  ],
  [
    "create or replace function holdfast_guard.use_permit(_action text, _object text[]) returns boolean language sql security definer set search_path = pg_catalog, pg_temp as 'select true'",
    ["error guard/altered holdfast_guard.use_permit"],
  ],
  [
    "create function holdfast_guard.on_drop(a int) returns int language sql as 'select 1'; revoke all on function holdfast_guard.on_drop(int) from public",
    ["error guard/altered holdfast_guard.on_drop"],
  ],
  [
    "alter function holdfast_guard.refuse(text, text[], text) security invoker",
    ["error guard/altered holdfast_guard.refuse"],
  ],
  [
    "alter function holdfast_guard.refuse(text, text[], text) reset search_path",
    ["error guard/altered holdfast_guard.refuse"],
  ],
  [
    "alter function holdfast_guard.refuse(text, text[], text) owner to OWNER",
    ["error guard/altered holdfast_guard", "error guard/altered holdfast_guard.refuse"],
  ],
  ["alter table holdfast_guard.permit owner to OWNER", ["error guard/altered holdfast_guard"]],
  ["grant insert on holdfast_guard.permit to OWNER", ["error guard/altered holdfast_guard"]],
  ["grant update (used_at) on holdfast_guard.permit to OWNER", ["error guard/altered holdfast_guard"]],
  ["grant usage on schema holdfast_guard to public", ["error guard/altered holdfast_guard"]],
  ["grant execute on function holdfast_guard.cover(oid, boolean) to OWNER", ["error guard/altered holdfast_guard"]],
  ["drop trigger own on holdfast_guard.permit", ["error guard/altered holdfast_guard"]],
  ["alter table holdfast_guard.ledger disable trigger own", ["error guard/altered holdfast_guard"]],
  ["alter table holdfast_guard.permit disable trigger bind", ["error guard/disabled holdfast_guard.bind"]],
  [`${off} alter table people disable trigger holdfast_truncate; ${on}`, ["error guard/uncovered public.people"]],
  [`${off} alter table people enable trigger holdfast_truncate; ${on}`, ["error guard/uncovered public.people"]],
  [`${off} drop trigger holdfast_truncate on towns; ${on}`, ["error guard/uncovered public.towns"]],
  [
    `${off} create table "made Meanwhile" (id int); alter table "made Meanwhile" owner to OWNER; ${on}`,
    ['error guard/uncovered public."made Meanwhile"'],
  ],
  [
    `${off} drop trigger holdfast_truncate on people;
     create trigger holdfast_truncate before truncate on people for each statement execute function suppress_redundant_updates_trigger(); ${on}`,
    ["error guard/uncovered public.people"],
  ],
  [
    `${off} drop trigger holdfast_ledger on drizzle.__drizzle_migrations;
     create trigger holdfast_ledger after insert on drizzle.__drizzle_migrations for each row execute function holdfast_guard.on_ledger();
     alter table drizzle.__drizzle_migrations enable always trigger holdfast_ledger; ${on}`,
    ["error guard/uncovered drizzle.__drizzle_migrations"],
  ],
  [
    `${off} drop trigger holdfast_ledger on drizzle.__drizzle_migrations;
     create trigger holdfast_ledger after insert or update or delete on drizzle.__drizzle_migrations for each row when (pg_trigger_depth() > 9) execute function holdfast_guard.on_ledger();
     alter table drizzle.__drizzle_migrations enable always trigger holdfast_ledger; ${on}`,
    ["error guard/uncovered drizzle.__drizzle_migrations"],
  ],
  [
    `${off} drop trigger holdfast_ledger_end on alembic_version; ${on}`,
    ["error guard/uncovered public.alembic_version"],
  ],
  [
    "delete from holdfast_guard.ledger where table_name = 'alembic_version'",
    ["error guard/uncovered public.alembic_version"],
  ],
  ["update holdfast_guard.ledger set habit = 'append'", ["error guard/altered public.alembic_version"]],
  [`${off} drop table alembic_version; ${on}`, ["warning guard/no-ledger public.alembic_version"]],
  [
    "create rule swallow as on insert to drizzle.__drizzle_migrations do instead nothing",
    ["warning guard/ledger-rule drizzle.__drizzle_migrations"],
  ],
  [
    "create trigger quiet before insert on alembic_version for each row execute function suppress_redundant_updates_trigger()",
    ["warning guard/ledger-rule public.alembic_version"],
  ],
  ["comment on schema holdfast_guard is '0123456789ab'", ["warning guard/outdated holdfast_guard"]],
  [`${off} drop table holdfast_guard.listed; ${on}`, ["error guard/altered holdfast_guard"]],
  ["delete from holdfast_guard.setting", ["error guard/altered holdfast_guard"]],
  ["comment on schema holdfast_guard is null", ["error guard/altered holdfast_guard"]],
  ["update holdfast_guard.setting set event_triggers = false", ["error guard/no-event-triggers holdfast_guard"]],
  ["alter table people owner to SUPERUSER", ["warning guard/owner-is-migrator SUPERUSER"]],
])("%s", async ([by, finds]) => {
  expect((await found(by)).toSorted()).toEqual([...finds, isSuperuser].toSorted());
});

test("where there is none, that is said and nothing else", async () => {
  expect(
    await found(
      "drop event trigger holdfast_drop; drop event trigger holdfast_command; drop schema holdfast_guard cascade",
    ),
  ).toEqual(["error guard/missing holdfast_guard"]);
});

test("a role that may become who can turn it off is told, and one that may set what turns it off", async () => {
  expect(await found("grant SUPERUSER to OWNER", everything, "owner")).toEqual(["warning guard/bypass OWNER"]);
  const major = Number(server.version.split(".")[0]);
  const settable = major >= 17 ? "grant set on parameter event_triggers to OWNER" : "grant SUPERUSER to OWNER";
  expect(await found(settable, everything, "owner")).toEqual(["warning guard/bypass OWNER"]);
  const files = "grant pg_execute_server_program to OWNER";
  expect(await found(files, everything, "owner")).toEqual(["warning guard/bypass OWNER"]);
});

test("permits that may still be used are told, used and expired ones not", async () => {
  const permit = {
    action: "drop",
    migration: "0002_x",
    sha256: "00",
    ledgerKey: "00",
    reason: "moved",
    owner: "@team",
  } as const;
  const client = await connect(database, "superuser");
  try {
    await client.query("begin; set local search_path = pg_catalog");
    for (const [column, expires] of [
      ["a", "2026-06-01"],
      ["b", "2026-05-31"],
      ["c", "2027-01-01"],
    ] as const) {
      await grantPermits(client, [{ ...permit, object: ["public", "people", column], expires }]);
    }
    await client.query("update holdfast_guard.permit set used_at = now(), used_by = 'app' where object[3] = 'c'");
    const read = await readGuard(client);
    expect(read.permits.map(({ object, expires, used }) => [object[2], expires, used?.by ?? null])).toEqual([
      ["a", "2026-06-01", null],
      ["b", "2026-05-31", null],
      ["c", "2027-01-01", "app"],
    ]);
    const open = judgeGuard(read, everything, "2026-06-01").filter(({ code }) => code === "guard/permit-open");
    expect(open.map(({ object }) => object)).toEqual(["public.people.a"]);
  } finally {
    await client.end();
  }
});

test("only listed tables are owed, and ledgers always", async () => {
  const wish: GuardWish = {
    ledgers: [drizzleLedger, alembicLedger],
    tables: [{ schema: "public", name: "people" }],
    eventTriggers: true,
  };
  expect(await found(installSql(wish))).toEqual([isSuperuser]);
  const bare = `${installSql(wish)} ${off} drop trigger holdfast_truncate on people; ${on}`;
  expect(await found(bare)).toEqual(["error guard/uncovered public.people", isSuperuser]);
});

test("who may not read which tables are listed is not told of a gap that may be none", async () => {
  const wish: GuardWish = { ...everything, tables: [{ schema: "public", name: "people" }] };
  expect(await found(installSql(wish), everything, "owner")).toEqual(["warning guard/uncovered public.towns"]);
  const disabled = `${installSql(wish)} ${off} alter table people disable trigger holdfast_truncate; ${on}`;
  expect(await found(disabled, everything, "owner")).toEqual([
    "error guard/uncovered public.people",
    "warning guard/uncovered public.towns",
  ]);
});

import type { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalog } from "../capture/index.ts";
import { connect } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Approval } from "../model/evidence.ts";
import { everything } from "./guard.fixture.ts";
import { grantPermits, installSql, permitsOf, readPermits } from "./index.ts";

let server: Server;
let superuser: Client;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  const database = await server.create(await server.createOwner());
  owner = database.settings("owner").user;
  superuser = await connect(database, "superuser");
  await superuser.query(`set session authorization "${owner}"; ${world}; reset session authorization`);
  await superuser.query(installSql(everything));
});
afterAll(async () => {
  await superuser?.end();
  await server?.stop();
});

const world = `
  create table events (at date, what text, who text) partition by range (at);
  create table events_old partition of events for values from ('2000-01-01') to ('2020-01-01') partition by list (what);
  create table events_old_a partition of events_old for values in ('a');
  create table events_new partition of events default;
  create table base (id int, note text); create table heir (own int) inherits (base);
  create table "My.own" ("a.b" int, c int);
  create type money2 as (cents int, unit text); create table prices (p money2);
  create table people (id int primary key); create table pets (owner int references people)`;

function approval(object: string, code: string | null): Approval {
  const bound = { migration: "0001_x", file: "holdfast/0001_x.json", sha256: "00", reason: "moved", owner: "@team" };
  return { ...bound, object, code, expires: "2999-01-31" };
}

async function grant(...approvals: readonly Approval[]): Promise<void> {
  const { permits, unresolved } = permitsOf(approvals, await readCatalog(superuser, true), () => null);
  expect(unresolved).toEqual([]);
  await grantPermits(superuser, permits);
}

/** As the owner of the tables; what was refused leaves nothing. */
async function run(sql: string): Promise<string> {
  await superuser.query(`savepoint before; set local session authorization "${owner}"`);
  const said = await superuser.query(sql).then(
    () => "ok",
    (error: Error) => error.message,
  );
  await superuser.query(said === "ok" ? "reset session authorization" : "rollback to savepoint before");
  return said;
}

test.for<readonly [objects: readonly string[], code: string, sql: string]>([
  [["public.events"], "guard/drop", "drop table events"],
  [["public.events_old"], "guard/drop", "drop table events_old"],
  [["public.events.who"], "survival/column-lost", "alter table events drop column who"],
  [["public.events"], "guard/truncate", "truncate events"],
  [["public.base.note"], "survival/column-lost", "alter table base drop column note"],
  [["public.base"], "guard/drop", "drop table base cascade"],
  [["public.base"], "guard/truncate", "truncate base"],
  [["public.My.own.a.b"], "survival/column-lost", 'alter table "My.own" drop column "a.b"'],
  [["public.money2.unit"], "guard/drop", "alter type money2 drop attribute unit cascade"],
  [["public.prices.p"], "guard/drop", "drop type money2 cascade"],
  [["public.people", "public.pets"], "guard/truncate", "truncate people cascade"],
  [["public.people", "public.pets"], "guard/drop", "drop table people, pets"],
])("approving %j for %s lets through: %s", async ([objects, code, sql]) => {
  await superuser.query("begin");
  try {
    expect(await run(sql)).toMatch(/^the guard refuses to /);
    await grant(...objects.map((object) => approval(object, code)));
    expect(await run(sql)).toBe("ok");
    const permits = await readPermits(superuser);
    expect(permits.filter(({ used }) => used === null)).toEqual([]);
    expect(permits.length).toBeGreaterThan(0);
  } finally {
    await superuser.query("rollback");
  }
});

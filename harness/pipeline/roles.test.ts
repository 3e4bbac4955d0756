import type pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { startServer, withClient } from "../database/index.ts";
import { addressOf } from "../database/lent.fixture.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { makingNoRoles } from "./roles.ts";
import { verify } from "./verify.ts";

let address: string;
let server: Server;
let owner: string;
let database: Database;

beforeAll(async () => {
  const host = await testServer();
  address = await addressOf(host);
  server = await startServer({ provider: "server", keep: false, say: () => undefined, address });
  owner = await server.createOwner();
  database = await server.create(owner);
  await asked("create role app; create role admin createrole");
  return async () => {
    await server.stop();
    await host.stop();
  };
});

function onTwo(use: (client: pg.Client, other: pg.Client) => Promise<void>): Promise<void> {
  return withClient(database, "superuser", (client) =>
    withClient(database, "superuser", (other) => use(client, other)),
  );
}

function asked(sql: string): Promise<readonly object[]> {
  return withClient(database, "superuser", async (client) => (await client.query(sql)).rows);
}

const quiet = () => undefined;
const waiting = "select from pg_locks where not granted";
const changing = "alter role app set work_mem = '3MB'";

test("preambles of two runs take turns, and who waits is told", async () => {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  await onTwo(async (gate, watcher) => {
    await gate.query("select pg_advisory_lock(7)");
    const first = onTwo((client, witness) =>
      makingNoRoles({ client, witness, owner, say: quiet }, `${changing}; select pg_advisory_xact_lock(7)`),
    );
    await expect.poll(async () => (await watcher.query(waiting)).rowCount).toBe(1);
    const second = onTwo((client, witness) => makingNoRoles({ client, witness, owner, say }, changing));
    await expect.poll(async () => (await watcher.query(waiting)).rowCount).toBe(2);
    await gate.query("select pg_advisory_unlock(7)");
    await Promise.all([first, second]);
  });
  expect(said).toEqual(["waiting for the preamble of another run on this server"]);
});

test("a role of another run, which goes meanwhile, is not taken for one of the preamble's", async () => {
  await asked("create role passing");
  await onTwo(async (client, witness) => {
    const late: pg.Client = Object.create(witness, {
      query: {
        async value(sql: string) {
          await asked("drop role if exists passing");
          return witness.query(sql);
        },
      },
    });
    await makingNoRoles({ client, witness: late, owner, say: quiet }, "select 1");
  });
});

const people = { "0000_people": "create table people (id int primary key); create role made", "0001_more": "select 1" };

test.for([
  ["makes a role", "create role made", "it makes the role made"],
  ["makes one that others see", "create role made; commit; begin", "it ends the transaction"],
  ["lets its migrations make some", "alter role OWNER createrole", "lets the migrations make roles"],
  ["lets them become who may", "grant admin to OWNER", "lets the migrations make roles"],
] as const)("a preamble that %s is refused", async ([, preamble, words]) => {
  const sql = preamble.replace("OWNER", "%I");
  const told = `do $$ begin execute format('${sql}', pg_get_userbyid(datdba)) from pg_database where datname = current_database(); end $$`;
  const files = Object.fromEntries(Object.entries(sound(people)).map(([name, text]) => [`drizzle/${name}`, text]));
  await withFiles({ ...files, "holdfast/preamble.sql": preamble === sql ? preamble : told }, async (cwd) => {
    const run = verify({ folder: "drizzle", cwd, address, rows: 5 });
    await expect(run).rejects.toMatchObject({ code: "input/server-preamble", message: expect.stringContaining(words) });
  });
  if (!preamble.includes("commit")) expect(await asked("select from pg_roles where rolname = 'made'")).toEqual([]);
  await asked("drop role if exists made");
});

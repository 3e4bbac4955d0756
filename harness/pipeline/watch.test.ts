import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import { watch } from "./watch.ts";

let server: Server;
let database: Database;
beforeAll(async () => {
  server = await testServer();
  database = await server.create(await server.createOwner());
  await run("create table letters (id serial primary key, body text); insert into letters (body) values ('a')");
});
afterAll(() => server?.stop());

async function run(sql: string): Promise<void> {
  await withClient(database, "owner", (client) => client.query(sql));
}

test.for([
  ["a row", "insert into letters (body) values ('b')"],
  ["a row that was taken back", "begin; delete from letters; rollback"],
  ["a number drawn from a sequence", "begin; select nextval('letters_id_seq') from generate_series(1, 40); rollback"],
  ["a sequence set back", "select setval('letters_id_seq', 1)"],
  ["an object", "create view bodies as select body from letters"],
  ["a comment", "comment on table letters is 'old'"],
  ["a setting", "alter database % set work_mem = '8MB'"],
  ["a large object", "select lo_create(0)"],
] as const)("sees %s", async ([, sql]) => {
  const wrote = await watch(database);
  await run(sql.replace("%", database.name));
  expect(await wrote()).toBe(true);
  expect(await wrote()).toBe(false);
});

test("sees a statement that was refused half way", async () => {
  const wrote = await watch(database);
  await expect(run("insert into letters (id) values (100), (1)")).rejects.toThrow(/duplicate key/);
  expect(await wrote()).toBe(true);
});

test("sees nothing in what only reads, or finds what it would make", async () => {
  const wrote = await watch(database);
  await run("begin; select * from letters; rollback");
  await run("create schema if not exists public; create table if not exists letters (id serial primary key)");
  await run("update letters set body = 'c' where false");
  await expect(run("select 1 / 0")).rejects.toThrow(/division by zero/);
  expect(await wrote()).toBe(false);
});

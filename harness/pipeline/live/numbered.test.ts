import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { drift } from "./drift/drift.ts";
import { onSite } from "./site.fixture.ts";
import { status } from "./status/status.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const people = "create table people (id int primary key);";
const names = "alter table people add name text;";
const ledger =
  "create table schema_migrations (version text primary key, name text, executed_at timestamptz default now());";

test("numbers of a ledger are no times, however long they are", () => {
  const beside = { "db/20260101120000_people.sql": people, "db/20260102120000_names.sql": names };
  return onSite(server, {}, { beside }, async ({ options, query }) => {
    await query(`${people} ${names} ${ledger}`);
    await query("insert into schema_migrations values ('20260101120000', 'people'), ('20260102120000', 'names')");
    const numbered = { ...options, folder: "db", tool: "plain-sql" } as const;
    expect(await status(numbered)).toMatchObject({ verdict: "applied", findings: [] });
    await query("update schema_migrations set version = 'a' where name = 'people'");
    // By its name the row is known all the same.
    expect(await status(numbered)).toMatchObject({ verdict: "applied", findings: [] });
  });
});

test("an empty database with a ledger in public lacks nothing before the first migration", () => {
  const beside = { "db/001_people.sql": people, "db/002_names.sql": names };
  return onSite(server, {}, { beside }, async ({ options, query }) => {
    expect((await status({ ...options, folder: "db" })).findings).toEqual([]);
    expect((await drift({ ...options, folder: "db" })).findings).toEqual([]);
    await query(ledger);
    expect((await status({ ...options, folder: "db" })).findings).toEqual([]);
    expect((await drift({ ...options, folder: "db" })).verdict).toBe("equal");
  });
});

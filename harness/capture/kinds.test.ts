import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { startTestServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { readCatalog } from "./catalog.ts";
import { kinds } from "./kinds/index.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.createOwner();
});
afterAll(() => server.stop());

async function onEmptyDatabase(work: (client: Client) => Promise<void>): Promise<void> {
  const database = await server.create(owner);
  await withClient(database, "superuser", work);
  await server.drop(database);
}

describe.for(Object.entries(kinds))("%s", ([, kind]) => {
  test("shows what its `make` makes", () =>
    onEmptyDatabase(async (client) => {
      const before = await kind.read(client);
      await client.query(kind.make);
      const after = await kind.read(client);
      expect(after).not.toEqual(before);
    }));

  test("shows what its `change` changes", () =>
    onEmptyDatabase(async (client) => {
      await client.query(kind.make);
      const before = await kind.read(client);
      await client.query(kind.change);
      expect(await kind.read(client)).not.toEqual(before);
    }));

  test("reads the same twice", () =>
    onEmptyDatabase(async (client) => {
      await client.query(kind.make);
      expect(await kind.read(client)).toEqual(await kind.read(client));
    }));
});

describe("the catalog", () => {
  test("leaves out system schemas, temporary tables and members of extensions", () =>
    onEmptyDatabase(async (client) => {
      await client.query("create extension pg_stat_statements; create temporary table fleeting (id int)");
      const catalog = await readCatalog(client);
      expect(catalog.relations).toEqual([]);
      expect(catalog.extensions.map(({ name }) => name)).toEqual(["pg_stat_statements"]);
    }));

  test("follows types through arrays, domains, ranges and composites down to their base", () =>
    onEmptyDatabase(async (client) => {
      await client.query(`create type mood as enum ('good', 'bad');
        create domain feeling as mood; create type person as (name text, feelings feeling[]);
        create table crowd (people person[], span int4range, spans tstzmultirange)`);
      const names = (await readCatalog(client)).types.map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          "mood",
          "feeling",
          "_feeling",
          "person",
          "_person",
          "int4range",
          "int4",
          "tstzmultirange",
          "tstzrange",
          "timestamptz",
          "text",
        ]),
      );
    }));

  test("links a column to the sequence that feeds it, by default and by identity", () =>
    onEmptyDatabase(async (client) => {
      await client.query("create table drawn (a serial, b int generated always as identity, c int)");
      const { relations, sequences } = await readCatalog(client);
      const columns = relations.find(({ name }) => name === "drawn")?.columns ?? [];
      const fed = columns.map(({ sequence }) => sequences.find(({ oid }) => oid === sequence)?.name ?? null);
      expect(fed).toEqual(["drawn_a_seq", "drawn_b_seq", null]);
    }));

  test("sees what a transaction has done, and leaves the transaction and its settings as they were", () =>
    onEmptyDatabase(async (client) => {
      await client.query("begin; set local timezone = 'Asia/Tokyo'; create table half_way (id int)");
      const { relations } = await readCatalog(client, true);
      const { rows } = await client.query<{ TimeZone: string }>("show timezone");
      await client.query("rollback");
      expect(relations.map(({ name }) => name)).toEqual(["half_way"]);
      expect(rows[0]?.TimeZone).toBe("Asia/Tokyo");
    }));

  test("gives a sequence's next number, drawn from or not, used up or cycling", () =>
    onEmptyDatabase(async (client) => {
      await client.query(`create sequence fresh start 5; create sequence used; select nextval('used');
        create sequence full_up maxvalue 2; select setval('full_up', 2);
        create sequence circle maxvalue 2 cycle; select setval('circle', 2);
        create sequence down increment -1 minvalue -10 maxvalue -1; select nextval('down')`);
      const next = Object.fromEntries((await readCatalog(client)).sequences.map((s) => [s.name, s.next]));
      expect(next).toEqual({ fresh: "5", used: "2", full_up: null, circle: "1", down: "-2" });
    }));
});

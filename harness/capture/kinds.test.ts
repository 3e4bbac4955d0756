import { createHash } from "node:crypto";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { readCatalog } from "./catalog.ts";
import { kinds } from "./kinds/index.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
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

  test("takes a default that draws from two sequences for one that is fed by the first", () =>
    onEmptyDatabase(async (client) => {
      await client.query(`create sequence one; create sequence two;
        create table drawn (id bigint default nextval('one') + nextval('two'))`);
      const { relations, sequences } = await readCatalog(client);
      const fed = relations.find(({ name }) => name === "drawn")?.columns[0]?.sequence;
      expect(sequences.find(({ oid }) => oid === fed)?.name).toBe("one");
    }));

  test("tells which sequences go with a column", () =>
    onEmptyDatabase(async (client) => {
      await client.query(`create table drawn (a serial, b int generated always as identity, c int);
        create sequence given owned by drawn.c; create sequence apart`);
      const owned = (await readCatalog(client)).sequences.map((sequence) => [sequence.name, sequence.owned]);
      expect(owned).toEqual([
        ["apart", false],
        ["drawn_a_seq", true],
        ["drawn_b_seq", true],
        ["given", true],
      ]);
    }));

  test("prints a domain's default as it reads today, whatever was renamed and wherever it was made", () =>
    onEmptyDatabase(async (client) => {
      await client.query(`create schema inner_one; set search_path = inner_one;
        create function one() returns int language sql as 'select 1'; create domain d as int default one();
        alter function one() rename to two; reset search_path`);
      const domain = (await readCatalog(client)).types.find(({ name }) => name === "d");
      expect(domain?.default).toBe("inner_one.two()");
    }));

  test("tells routines apart by their types, and their bodies by a digest", () =>
    onEmptyDatabase(async (client) => {
      await client.query(`create type mood as enum ('good');
        create function say(what text, how mood default 'good', out said text) strict stable security definer
          set search_path = pg_catalog language plpgsql as 'begin\nsaid := what;\nend';
        create function say(int) returns setof int immutable leakproof parallel safe return $1 + 1;
        create function say(bigint) returns table (a int, b int) begin atomic select 1, 2; end;
        create procedure act(a int[]) language sql as 'select 1';
        create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0');
        create type span as range (subtype = float8); create extension pg_stat_statements`);
      const { routines } = await readCatalog(client);
      const plain = {
        settings: [],
        strict: false,
        securityDefiner: false,
        leakproof: false,
        parallel: "unsafe",
        lines: 1,
        grants: null,
      };
      const told = routines.map(({ oid, digest, owner, ...rest }) => rest);
      expect(told).toEqual([
        {
          ...plain,
          schema: "public",
          name: "act",
          kind: "procedure",
          types: "integer[]",
          arguments: "IN a integer[]",
          returns: null,
          language: "sql",
          volatility: "volatile",
        },
        {
          ...plain,
          schema: "public",
          name: "say",
          kind: "function",
          types: "bigint",
          arguments: "bigint",
          returns: "TABLE(a integer, b integer)",
          language: "sql",
          volatility: "volatile",
          lines: 4,
        },
        {
          ...plain,
          schema: "public",
          name: "say",
          kind: "function",
          types: "integer",
          arguments: "integer",
          returns: "SETOF integer",
          language: "sql",
          volatility: "immutable",
          leakproof: true,
          parallel: "safe",
        },
        {
          ...plain,
          schema: "public",
          name: "say",
          kind: "function",
          types: "text, public.mood",
          arguments: "what text, how public.mood DEFAULT 'good'::public.mood, OUT said text",
          returns: "text",
          language: "plpgsql",
          volatility: "stable",
          strict: true,
          securityDefiner: true,
          settings: ["search_path=pg_catalog"],
          lines: 3,
        },
        {
          ...plain,
          schema: "public",
          name: "total",
          kind: "aggregate",
          types: "integer",
          arguments: "integer",
          returns: "integer",
          language: "internal",
          volatility: "immutable",
        },
      ]);
      expect(new Set(routines.map(({ digest }) => digest)).size).toBe(5);
      expect(routines[3]?.digest).toBe(createHash("sha256").update("begin\nsaid := what;\nend").digest("hex"));
    }));

  test.for([
    [
      "a body in standard SQL",
      "create function f() returns int return 1",
      "create or replace function f() returns int return 2",
    ],
    [
      "an aggregate's start",
      "create aggregate f(int) (sfunc = int4pl, stype = int)",
      "create or replace aggregate f(int) (sfunc = int4pl, stype = int, initcond = '7')",
    ],
    [
      "an aggregate's step",
      "create aggregate f(int) (sfunc = int4pl, stype = int)",
      "create or replace aggregate f(int) (sfunc = int4mul, stype = int)",
    ],
    [
      "a symbol of a library",
      "create function f(text) returns text language internal as 'upper'",
      "create or replace function f(text) returns text language internal as 'lower'",
    ],
  ] as const)("a routine's digest changes with %s", ([, make, change]) =>
    onEmptyDatabase(async (client) => {
      const digest = async () => (await readCatalog(client)).routines[0]?.digest;
      await client.query(make);
      const before = await digest();
      expect(await digest()).toBe(before);
      await client.query(change);
      expect(await digest()).not.toBe(before);
    }),
  );

  test("tells an access list that nobody is on from the one that was never written", () =>
    onEmptyDatabase(async (client) => {
      await client.query(`create table kept (id int); create function open() returns int language sql as 'select 1';
        create function shut() returns int language sql as 'select 1'; create schema api; grant usage on schema api to public;
        create table closed (id int); revoke all on function shut() from public, current_user; revoke all on closed from current_user`);
      const { relations, routines, schemas } = await readCatalog(client);
      const grants = [...relations, ...routines].map((one) => [one.name, one.grants]);
      expect(Object.fromEntries(grants)).toEqual({ kept: null, closed: [], open: null, shut: [] });
      const api = schemas.find(({ name }) => name === "api");
      expect(api?.grants).toEqual([`=U/${api?.owner}`, `${api?.owner}=UC/${api?.owner}`]);
    }));

  test("tells a trigger's condition from another, and not from itself after a rename", () =>
    onEmptyDatabase(async (client) => {
      const condition = async () => (await readCatalog(client)).relations[0]?.triggers[0];
      const make = (when: string) =>
        client.query(`create or replace trigger quiet before update on made for each row when (${when})
          execute function suppress_redundant_updates_trigger()`);
      await client.query("create table made (id int)");
      await make("new.id > 0");
      const before = await condition();
      await client.query("alter table made rename id to no");
      const renamed = await condition();
      await make("    new.no > 0");
      const again = await condition();
      await make("false");
      const now = await condition();
      expect(renamed?.when).not.toBe(before?.when);
      expect([renamed?.stored, again?.stored]).toEqual([before?.stored, before?.stored]);
      expect(now).toMatchObject({ oid: before?.oid, when: "false" });
      expect(now?.stored).not.toBe(before?.stored);
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

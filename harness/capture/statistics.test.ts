import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { As, Server } from "../model/database.ts";
import { pinned } from "./pinned.ts";
import { statistics } from "./statistics.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

async function after(sql: string, as: As = "superuser") {
  const owner = await server.createOwner();
  const database = await server.create(owner);
  await withClient(database, "superuser", (client) => client.query(sql.replaceAll("<owner>", owner)));
  return withClient(database, as, (client) => pinned(client, () => statistics(client)));
}

test("gives the numbers of pg_stats and no value", async () => {
  const { shapes, without } = await after(`
    create table people (id int primary key, email text, kind text, nothing text);
    insert into people select n, 'secret' || n || '@example.org', case when n % 4 > 0 then 'secret' end from generate_series(1, 1000) n;
    analyze people`);
  expect(without).toEqual([]);
  expect(shapes).toEqual({
    "public.people": {
      rows: 1000,
      columns: {
        id: { nulls: 0, distinct: -1, width: 4 },
        email: { nulls: 0, distinct: -1, width: 21 },
        kind: { nulls: 0.25, distinct: 1, width: 7 },
        nothing: { nulls: 1, distinct: null, width: 0 },
      },
    },
  });
  expect(JSON.stringify(shapes)).not.toContain("secret");
});

test("a table that was never analysed is left out, and said; an empty one that was is empty", async () => {
  const { shapes, without } = await after(
    `create table fresh (id int); create table "Analysed" (id int); analyze "Analysed"`,
  );
  expect(shapes).toEqual({ "public.Analysed": { rows: 0, columns: {} } });
  expect(without).toEqual([{ table: "public.fresh", why: expect.stringMatching(/^was never analysed/) }]);
});

test("partitions are summed up in the table above them, at any depth", async () => {
  const { shapes, without } = await after(`
    create table events (id int, kind text) partition by list (kind);
    create table events_a partition of events for values in ('a');
    create table events_b partition of events for values in ('b') partition by range (id);
    create table events_b1 partition of events_b for values from (0) to (100);
    insert into events select n, 'a' from generate_series(1, 30) n; insert into events select n, 'b' from generate_series(1, 20) n;
    analyze events`);
  expect(without).toEqual([]);
  expect(shapes).toEqual({
    "public.events": {
      rows: 50,
      columns: { id: { nulls: 0, distinct: -0.6, width: 4 }, kind: { nulls: 0, distinct: 2, width: 2 } },
    },
  });
});

test("what a user may not see is said", async () => {
  const { shapes, without } = await after(
    `create table shown (id int); create table hidden (id int); create table guarded (id int); create table part (a int, b int);
     insert into shown values (1); insert into hidden values (1); insert into guarded values (1); insert into part values (1, 2);
     grant select on shown, guarded to <owner>; grant select (a) on part to <owner>;
     alter table guarded enable row level security; analyze`,
    "owner",
  );
  expect(Object.keys(shapes)).toEqual(["public.guarded", "public.hidden", "public.part", "public.shown"]);
  expect(shapes["public.part"]?.columns).toEqual({ a: { nulls: 0, distinct: -1, width: 4 } });
  expect(without.map(({ table }) => table)).toEqual(["public.guarded", "public.hidden", "public.part"]);
});

test("members of extensions and temporary tables are left out", async () => {
  const { shapes } = await after(
    "create temporary table fleeting (id int); analyze fleeting; create extension pg_stat_statements",
  );
  expect(shapes).toEqual({});
});

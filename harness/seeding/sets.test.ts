import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalog } from "../capture/catalog.ts";
import type { Server } from "../model/database.ts";
import type { SeedSet } from "../model/seed.ts";
import { fillNew } from "./index.ts";
import { gaps, plainOptions, startWorld, withSeeded } from "./world.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorld();
});
afterAll(() => server.stop());

const schema = `create table teams (id serial primary key, name text not null unique);
  create table people (id serial primary key, team int not null references teams, name text not null, tags text[], data jsonb, born date)`;

describe("seed sets", () => {
  const set: SeedSet = {
    name: "people",
    rows: (faker) => ({
      "public.teams": [{ id: 900, name: "core" }],
      "public.people": [
        { team: 900, name: "Ann", tags: ["a b", null], data: { x: [1] }, born: new Date("2000-01-02T00:00:00Z") },
        { name: faker.person.firstName() },
      ],
    }),
  };

  test("win, and are completed", async () => {
    await withSeeded(server, schema, { sets: [set] }, async ({ ask }) => {
      expect(await ask("select team, name, tags, data, born from people order by ctid limit 1")).toEqual([
        ["900", "Ann", '{"a b",NULL}', '{"x": [1]}', "2000-01-02"],
      ]);
      expect(await ask("select count(*) from people")).toEqual([["60"]]);
      expect(await ask("select nextval('teams_id_seq') > 900")).toEqual([["t"]]);
    });
  });

  test("name the row that the database refuses", async () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ id: at === 250 ? 7 : at + 1000 }));
    const wrong: SeedSet = { name: "wrong", rows: () => ({ "public.teams": [{ id: 7 }, ...rows] }) };
    await expect(withSeeded(server, schema, { sets: [wrong] }, async () => undefined)).rejects.toMatchObject({
      message: expect.stringContaining("row 252 of public.teams"),
    });
  });

  test("of more rows than are wanted leave room for what must appear", async () => {
    const many: SeedSet = {
      name: "many",
      rows: () => ({ "public.t": Array.from({ length: 60 }, (_, id) => ({ id: id + 1000, a: "a", b: "b" })) }),
    };
    const table = "create table t (id int primary key, a varchar(80), b text)";
    await withSeeded(server, table, { sets: [many], rows: 40 }, async ({ covered }) => {
      expect(gaps(covered)).toEqual([]);
    });
  });

  test.for([
    ["a table that is not there", { "public.persons": [] }, "input/seed-table"],
    ["a column that is not there", { "public.people": [{ nam: "x" }] }, "input/seed-row"],
    ["a row that the database refuses", { "public.people": [{ team: -1 }] }, "input/seed-row"],
  ] as const)("%s is an error", async ([, rows, code]) => {
    const wrong: SeedSet = { name: "wrong", rows: () => rows };
    await expect(withSeeded(server, schema, { sets: [wrong] }, async () => undefined)).rejects.toMatchObject({ code });
  });
});

test("what a candidate made gets rows and values", async () => {
  await withSeeded(server, schema, {}, async ({ client, ask }) => {
    await client.query(`alter table people add column nick text unique, add column boss int references people;
      create table notes (id serial primary key, person int not null references people, body text)`);
    const catalog = await readCatalog(client);
    const oid = (name: string): number => catalog.relations.find((relation) => relation.name === name)?.oid ?? 0;
    const columns = [6, 7, 8].map((attnum) => ({ relation: oid("people"), attnum })).slice(1);
    const report = await fillNew(client, catalog, { relations: [oid("notes")], columns }, plainOptions);
    expect(report.tables.map(({ table, placed, stoppedBy }) => [table, placed, stoppedBy])).toEqual([
      ["notes", 60, null],
      ["people", 60, null],
    ]);
    const [[nicks, bosses] = []] = await ask("select count(distinct nick), count(distinct boss) from people");
    expect(Number(nicks)).toBeGreaterThan(40);
    expect(Number(bosses)).toBeGreaterThan(3);
    expect(await ask("select count(*) from notes")).toEqual([["60"]]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCatalog } from "../capture/catalog.ts";
import type { Server } from "../model/database.ts";
import type { SeedSet } from "../model/seed.ts";
import { fillNew } from "./index.ts";
import { plainOptions, startWorld, withSeeded } from "./world.fixture.ts";

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

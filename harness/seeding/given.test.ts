import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Server } from "../model/database.ts";
import type { SeedWish } from "../model/seed.ts";
import { gaps, type Seeded, startWorld, withSeeded } from "./world.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorld();
});
afterAll(() => server.stop());

const schema = `create table teams (id int primary key, name text not null unique);
  create table people (id serial primary key, team int not null references teams, plan text not null, nick text, mail text unique, price numeric)`;

function with_<Result>(wish: Partial<SeedWish>, use: (seeded: Seeded) => Promise<Result>): Promise<Result> {
  return withSeeded(server, schema, wish, use);
}

describe("values that the user gives for a column", () => {
  test("are its only ones, and the column counts as covered", async () => {
    const tables = { "public.people": { columns: { plan: ["free", "pro"], nick: ["x", null] } } };
    await with_({ tables }, async ({ ask, covered }) => {
      expect(await ask("select distinct plan from people order by 1")).toEqual([["free"], ["pro"]]);
      const [[nulls] = []] = await ask("select count(*) from people where nick is null");
      expect(Number(nulls)).toBeGreaterThan(10);
      expect(Number(nulls)).toBeLessThan(50);
      const given = covered.filter(({ column }) => column === "plan" || column === "nick");
      expect(given).toEqual([
        expect.objectContaining({ covered: true, note: false }),
        expect.objectContaining({ covered: true, note: false }),
      ]);
    });
  });

  test("a function makes as many as a key asks for, the same under the same seed", async () => {
    const mails = (seed: number) =>
      with_(
        { seed, rows: 400, tables: { "public.people": { columns: { mail: (faker) => faker.internet.email() } } } },
        async ({ ask }) => (await ask("select mail from people order by id")).flat(),
      );
    const first = await mails(1);
    expect(new Set(first).size).toBe(400);
    expect(first.every((mail) => mail?.includes("@"))).toBe(true);
    expect(await mails(1)).toEqual(first);
    expect(await mails(2)).not.toEqual(first);
  });

  test("for a foreign key, they say which parents are pointed to", async () => {
    const tables = {
      "public.teams": { list: [{ id: 7001 }, { id: 7002 }] },
      "public.people": { columns: { team: [7001, 7002] } },
    };
    await with_({ tables }, async ({ ask }) => {
      expect(await ask("select distinct team from people order by 1")).toEqual([["7001"], ["7002"]]);
    });
  });
});

describe("rows that the user gives for a table", () => {
  test("come first, and others complete them", async () => {
    await with_({ tables: { "public.teams": { list: [{ id: 9, name: "core" }] } } }, async ({ ask }) => {
      expect(await ask("select id, name from teams order by ctid limit 1")).toEqual([["9", "core"]]);
      expect(await ask("select count(*) from teams")).toEqual([["60"]]);
    });
  });

  test("are the only ones where no others are wanted", async () => {
    const tables = { "public.teams": { rows: 0, list: [{ id: 9, name: "core" }] }, "public.people": { rows: 25 } };
    await with_({ tables }, async ({ ask, covered }) => {
      expect(await ask("select id, name from teams")).toEqual([["9", "core"]]);
      expect(await ask("select count(*) >= 25, count(*) < 60 from people")).toEqual([["t", "t"]]);
      expect(gaps(covered)).toEqual([]);
    });
  });

  test("can be none, on purpose", async () => {
    await with_({ tables: { "public.people": { rows: 0 } } }, async ({ ask, covered }) => {
      expect(await ask("select count(*) from people")).toEqual([["0"]]);
      expect(gaps(covered)).toEqual([]);
    });
  });
});

describe("SQL that the user gives for a table", () => {
  const sql = (text: string) => ({ "public.people": { sql: { file: "seeds/people.sql", text } } });

  test("runs before the table is filled, and its rows are completed", async () => {
    const text =
      "set search_path to nowhere; insert into public.people (id, team, plan) select 5000, min(id), 'gold' from public.teams;";
    await with_({ tables: sql(text) }, async ({ ask, report }) => {
      expect(await ask("select id from people where plan = 'gold'")).toEqual([["5000"]]);
      expect(report.tables.find(({ table }) => table === "people")).toMatchObject({ placed: 60, wanted: 60 });
      expect(await ask("select nextval('people_id_seq') > 5000")).toEqual([["t"]]);
    });
  });

  test.for([
    [
      "that the database refuses names file and line",
      "select 1;\n\nselect nonsense;",
      "seeds/people.sql:3 fails: column",
    ],
    ["that commits", "commit; begin;", "seeds/people.sql fails: it ends the transaction"],
  ])("%s", async ([, text = "", message]) => {
    await expect(with_({ tables: sql(text) }, async () => undefined)).rejects.toMatchObject({
      code: "input/seed-sql",
      message: expect.stringContaining(message ?? ""),
    });
  });
});

test.for([
  ["a table", { tables: { "public.person": { rows: 1 } } }, "input/seed-table"],
  ["a column", { tables: { "public.people": { columns: { plans: ["x"] } } } }, "input/seed-table"],
  ["a type", { never: { nummeric: ["NaN"] } }, "input/seed-never"],
  ["a column of a rule", { never: { "public.people.plans": ["x"] } }, "input/seed-never"],
] as const)("%s that is not there is an error", async ([, wish, code]) => {
  await expect(with_(wish, async () => undefined)).rejects.toMatchObject({ code });
});

describe("a shape of production", () => {
  const column = { nulls: 0, distinct: null, width: null };
  const shapes = {
    "public.teams": { rows: 90, columns: {} },
    "public.people": {
      rows: 600,
      columns: {
        team: { ...column, distinct: 7 },
        plan: { ...column, distinct: 40, width: 30 },
        nick: { ...column, nulls: 0.8 },
        mail: { ...column, distinct: -1, width: 60 },
      },
    },
  };

  test("gives rows, shares of NULL, distinct values, widths, and parents pointed to", async () => {
    await with_({ shapes }, async ({ ask, covered }) => {
      expect(await ask("select count(*) from teams")).toEqual([["90"]]);
      const [found = []] =
        await ask(`select count(*), count(distinct team), count(distinct plan), avg(length(plan))::int,
        round(avg((nick is null)::int), 2), count(mail), percentile_disc(0.5) within group (order by length(mail)) from people`);
      const [rows, teams, plans, width, nulls, mails, mailWidth] = found.map(Number);
      // A column that takes NULL holds one, whatever the shape says.
      expect([rows, mails]).toEqual([600, 599]);
      // The first team is planted, and so are the awkward texts.
      expect(teams).toBeGreaterThanOrEqual(7);
      expect(teams).toBeLessThan(10);
      expect(plans).toBeGreaterThan(40);
      expect(plans).toBeLessThan(90);
      expect(width).toBeGreaterThan(25);
      expect(nulls).toBeGreaterThan(0.7);
      expect(nulls).toBeLessThan(0.85);
      expect(mailWidth).toBeGreaterThanOrEqual(55);
      expect(gaps(covered)).toEqual([]);
    });
  });
});

import { expect, test } from "vitest";
import { enumWork } from "./enums.ts";

const columns = new Set(["people.mood", "people.moods"]);

async function uses(sql: string): Promise<boolean | undefined> {
  return (await enumWork({ sql }))?.uses("mood", "odd", columns);
}

test.for([
  "select 'odd'::mood",
  "select '{odd,even}'::mood[]",
  "update people set mood = 'odd'",
  "update people set mood = case when id = 1 then 'odd' else mood end",
  "update other set a = 1 from people where people.mood = 'odd'",
  "delete from people where mood in ('even', 'odd')",
  "insert into people (id, mood) values (1, 'odd')",
  "alter table people alter column mood set default 'odd'",
  "alter table x add column m mood default 'odd'",
  "create table x (m \"mood\" default 'odd' not null)",
  "create index on people (id) where mood = 'odd'",
  "alter table people add check (mood <> 'odd')",
  "do $$ begin update people set mood = 'odd'; end $$",
])("%s reads the label", async (sql) => {
  expect(await uses(sql)).toBe(true);
});

test.for([
  "select 'odd'",
  "update people set name = 'odd'",
  "update other set mood = 'odd'",
  "insert into people (id, name) values (1, 'odd')",
  "create table x (m text default 'odd')",
  "alter table people alter column name set default 'odd'",
  "alter type mood add value 'odd'",
  "create type mood as enum ('odd')",
  "create function f() returns void language sql as $$ update people set mood = 'odd' $$",
  "delete from people where name = 'odd'",
  "comment on column people.mood is 'odd'",
])("%s does not", async (sql) => {
  expect(await uses(sql)).toBe(false);
});

test("tells what becomes of labels, types and columns", async () => {
  const sql = `alter type s.mood add value if not exists 'odd' before 'even'; alter type mood rename value 'a' to 'b';
    drop type if exists s.mood, colour; create type mood as enum ('x');
    create table people (mood mood, moods s.mood[]); alter table u add column m mood, alter column n type mood using n::mood`;
  expect(await enumWork({ sql })).toMatchObject({
    adds: [{ type: "mood", label: "odd" }],
    renames: [{ type: "mood", label: "a", to: "b" }],
    remade: ["mood", "colour", "mood"],
    columns: expect.arrayContaining([
      { type: "mood", column: "people.mood" },
      { type: "mood", column: "people.moods" },
      { type: "mood", column: "u.m" },
      { type: "mood", column: "u.n" },
    ]),
  });
  expect(await enumWork({ sql: "alter tpye" })).toBeNull();
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { verify } from "./verify.ts";
import { whereabouts } from "./whereabouts.ts";

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

function migration(id: string, sql: string, place: number) {
  return { id, sql, file: `${id}.sql`, path: `/db/${id}.sql`, sha256: "", when: place };
}

const base = [
  ["0000_all", "create table people (id int, mail text, nick text); create table app.notes (id int);"],
  ["0001_less", "alter table people drop column mail; alter table people rename nick to handle;"],
  ["0002_notes", "set search_path = app; alter table notes rename to remarks;"],
  ["0003_twice", "drop table if exists pets; create table pets (id int, kind text);"],
  ["0004_gone", "create schema old; create table old.a (id int); drop schema old cascade; drop table pets;"],
  ["0005_again", "create table pets (id int);"],
].map(([id = "", sql = ""], place) => migration(id, sql, place));
const candidate = [migration("0006_mail", "alter table people add mail text; create table logins (id int);", 6)];

test.for([
  ["public.people.mail", "0001_less drops it"],
  ["public.people.nick", "0001_less renames it to public.people.handle"],
  ["app.notes", "0002_notes renames it to app.remarks"],
  ["app.notes.id", "0002_notes renames app.notes to app.remarks"],
  ["public.pets.kind", "0004_gone drops public.pets"],
  ["old.a", "0004_gone drops old"],
  ["public.logins", "0006_mail makes it, and is in the candidate"],
  ["public.people.plan", null],
  ["public.nobody", null],
] as const)("of %s it says: %s", async ([name, words]) => {
  expect(await whereabouts({ base, candidate }, name)).toBe(words);
});

test("a run that is given rows of what is gone says which migration took it", async () => {
  const history = {
    "0000_all": "create table people (id int, mail text)",
    "0001_less": "alter table people drop column mail",
    "0002_more": "select 1",
  };
  await withFiles(sound(history), async (folder) => {
    const tables = { "public.people": { columns: { mail: ["a@example.com"] } } };
    await expect(verify({ folder, cwd: folder, server, tables })).rejects.toMatchObject({
      code: "input/seed-table",
      message: expect.stringMatching(
        /^There are .* for public\.people\.mail in .* before the candidate: 0001_less drops it\.$/,
      ),
    });
  });
});

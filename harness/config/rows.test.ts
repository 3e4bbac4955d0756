import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { verify } from "../pipeline/verify.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { readConfig } from "./index.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const history = sound({
  "0000_users": `create table users (id int primary key, email text, plan text not null, paid numeric);
    create table countries (code text primary key, name text not null)`,
  "0001_more": "alter table users add column nick text",
});

/** The rows before the candidate that a config leads to, as texts. */
async function rowsUnder(
  seed: string,
): Promise<{ readonly users: readonly Row[]; readonly countries: readonly Row[] }> {
  const migrations = Object.fromEntries(Object.entries(history).map(([file, text]) => [`drizzle/${file}`, text]));
  const files = { ".git/HEAD": "", ...migrations, "holdfast.config.mjs": `export default { seed: ${seed} };` };
  return withFiles(files, async (folder) => {
    const settings = await readConfig(folder, null);
    const { before, close } = await verify({ folder: join(folder, "drizzle"), cwd: folder, server, ...settings?.seed });
    if (before === null) return expect.fail("the base did not replay");
    try {
      return await withClient(before, "superuser", async (client) => ({
        users: (await client.query<Row>("select email, plan, paid::text from users order by id")).rows,
        countries: (await client.query<Row>("select * from countries order by code")).rows,
      }));
    } finally {
      await close();
    }
  });
}

type Row = Readonly<Record<string, string | null>>;

const tables = `{
  "public.users": { rows: 60, columns: { plan: ["free", "pro"], email: (faker) => faker.internet.email() } },
  "public.countries": { rows: 2, list: [{ code: "AT", name: "Austria" }] },
}`;

test("lists, functions and fixed rows reach the tables; the same seed gives the same rows, another gives others", async () => {
  const [first, second] = [
    await rowsUnder(`{ seed: 7, tables: ${tables} }`),
    await rowsUnder(`{ seed: 7, tables: ${tables} }`),
  ];
  expect(first).toEqual(second);
  expect(new Set(first.users.map(({ plan }) => plan))).toEqual(new Set(["free", "pro"]));
  expect(first.users.length).toBeGreaterThanOrEqual(60);
  expect(first.users.filter(({ email }) => !email?.includes("@"))).toEqual([]);
  expect(first.countries).toContainEqual({ code: "AT", name: "Austria" });
  const emails = ({ users }: typeof first) => users.map(({ email }) => email);
  expect(emails(await rowsUnder(`{ seed: 8, tables: ${tables} }`))).not.toEqual(emails(first));
});

test("what is ruled out does not appear", async () => {
  const { users } = await rowsUnder(`{ never: { numeric: ["NaN"], "public.users.email": ["", null, /\\s/] } }`);
  expect(users.filter(({ email }) => email == null || email === "" || /\s/.test(email))).toEqual([]);
  expect(users.filter(({ paid }) => paid === "NaN")).toEqual([]);
  const free = await rowsUnder("{}");
  expect(free.users.filter(({ email }) => email === null)).not.toEqual([]);
});

test.for<readonly [seed: string, message: string]>([
  [
    '{ tables: { "public.users": { columns: { email: () => undefined } } } }',
    'seed.tables["public.users"].columns.email() is to be a text, a number, a boolean, a Date, null, a list, or an object, and is undefined.',
  ],
  [
    '{ tables: { "public.users": { columns: { email: (faker) => faker.nonesuch() } } } }',
    'seed.tables["public.users"].columns.email throws: faker.nonesuch is not a function.',
  ],
  [
    '{ tables: { "public.users": { columns: { email: async () => "a@b" } } } }',
    "columns.email() is to be a text, a number, a boolean, a Date, null, a list, or an object, and is a promise.",
  ],
  [
    '{ sets: [{ name: "a", rows: () => ({ "public.users": 5 }) }] }',
    'seed.sets[0].rows()["public.users"] is to be a list, and is 5.',
  ],
  ['{ sets: [{ name: "a", rows() { throw new Error("no"); } }] }', "seed.sets[0].rows throws: no."],
])("a mistake of a function has its place: %s", async ([seed, message]) => {
  await expect(rowsUnder(seed)).rejects.toMatchObject({
    kind: "input",
    code: "input/config",
    message: expect.stringContaining(message),
  });
});

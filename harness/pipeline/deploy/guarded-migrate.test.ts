import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzle1 } from "drizzle-orm-1/node-postgres";
import { expect, test } from "vitest";
import { inFolders, sound } from "../../tools/drizzle/sample.fixture.ts";
import { guardedMigrate } from "./guarded-migrate.ts";
import { build, points, sites } from "./site.fixture.ts";

const siteOf = sites();
const ledger = "drizzle.__drizzle_migrations";
const both = sound(points);

test("every kind of connection will do, and is left as it was", async () => {
  const site = await siteOf();
  const [pool, client] = [site.pool(), await site.client()];
  const lent = await pool.connect();
  const migrationsFolder = await build(both);
  const kinds = [pool, client, lent, drizzle(pool), drizzle(client), drizzle1({ client: pool })];
  const ran = [];
  for (const database of kinds) ran.push((await guardedMigrate(database, { migrationsFolder })).ran.length);
  expect(ran).toEqual([2, 0, 0, 0, 0, 0]);
  expect([pool.totalCount, pool.idleCount, client.listenerCount("error")]).toEqual([2, 1, 1]);
  lent.release();
  expect(await site.ask("select count(*)::int from pg_locks where locktype = 'advisory'")).toEqual([0]);
});

test("the ledger is where it is said to be, and the migrator is the project's", async () => {
  const site = await siteOf();
  const options = { migrationsSchema: "own", migrationsTable: "done" };
  const first = await guardedMigrate(site.pool(), { migrationsFolder: await build(both), ...options });
  expect(first).toEqual({
    ran: ["0000_points", "0001_double"],
    waited: false,
    migrator: "drizzle-orm 0.45.4 of the project",
    message: "ran 0000_points, 0001_double",
  });
  expect(await site.ask("select count(*)::int from own.done")).toEqual([2]);
  const said: string[] = [];
  const again = { ...options, migrationsFolder: await build(both), say: (line: string) => said.push(line) };
  expect(await guardedMigrate(site.pool(), again)).toMatchObject({
    ran: [],
    message: "nothing to run: 2 migrations recorded",
  });
  expect(said).toEqual([]);
});

test("a ledger without a row, where another table has them, is not the one that is meant", async () => {
  const site = await siteOf();
  const migrationsFolder = await build(both);
  const meant = { migrationsFolder, migrationsSchema: "public", migrationsTable: "my migrations" };
  await guardedMigrate(site.pool(), meant);
  await site.ask("create table files (id int, hash bytea, created_at timestamptz)");
  const before = await site.digest();
  await expect(guardedMigrate(site.pool(), { migrationsFolder })).rejects.toMatchObject({
    code: "guard/other-ledger",
    message:
      'drizzle.__drizzle_migrations records nothing, and public."my migrations" records 2 migrations of this build: all would run again.',
  });
  expect(await site.digest()).toBe(before);
});

test("a folder that stands elsewhere is run by the drizzle-orm of the project that is named", async () => {
  const site = await siteOf();
  const dated = inFolders({ "20260101000000_points": points["0000_points"] });
  const [migrationsFolder, project] = [await build(dated), await build(dated, 1)];
  await expect(guardedMigrate(site.pool(), { migrationsFolder })).rejects.toMatchObject({
    code: "guard/migrator-refuses",
    message: "drizzle-orm 0.45.4 of the project would stop before it runs anything: it finds no meta/_journal.json.",
  });
  const { migrator } = await guardedMigrate(site.pool(), { migrationsFolder, project });
  expect(migrator).toBe("drizzle-orm 1.0.0-rc.5 of the project");
});

test("a ledger of 0.x is converted where 1.0 comes to it with nothing to run", async () => {
  const site = await siteOf();
  const client = await site.client();
  await guardedMigrate(client, { migrationsFolder: await build(both) });
  const names = ["19700101000001_points", "19700101000002_double"];
  const migrationsFolder = await build(
    inFolders(Object.fromEntries(Object.values(points).map((sql, place) => [names[place], sql]))),
    1,
  );
  expect((await guardedMigrate(client, { migrationsFolder })).ran).toEqual([]);
  expect(await site.ask(`select name from ${ledger} order by id`)).toEqual(names);
});

interface Refused {
  readonly what: string;
  /** What became of the database after the two migrations. */
  readonly sql?: string;
  /** What the build brings along. */
  readonly files: Readonly<Record<string, string>>;
  readonly code: string;
  readonly message: RegExp;
}

const third = sound({ ...points, "0002_third": "update points set n = n + 1" });
const twice = {
  entries: ["0000_points", "0001_double", "0001_double"].map((tag, idx) => ({ tag, idx, when: 1000 * (idx + 1) })),
};

const refusals: readonly Refused[] = [
  {
    what: "an older release",
    files: sound({ "0000_points": points["0000_points"] }),
    code: "guard/older-release",
    message: /has 1 migration of a newer release, which this build does not know: row 2 \(hash \w{10}…, 1970-01-01\)/,
  },
  {
    what: "a build without what another branch has deployed",
    sql: `insert into ${ledger} (hash, created_at) values ('feedface', 1500)`,
    files: third,
    code: "guard/older-release",
    message: /has 1 migration that this build does not know, though it has later ones: row 3 \(hash feedface…/,
  },
  {
    what: "a file that was edited",
    files: sound({ ...points, "0001_double": "update points set n = n * 3" }),
    code: "guard/ledger-lies",
    message: /^0001_double was applied with another text than its file has now \(hash/,
  },
  {
    what: "a row that stands there twice",
    sql: `insert into ${ledger} (hash, created_at) select hash, created_at from ${ledger}`,
    files: third,
    code: "guard/ledger-lies",
    message: /^0000_points is recorded 2 times \(rows 1, 3\)\. So is it with 1 other claim/,
  },
  {
    what: "a row without its time",
    sql: `update ${ledger} set created_at = null where id = 1`,
    files: third,
    code: "guard/ledger-lies",
    message: /^row 1 \(hash \w+…\) has no time/,
  },
  {
    what: "a row of too late a time",
    sql: `update ${ledger} set created_at = 9999999999999 where id = 2`,
    files: third,
    code: "guard/would-skip",
    message: /^0002_third is not recorded and would never run: its `when` \(3000\) is not later/,
  },
  {
    what: "a row of too early a time",
    sql: `update ${ledger} set created_at = 1500 where id = 2`,
    files: third,
    code: "guard/would-rerun",
    message: /would run 1 migration twice: 0001_double/,
  },
  {
    what: "a journal that names a file twice",
    files: { ...both, "meta/_journal.json": JSON.stringify({ dialect: "postgresql", ...twice }) },
    code: "guard/would-rerun",
    message: /would run 1 migration twice: 0001_double/,
  },
  {
    what: "a file that is missing",
    files: { "meta/_journal.json": third["meta/_journal.json"] ?? "" },
    code: "input/migration-missing",
    message: /there is no .*0000_points\.sql/,
  },
];

test.for(refusals)("refused, and nothing changed: $what", async ({ sql, files, code, message }) => {
  const site = await siteOf();
  await migrate(drizzle(await site.client()), { migrationsFolder: await build(both) });
  if (sql !== undefined) await site.ask(sql);
  const before = await site.digest();
  const deploy = guardedMigrate(site.pool(), { migrationsFolder: await build(files) });
  await expect(deploy).rejects.toMatchObject({ kind: "input", code, message: expect.stringMatching(message) });
  expect(await site.digest()).toBe(before);
  expect(await site.ask("select count(*)::int from pg_locks where locktype = 'advisory'")).toEqual([0]);
});

test("line ends of another system are no other text, and what is late is run where names decide", async () => {
  const site = await siteOf();
  const client = await site.client();
  const [first, second] = ["20260101000001_points", "20260101000003_double"];
  const lines = points["0000_points"].replace("; ", ";\n");
  const one = await build(inFolders({ [first]: lines, [second]: points["0001_double"] }), 1);
  await guardedMigrate(client, { migrationsFolder: one });
  const other = await build(
    inFolders({
      [first]: lines.replace("\n", "\r\n"),
      "20260101000002_late": "update points set n = n + 1",
      [second]: points["0001_double"],
    }),
    1,
  );
  expect((await guardedMigrate(client, { migrationsFolder: other })).ran).toEqual(["20260101000002_late"]);
  expect(await site.ask("select n from points")).toEqual(["3"]);
});

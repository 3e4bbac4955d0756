import pg from "pg";
import { expect, test } from "vitest";
import { sound } from "../../tools/drizzle/sample.fixture.ts";
import { ledgerLock } from "../ledger-lock.ts";
import { guardedMigrate } from "./guarded-migrate.ts";
import type { Migrate } from "./migrator.ts";
import { build, points, sites } from "./site.fixture.ts";

const siteOf = sites();
const ledger = "drizzle.__drizzle_migrations";
const locks = "select count(*)::int from pg_locks where locktype = 'advisory'";

test("a migration that fails is told as it comes, and leaves neither a change nor the lock", async () => {
  const site = await siteOf();
  const migrationsFolder = await build(sound({ ...points, "0002_broken": "update points set n = n / 0" }));
  const pool = site.pool();
  await expect(guardedMigrate(pool, { migrationsFolder })).rejects.toMatchObject({
    cause: { code: "22012", message: "division by zero" },
  });
  expect(await site.ask("select to_regclass('points')")).toEqual([null]);
  expect([await site.ask(locks), pool.totalCount]).toEqual([[0], 0]);
});

const once = sound({ "0000_points": points["0000_points"] });
const hash = "select encode(sha256(convert_to($1, 'UTF8')), 'hex')";
const record = `insert into ${ledger} (hash, created_at) values ((${hash}), 1000)`;
const makeLedger = `create schema drizzle; create table ${ledger} (id serial primary key, hash text, created_at bigint)`;
const wholly: Migrate = async (client) => {
  await client.query(makeLedger);
  await client.query(points["0000_points"]);
  await client.query(record, [points["0000_points"]]);
};

const claimed: readonly (readonly [what: string, migrate: Migrate, words: string])[] = [
  ["runs nothing", async () => undefined, "the ledger has no row of 0000_points"],
  [
    "records it twice",
    async (client, config) => {
      await wholly(client, config);
      await client.query(record, [points["0000_points"]]);
    },
    "the ledger has 1 row more than it wrote: another migrator ran beside it, without the lock",
  ],
  [
    "does not commit",
    async (client, config) => {
      await client.query("begin");
      await wholly(client, config);
    },
    "it left its transaction open; it was rolled back",
  ],
];

test.for(claimed)("a migrator that %s has not migrated", async ([what, migrate, words]) => {
  const site = await siteOf();
  const client = await site.client();
  const migrationsFolder = await build(once);
  await expect(guardedMigrate(client, { migrationsFolder, migrate })).rejects.toMatchObject({
    kind: "environment",
    code: "guard/not-recorded",
    message: `migrate() of the project reported success, but ${words}.`,
  });
  expect(await site.ask(locks)).toEqual([0]);
  if (what === "does not commit") expect(await site.ask("select to_regclass('points')")).toEqual([null]);
});

test("a migrator that takes rows from the ledger has not migrated", async () => {
  const site = await siteOf();
  const client = await site.client();
  await guardedMigrate(client, { migrationsFolder: await build(once) });
  const migrate: Migrate = async () => {
    await client.query(`update ${ledger} set id = 7`);
    await client.query(`insert into ${ledger} (hash, created_at) values ((${hash}), 2000)`, [points["0001_double"]]);
  };
  await expect(guardedMigrate(client, { migrationsFolder: await build(sound(points)), migrate })).rejects.toMatchObject(
    {
      code: "guard/not-recorded",
      message: expect.stringMatching(/row 1 \(hash .*\) of the ledger is gone or altered/),
    },
  );
});

test("who does not want to wait is told who holds the lock", async () => {
  const site = await siteOf();
  const holder = await site.client();
  await holder.query("set application_name = 'the other deploy'");
  // As `baseline` holds it.
  await holder.query("begin");
  const { rows } = await holder.query("select pg_backend_pid() as pid, pg_try_advisory_xact_lock($1, $2)", [
    ...ledgerLock,
  ]);
  const options = { migrationsFolder: await build(once) };
  const pool = site.pool();
  await expect(guardedMigrate(pool, { ...options, wait: 0 })).rejects.toMatchObject({
    kind: "environment",
    code: "guard/locked",
    message: expect.stringContaining(`session ${rows[0].pid} (the other deploy), connected since`),
  });
  await expect(guardedMigrate(pool, { ...options, wait: 30, every: 10 })).rejects.toMatchObject({
    message: expect.stringContaining("and did so for 0.03 s"),
  });
  const stop = new AbortController();
  const say = () => stop.abort(new RangeError("enough"));
  await expect(guardedMigrate(pool, { ...options, say, signal: stop.signal })).rejects.toThrow(RangeError);
  await holder.query("commit");
  expect((await guardedMigrate(pool, options)).ran).toEqual(["0000_points"]);
});

test("two deploys on one client are two all the same", async () => {
  const site = await siteOf();
  const client = await site.client();
  const options = { migrationsFolder: await build(sound(points)), every: 5 };
  const results = await Promise.all([guardedMigrate(client, options), guardedMigrate(client, options)]);
  expect(results.map(({ ran }) => ran.length).toSorted()).toEqual([0, 2]);
  expect(await site.ask("select n from points")).toEqual(["2"]);
});

test("sessions that cannot be relied on are refused before anything runs", async () => {
  const site = await siteOf();
  const options = { migrationsFolder: await build(once) };
  const busy = await site.client();
  await busy.query("begin");
  await expect(guardedMigrate(busy, options)).rejects.toMatchObject({ code: "guard/in-transaction" });
  const reading = site.pool({ options: "-c default_transaction_read_only=on" });
  await expect(guardedMigrate(reading, options)).rejects.toMatchObject({ code: "guard/standby" });
  const unopened = new pg.Client(site.settings);
  await expect(guardedMigrate(unopened, options)).rejects.toMatchObject({ code: "input/not-connected" });
  expect(await site.ask("select to_regclass('points')")).toEqual([null]);
});

test("what a script that is not type-checked may give is told, too", async () => {
  const pool = (await siteOf()).pool();
  const migrationsFolder = await build(once);
  for (const database of [undefined, "postgres://localhost", { $client: () => "another driver" }]) {
    const given = Reflect.apply(guardedMigrate, null, [database, { migrationsFolder }]);
    await expect(given).rejects.toMatchObject({ code: "input/other-driver" });
  }
  for (const options of [{}, { migrationsFolder, wait: Number.NaN }, { migrationsFolder, every: 0 }]) {
    const given = Reflect.apply(guardedMigrate, null, [pool, options]);
    await expect(given).rejects.toMatchObject({ code: "input/options" });
  }
  expect(pool.totalCount).toBe(0);
});

const pooled = [
  { after: "the lock", queries: 3, remedy: "Nothing was run" },
  { after: "the first look at it", queries: 4, remedy: "The migrator has run, and another deploy could have" },
] as const;

test.for(pooled)("a pooler that changes the session after $after is found out", async ({ queries, remedy }) => {
  const site = await siteOf();
  const [first, second] = [await site.client(), await site.client()];
  let asked = 0;
  // As PgBouncer does it in transaction mode: from some query on, another session of the server answers.
  const query = (...given: Parameters<pg.Client["query"]>) => {
    asked += 1;
    return Reflect.apply(first.query, asked > queries ? second : first, given);
  };
  const client: pg.Client = Object.create(first, { query: { value: query } });
  await expect(guardedMigrate(client, { migrationsFolder: await build(once) })).rejects.toMatchObject({
    code: "guard/pooled",
    remedy: expect.stringContaining(remedy),
  });
  expect((await site.ask("select to_regclass('points')")).includes(null)).toBe(remedy.startsWith("Nothing"));
});

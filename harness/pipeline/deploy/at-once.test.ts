import { readMigrationFiles } from "drizzle-orm/migrator";
import { expect, test } from "vitest";
import { runs } from "../../runs.fixture.ts";
import { inFolders, sound } from "../../tools/drizzle/sample.fixture.ts";
import { ledgerLock } from "../ledger-lock.ts";
import { type GuardedMigrateOptions, guardedMigrate } from "./guarded-migrate.ts";
import type { Migrate } from "./migrator.ts";
import { build, points, type Site, sites } from "./site.fixture.ts";

const siteOf = sites();
const four = [0, 1, 2, 3];

const more = {
  ...points,
  "0002_triple": "update points set n = n * 3",
  "0003_note": "alter table points add note text",
};

/** The same for drizzle-orm 1.0, whose migrations are named by their time. */
const dated = Object.fromEntries(Object.entries(more).map(([id, sql], place) => [`2026010100000${place}_${id}`, sql]));

const majors = [
  { drizzle: 0.45, major: 0, files: sound, of: more },
  { drizzle: 1, major: 1, files: inFolders, of: dated },
] as const;

const quick = { every: 20 };

const rounds = Array.from({ length: runs(10) }, (_, place) =>
  majors.map((one) => ({ ...one, round: place + 1 })),
).flat();

test.for(rounds)(
  "round $round: of four deploys at once one has an effect, with drizzle-orm $drizzle",
  async (round) => {
    const { files, of, major } = round;
    const all = Object.keys(of);
    const deploys = [
      { migrationsFolder: await build(files(firstOf(of, 2)), major), ids: all.slice(0, 2) },
      { migrationsFolder: await build(files(of), major), ids: all.slice(2) },
    ];
    const site = await siteOf();
    const clients = await Promise.all(four.map(() => site.client()));
    for (const { migrationsFolder, ids } of deploys) {
      const results = await Promise.all(
        clients.map((client) => guardedMigrate(client, { migrationsFolder, ...quick })),
      );
      expect(results.flatMap(({ ran }) => ran)).toEqual(ids);
      const others = results.filter(({ ran }) => ran.length === 0).map(({ message }) => message);
      expect(others).toEqual(Array(3).fill(expect.stringMatching(nothingLeft)));
    }
    expect(await site.ask("select n from points")).toEqual(["6"]);
    expect(await site.ask("select count(*)::int from drizzle.__drizzle_migrations")).toEqual([all.length]);
  },
);

const nothingLeft = /^nothing to run: \d migrations recorded$|^another deploy .*; nothing was left to run$/;

function firstOf(migrations: Readonly<Record<string, string>>, n: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(migrations).slice(0, n));
}

/** Runs four deploys, none of which gets the lock before all of them wait for it. */
async function fourWaiting(site: Site, options: GuardedMigrateOptions) {
  const gate = await site.client();
  await gate.query("select pg_advisory_lock($1, $2)", [...ledgerLock]);
  const pool = site.pool();
  const said: string[] = [];
  const deploys = await new Promise<readonly ReturnType<typeof guardedMigrate>[]>((settle) => {
    const say = (line: string) => {
      said.push(line);
      if (said.length === four.length) settle(started);
    };
    const started = four.map(() => guardedMigrate(pool, { ...quick, ...options, say }));
  });
  await gate.query("select pg_advisory_unlock($1, $2)", [...ledgerLock]);
  return { said, results: await Promise.all(deploys) };
}

test("those who waited say for whom, and what the other one ran", async () => {
  const site = await siteOf();
  const { said, results } = await fourWaiting(site, { migrationsFolder: await build(sound(points)) });
  expect(said.slice(0, 4)).toEqual(
    Array(4).fill(expect.stringMatching(/^waiting for another deploy: session \d+, connected since .* UTC$/)),
  );
  expect(results.every(({ waited }) => waited)).toBe(true);
  expect(results.map(({ message }) => message).toSorted()).toEqual([
    ...Array(3).fill("another deploy ran 0000_points, 0001_double while this one waited; nothing was left to run"),
    "another deploy was waited for; this one ran 0000_points, 0001_double",
  ]);
  expect(await site.ask("select n from points")).toEqual(["2"]);
});

test("an index made concurrently is not kept from it by those who wait", async () => {
  const site = await siteOf();
  const migrationsFolder = await build(
    sound({ ...points, "0002_index": "create index concurrently points_n on points (n)" }),
  );
  const { results } = await fourWaiting(site, { migrationsFolder, migrate: statementByStatement });
  expect(results.filter(({ ran }) => ran.length > 0).map(({ ran }) => ran)).toEqual([
    ["0000_points", "0001_double", "0002_index"],
  ]);
  expect(await site.ask("select indisvalid from pg_index where indexrelid = 'points_n'::regclass")).toEqual([true]);
  expect(await site.ask("select n from points")).toEqual(["2"]);
});

/** A runner of the project's own, without a transaction. */
const statementByStatement: Migrate = async (client, config) => {
  const ledger = `${config.migrationsSchema}.${config.migrationsTable}`;
  await client.query(`create schema ${config.migrationsSchema}`);
  await client.query(`create table ${ledger} (id serial primary key, hash text not null, created_at bigint)`);
  for (const { sql, hash, folderMillis } of readMigrationFiles(config)) {
    for (const statement of sql) await client.query(statement);
    await client.query(`insert into ${ledger} (hash, created_at) values ($1, $2)`, [hash, folderMillis]);
  }
};

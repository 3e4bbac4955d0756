import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Built, build as buildPackage, type Ended } from "../../cli/built.fixture.ts";
import { sound } from "../../tools/drizzle/sample.fixture.ts";
import { guardedMigrate } from "./guarded-migrate.ts";
import { build, points, type Site, sites } from "./site.fixture.ts";

// The package as it is published, imported by processes of their own.
const siteOf = sites();
let built: Built;
beforeAll(async () => {
  built = await buildPackage();
  await built.write({ "deploy.mjs": deploy, "list.mjs": list });
});
afterAll(() => built?.remove());

const deploy = `
import { guardedMigrate } from "holdfast/guard";
import pg from "pg";
const [migrationsFolder, how] = process.argv.slice(2);
const half = async (client) => {
  await client.query("begin");
  await client.query("create table points (n numeric); insert into points values (1)");
  console.log("half way");
  await new Promise((never) => setTimeout(never, 600_000));
};
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const options = how === "half" ? { migrate: half } : {};
console.log(JSON.stringify(await guardedMigrate(pool, { migrationsFolder, every: 20, ...options })));
await pool.end();
`;

const list = `
import { register } from "node:module";
const hook = 'import { writeSync } from "node:fs"; export async function resolve(name, context, next) {'
  + ' const found = await next(name, context); writeSync(1, found.url + "\\\\n"); return found; }';
register("data:text/javascript," + encodeURIComponent(hook));
await import("holdfast/guard");
`;

function start(site: Site, folder: string, how = "whole") {
  const { user, password, host, port, database } = site.settings;
  const url = `postgres://${user}:${password}@${host}:${port}/${database}`;
  return built.start("deploy.mjs", [folder, how], { DATABASE_URL: url });
}

test("the import loads nothing but its own few files", async () => {
  const { code, stdout, stderr } = await built.start("list.mjs", []).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const loaded = stdout.trim().split("\n");
  expect(loaded[0]).toMatch(/holdfast\/dist\/guard-api\.js$/);
  expect(loaded.filter((url) => !/^node:|\/holdfast\/dist\//.test(url))).toEqual([]);
  // The bundler writes which source each part of a file is from.
  const sources = loaded
    .filter((url) => url.startsWith("file:"))
    .flatMap((url) => [...readFileSync(new URL(url), "utf8").matchAll(/^\/\/ harness\/(.*\.ts)$/gm)])
    .map(([, source = ""]) => source);
  expect(sources).toContain("pipeline/deploy/guarded-migrate.ts");
  expect(sources.filter((source) => /database\/|seeding|capture|sql\/tree/.test(source))).toEqual([]);
});

test("four processes at once have one effect, and all of them end well", async () => {
  const site = await siteOf();
  const folder = await build(sound(points));
  const ended = await Promise.all([0, 1, 2, 3].map(() => start(site, folder).ended));
  expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(Array(4).fill([0, ""]));
  expect(ended.map(resultOf).filter(({ ran }) => ran.length > 0)).toHaveLength(1);
  expect(await site.ask("select n from points")).toEqual(["2"]);
});

function resultOf({ stdout }: Ended): Awaited<ReturnType<typeof guardedMigrate>> {
  return JSON.parse(stdout);
}

test("a deploy that is killed half way leaves nothing, and the next one goes on", async () => {
  const site = await siteOf();
  const folder = await build(sound(points));
  const killed = start(site, folder, "half");
  if (killed.process.stdout !== null) await once(killed.process.stdout, "data");
  killed.process.kill("SIGKILL");
  const { ran } = await guardedMigrate(site.pool(), { migrationsFolder: folder, every: 20 });
  expect(ran).toEqual(["0000_points", "0001_double"]);
  expect(await site.ask("select n from points")).toEqual(["2"]);
});

test("a deploy that is killed in the middle of a statement holds the lock until the server is through with it", async () => {
  const site = await siteOf();
  const folder = await build(sound({ ...points, "0002_long": "select pg_advisory_xact_lock(42)" }));
  const gate = await site.client();
  await gate.query("select pg_advisory_lock(42)");
  const killed = start(site, folder);
  const waiting = "select count(*)::int from pg_locks where locktype = 'advisory' and not granted";
  await expect.poll(() => site.ask(waiting), { timeout: 20_000 }).toEqual([1]);
  killed.process.kill("SIGKILL");
  await killed.ended;
  const say = (line: string) => {
    if (line.startsWith("waiting for another deploy: session")) void gate.query("select pg_advisory_unlock(42)");
  };
  const { ran, waited } = await guardedMigrate(site.pool(), { migrationsFolder: folder, every: 20, say });
  expect({ ran, waited }).toEqual({ ran: ["0000_points", "0001_double", "0002_long"], waited: true });
  expect(await site.ask("select n from points")).toEqual(["2"]);
});

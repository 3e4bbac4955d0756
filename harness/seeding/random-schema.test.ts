import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Server } from "../model/database.ts";
import { runs } from "../runs.fixture.ts";
import { anySchema, bases, extensionTypes, schemaOf } from "./random-schema/index.fixture.ts";
import { tried } from "./random-schema/trial.fixture.ts";
import { startWorld } from "./world.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorld();
});
afterAll(() => server.stop());

// Of the columns that some row can enter. Most of the rest stand in tables that a key leaves few rows.
const bar = 0.94;
// A failure is made smaller with this many more schemas: seconds, whatever it is.
const shrinks = 250;

// What is dropped stays in the catalog's tables and slows each next schema down.
const perDatabase = 50;

test("random schemas are covered as far as they can be, and what is not has its reason", async () => {
  const extensions = await available();
  const known = extensions.flatMap((name) => extensionTypes[name] ?? []);
  const total = { schemas: 0, columns: 0, covered: 0, failedAt: Number.POSITIVE_INFINITY };
  let database: Connected | null = null;
  const property = fc.asyncProperty(anySchema([...typesOf(server), ...known]), async (plan) => {
    if (total.schemas > total.failedAt + shrinks) return;
    if (total.schemas++ % perDatabase === 0) {
      await database?.close();
      database = await connect();
      for (const name of extensions) await database.client.query(`create extension ${name}`);
    }
    const schema = known14(schemaOf(plan));
    const { problems, covered } = await tried((database as Connected).client, schema);
    total.columns += covered.length;
    total.covered += covered.filter((one) => one.covered).length;
    if (problems.length === 0) return;
    total.failedAt = Math.min(total.failedAt, total.schemas);
    expect.fail(`${schema.sql}\n\n${problems.map((problem) => `-- ${problem}`).join("\n")}`);
  });
  const found = await fc.check(property, { numRuns: runs(80), seed: 1 });
  await (database as Connected | null)?.close();
  const cause = found.errorInstance instanceof Error ? found.errorInstance.message : "";
  expect(found.failed, `seed ${found.seed}, path "${found.counterexamplePath}"\n\n${cause}`).toBe(false);
  expect(total.covered / total.columns).toBeGreaterThan(bar);
});

/** PostgreSQL 14 has no scale beyond the precision. */
function typesOf({ version }: Server): typeof bases {
  return version.startsWith("14.") ? bases.filter(({ sql }) => !/^numeric\((3,5|5,-2)\)$/.test(sql)) : bases;
}

/** PostgreSQL 14 has no constraint that takes one NULL only; one that takes many leaves more rows to make. */
function known14<Made extends { readonly sql: string }>(made: Made): Made {
  return server.version.startsWith("14.") ? { ...made, sql: made.sql.replaceAll(" nulls not distinct", "") } : made;
}

interface Connected {
  readonly client: pg.Client;
  close(): Promise<void>;
}

async function connect(): Promise<Connected> {
  const owner = await server.createOwner();
  const database = await server.create(owner);
  const client = new pg.Client(database.settings("superuser"));
  await client.connect();
  return {
    client,
    async close() {
      await client.end();
      await server.drop(database);
      await server.dropOwner(owner);
    },
  };
}

/** The extensions that the server has. */
async function available(): Promise<readonly string[]> {
  const { client, close } = await connect();
  const { rows } = await client.query<{ name: string }>("select name from pg_available_extensions").finally(close);
  const asked = Object.keys(extensionTypes);
  const absent = asked.filter((name) => rows.every((row) => row.name !== name));
  if (absent.length > 0) console.info(`Random schemas without ${absent.join(", ")}: the server does not have it.`);
  return asked.filter((name) => !absent.includes(name));
}

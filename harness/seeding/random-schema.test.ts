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

test("random schemas are covered as far as they can be, and what is not has its reason", async () => {
  await connected(async (client) => {
    const known = await extended(client);
    const total = { schemas: 0, columns: 0, covered: 0, failedAt: Number.POSITIVE_INFINITY };
    const property = fc.asyncProperty(anySchema([...bases, ...known]), async (plan) => {
      if (total.schemas++ > total.failedAt + shrinks) return;
      const schema = schemaOf(plan);
      const { problems, covered } = await tried(client, schema);
      total.columns += covered.length;
      total.covered += covered.filter((one) => one.covered).length;
      if (problems.length === 0) return;
      total.failedAt = Math.min(total.failedAt, total.schemas);
      expect.fail(`${schema.sql}\n\n${problems.map((problem) => `-- ${problem}`).join("\n")}`);
    });
    const found = await fc.check(property, { numRuns: runs(200), seed: 1 });
    const cause = found.errorInstance instanceof Error ? found.errorInstance.message : "";
    expect(found.failed, `seed ${found.seed}, path "${found.counterexamplePath}"\n\n${cause}`).toBe(false);
    expect(total.covered / total.columns).toBeGreaterThan(bar);
  });
});

async function connected(use: (client: pg.Client) => Promise<void>): Promise<void> {
  const owner = await server.createOwner();
  const database = await server.create(owner);
  const client = new pg.Client(database.settings("superuser"));
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
    await server.drop(database);
    await server.dropOwner(owner);
  }
}

/** Makes the extensions that the server has, and says which it has not. */
async function extended(client: pg.Client) {
  const asked = Object.keys(extensionTypes);
  const found = await client.query<{ name: string }>("select name from pg_available_extensions where name = any($1)", [
    asked,
  ]);
  const there = new Set(found.rows.map(({ name }) => name));
  for (const name of there) await client.query(`create extension ${name}`);
  const absent = asked.filter((name) => !there.has(name));
  if (absent.length > 0) console.info(`Random schemas without ${absent.join(", ")}: the server does not have it.`);
  return asked.flatMap((name) => (there.has(name) ? (extensionTypes[name] ?? []) : []));
}

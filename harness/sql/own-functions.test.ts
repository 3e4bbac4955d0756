import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { ownVolatility } from "./own-functions.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

test("says of its functions what the server says", async () => {
  const database = await server.create(await server.createOwner());
  const { rows } = await withClient(database, "superuser", (client) =>
    client.query<{ name: string; volatility: string }>(
      `select proname as name, case when bool_or(provolatile = 'v') then 'volatile'
          when bool_or(provolatile = 's') then 'stable' else 'immutable' end as volatility
        from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname !~ '^pg_' group by 1`,
    ),
  );
  const known = rows.filter(({ name }) => ownVolatility(name) !== null);
  expect(known.length).toBeGreaterThan(450);
  expect(known.map(({ name }) => [name, ownVolatility(name)])).toEqual(known.map((row) => [row.name, row.volatility]));
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["now", "lower"]));
});

test("knows none that is not the server's own", () => {
  expect(["migrate_all", "uuid_generate_v4", "create_hypertable", ""].map(ownVolatility)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

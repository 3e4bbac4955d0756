import { inject } from "vitest";
import type { Server, SharedServer } from "../model/database.ts";
import { identifier } from "../sql/quote.ts";
import { sharedServer, worker } from "../vitest/borrow.ts";
import { open } from "./connect.ts";
import { join, startServer } from "./index.ts";
import { testWhere } from "./test-provider.fixture.ts";

export { testArguments, testProvider, testWhere } from "./test-provider.fixture.ts";

const quiet = { keep: false, say: () => undefined };

/** A server of a test file's own: one that it stops or sets up in another way, or whose programs it runs. */
export function startTestServer(): Promise<Server> {
  return startServer({ ...testWhere, ...quiet });
}

/** The server of this worker, as empty as a new one; the test file has it for itself, and its tests make databases on it. */
export async function testServer(): Promise<Server> {
  const shared = await sharedServer(inject("servers"), worker());
  await empty(shared.superuser);
  return join(shared);
}

/** Drops what the test file before this one left. */
async function empty(superuser: SharedServer["superuser"]): Promise<void> {
  const client = await open(superuser);
  const { rows: databases } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname not in ('postgres', 'template0', 'template1')",
  );
  for (const { name } of databases) await client.query(`drop database ${identifier(name)} with (force)`);
  const { rows: roles } = await client.query<{ name: string }>(
    "select rolname as name from pg_roles where rolname <> current_user and rolname !~ '^pg_'",
  );
  for (const { name } of roles) {
    // Of what is shared by all databases, it may own something or have been granted something.
    await client.query(`drop owned by ${identifier(name)} cascade`);
    await client.query(`drop role ${identifier(name)}`);
  }
  await client.query("alter role all reset all; alter role current_user reset all");
  await client.end();
}

import type pg from "pg";
import { withClient } from "../database/index.ts";
import type { Database, Server } from "../model/database.ts";
import type { GuardWish } from "../model/guard.ts";
import { databaseFailure } from "../sql/failure.ts";
import { installSql } from "./index.ts";

export const drizzleLedger = {
  location: { schema: "drizzle", table: "__drizzle_migrations" },
  key: "hash",
  habit: "append",
  recorded: [],
} as const;

export const alembicLedger = {
  location: { schema: "public", table: "alembic_version" },
  key: "version_num",
  habit: "moves",
  recorded: [],
} as const;

export const everything: GuardWish = { ledgers: [drizzleLedger, alembicLedger], tables: "all", eventTriggers: true };

/** A database for one test, with sessions of its owner and of the superuser. */
export async function withGuarded(
  server: Server,
  given: { readonly before?: string; readonly wish?: GuardWish },
  use: (owner: pg.Client, superuser: pg.Client, database: Database) => Promise<void>,
): Promise<void> {
  const role = await server.createOwner();
  const database = await server.create(role);
  try {
    await withClient(database, "owner", async (owner) =>
      withClient(database, "superuser", async (superuser) => {
        await owner.query(given.before ?? "");
        await superuser.query(installSql(given.wish ?? everything));
        await use(owner, superuser, database);
      }),
    );
  } finally {
    await server.drop(database);
    await server.dropOwner(role);
  }
}

/** What came of SQL: "ok", or the refusal's SQLSTATE and text. The session is out of any transaction afterwards. */
export async function outcome(client: pg.Client, sql: string): Promise<string> {
  try {
    await client.query(sql);
    return "ok";
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    return `${failure.sqlstate} ${failure.message}`;
  } finally {
    await client.query("rollback");
  }
}

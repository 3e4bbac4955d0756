import pg from "pg";
import { readCatalog } from "../capture/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Schema, SchemaDifference } from "../model/schema.ts";
import { type FlattenOptions, flatten } from "./flatten.ts";
import { compareSchemas, nameOf } from "./index.ts";

const plain: FlattenOptions = { postgres: 17, owner: null, leaveOut: () => false };

/** An empty database, which gives the schemas that some SQL makes of it and stays empty. */
export interface Maker {
  /** Statements of a superuser, in a transaction that is rolled back. */
  undone<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
  made(sql: string, options?: Partial<FlattenOptions>): Promise<Schema>;
  /** The schema after the first SQL, as the live one, held against that after the second as well. */
  around(before: string, change: string): Promise<readonly SchemaDifference[]>;
  stop(): Promise<void>;
}

export async function startMaker(): Promise<Maker> {
  const server = await testServer();
  const database = await server.create(await server.createOwner());
  const client = new pg.Client(database.settings("superuser"));
  await client.connect();
  const undone: Maker["undone"] = async (work) => {
    await client.query("begin");
    try {
      return await work(client);
    } finally {
      await client.query("rollback");
    }
  };
  return {
    undone,
    made: (sql, options = {}) =>
      undone(async () => {
        await client.query(sql);
        return read(client, options);
      }),
    around: (before, change) =>
      undone(async () => {
        await client.query(before);
        const live = await read(client);
        await client.query(change);
        return compareSchemas(live, await read(client));
      }),
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

export async function read(client: pg.Client, options: Partial<FlattenOptions> = {}): Promise<Schema> {
  return flatten(await readCatalog(client, true), { ...plain, ...options });
}

/** "column public.made.id differs: default, type (noise)" */
export function told({ object, side, facts, noise }: SchemaDifference): string {
  const what = facts.length === 0 ? "" : `: ${facts.map(({ fact }) => fact).join(", ")}`;
  return `${object.kind} ${nameOf(object)} ${side}${what}${noise === null ? "" : ` (${noise})`}`;
}

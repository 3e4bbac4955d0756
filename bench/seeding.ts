import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { seed } from "drizzle-seed";
import type pg from "pg";
import { from, to } from "pg-copy-streams";
import { withClient } from "../harness/database/index.ts";
import { benchOptions, judge, race, withServer } from "./measure.ts";
import { accountRows, schema, seedOrders, tables } from "./orders.ts";

const rows = 50_000;
const { provider, rounds } = benchOptions(3);

process.exitCode = await withServer(provider, async (server) => {
  const database = await server.create(await server.createOwner());
  return withClient(database, "superuser", async (client) => {
    await client.query(schema);
    await seedOrders(client, rows);
    const made = [await textOf(client, "accounts"), await textOf(client, "orders")] as const;
    const clear = () => client.query("truncate accounts, orders restart identity");
    await clear();
    const measured = await race(
      [
        {
          name: "seed",
          async run() {
            await seedOrders(client, rows);
            return clear;
          },
        },
        {
          name: "drizzle-seed",
          async run() {
            const wanted = { accounts: { count: accountRows }, orders: { count: rows } };
            await seed(drizzle(client), tables).refine(() => wanted);
            return clear;
          },
        },
        {
          name: "COPY of made rows",
          async run() {
            await client.query("begin");
            for (const [at, table] of ["accounts", "orders"].entries())
              await pipeline(Readable.from(made[at] ?? []), client.query(from(`copy ${table} from stdin`)));
            await client.query("commit");
            return clear;
          },
        },
      ],
      rounds,
    );
    console.log(`${rows} rows x 12 columns, PostgreSQL ${server.version}, median of ${rounds} rounds`);
    for (const { name, milliseconds } of measured)
      console.log(`${Math.round((rows / milliseconds) * 1000).toLocaleString("en")} rows/s  ${name}`);
    return judge(measured, { "drizzle-seed": 0.1, "COPY of made rows": 2 });
  });
});

/** The rows of a table as COPY writes them, in chunks. */
async function textOf(client: pg.Client, table: string): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(to(`copy ${table} to stdout`))) chunks.push(chunk);
  return chunks;
}

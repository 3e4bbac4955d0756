import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { seed } from "drizzle-seed";
import type pg from "pg";
import { from, to } from "pg-copy-streams";
import { withClient } from "../harness/database/index.ts";
import type { Server } from "../harness/model/database.ts";
import { benchOptions, judge, race, withServer } from "./measure.ts";
import { entries, orders, parentRows, type Sample, seedSample } from "./tables.ts";

const rows = 50_000;
const { provider, rounds } = benchOptions(5);

process.exitCode = await withServer(provider, async (server) => {
  const plain = await compare(server, entries, { "drizzle-seed": 0.1, "COPY of made rows": 2 });
  // The server's part of each row is larger here, so that even COPY is less than ten times as fast as drizzle-seed.
  const keyed = await compare(server, orders, { "COPY of made rows": 2 });
  return plain === 0 ? keyed : plain;
});

/** Fills the same table in three ways, each with its keys checked by the server. */
async function compare(server: Server, sample: Sample, bars: Readonly<Record<string, number>>): Promise<0 | 1> {
  const database = await server.create(await server.createOwner());
  const names = Object.keys(sample.tables);
  const counts = Object.fromEntries(
    names.map((name, at) => [name, { count: at === names.length - 1 ? rows : parentRows }]),
  );
  return withClient(database, "superuser", async (client) => {
    await client.query(sample.schema);
    await seedSample(client, sample, rows);
    const made = new Map<string, readonly Buffer[]>();
    for (const name of names) made.set(name, await textOf(client, name));
    const clear = () => client.query(`truncate ${names.join(", ")} restart identity`);
    await clear();
    const measured = await race(
      [
        {
          name: "seed",
          async run() {
            await seedSample(client, sample, rows);
            return clear;
          },
        },
        {
          name: "drizzle-seed",
          async run() {
            await seed(drizzle(client), sample.tables).refine(() => counts);
            return clear;
          },
        },
        {
          name: "COPY of made rows",
          async run() {
            await client.query("begin");
            for (const [name, chunks] of made)
              await pipeline(Readable.from(chunks), client.query(from(`copy ${name} from stdin`)));
            await client.query("commit");
            return clear;
          },
        },
      ],
      rounds,
    );
    console.log(`${rows} rows x ${sample.name}, PostgreSQL ${server.version}, median of ${rounds} rounds`);
    for (const { name, milliseconds } of measured)
      console.log(`${Math.round((rows / milliseconds) * 1000).toLocaleString("en")} rows/s  ${name}`);
    return judge(measured, bars);
  });
}

/** The rows of a table as COPY writes them, in chunks. */
async function textOf(client: pg.Client, table: string): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(to(`copy ${table} to stdout`))) chunks.push(chunk);
  return chunks;
}

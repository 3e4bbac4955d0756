import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { withClient } from "../harness/database/index.ts";
import { status } from "../harness/index.ts";
import type { Database } from "../harness/model/database.ts";
import { benchOptions, judge, race, withServer } from "./measure.ts";

const { provider, rounds } = benchOptions(3);
const migrations = 300;
const tables = 130;

/** A table in each of the first ones, with 14 columns and an index; then a column and an index, one after the other. */
function sqlOf(place: number): string {
  const table = `t${place % tables}`;
  if (place >= tables) {
    return `ALTER TABLE "${table}" ADD COLUMN "c${place}" text;--> statement-breakpoint\nCREATE INDEX "i${place}" ON "${table}" ("c${place}");`;
  }
  const columns = Array.from({ length: 12 }, (_, column) => `"k${column}" integer DEFAULT ${column} NOT NULL`);
  return `CREATE TABLE "${table}" ("id" serial PRIMARY KEY, "name" text UNIQUE, ${columns.join(", ")});`;
}

async function history(folder: string): Promise<void> {
  const names = Array.from({ length: migrations }, (_, place) => `${String(place).padStart(4, "0")}_made`);
  const entries = names.map((tag, idx) => ({
    idx,
    version: "7",
    when: 1_700_000_000_000 + idx,
    tag,
    breakpoints: true,
  }));
  await mkdir(join(folder, "meta"), { recursive: true });
  await writeFile(join(folder, "meta/_journal.json"), JSON.stringify({ version: "7", dialect: "postgresql", entries }));
  await Promise.all(names.map((name, place) => writeFile(join(folder, `${name}.sql`), sqlOf(place))));
}

const root = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
const folder = join(root, "drizzle");
try {
  await history(folder);
  process.exitCode = await withServer(provider, async (server) => {
    const owner = await server.createOwner();
    const plain = async (): Promise<Database> => {
      const database = await server.create(owner);
      await withClient(database, "owner", (client) => migrate(drizzle(client), { migrationsFolder: folder }));
      return database;
    };
    const true_ = await plain();
    const holed = await plain();
    await withClient(holed, "owner", (client) =>
      client.query(`delete from drizzle.__drizzle_migrations where id = ${migrations / 2}`),
    );
    const statusOf = async (database: Database) => {
      const { host, port, user, password, database: name } = database.settings("owner");
      await status({ folder, url: `postgres://${user}:${password}@${host}:${port}/${name}`, server });
    };
    const measured = await race(
      [
        { name: "status of a ledger that is true", run: () => statusOf(true_) },
        { name: "status of a ledger with a hole: every state is read", run: () => statusOf(holed) },
        { name: "plain replay", run: async () => server.drop(await plain()) },
      ],
      rounds,
    );
    console.log(`${migrations} migrations, ${tables} tables, ${provider}, median of ${rounds} rounds`);
    return judge(measured, { "plain replay": 4 });
  });
} finally {
  await rm(root, { recursive: true, force: true });
}

import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { withClient } from "../harness/database/index.ts";
import { verify } from "../harness/index.ts";
import { benchOptions, judge, race, withServer } from "./measure.ts";

const folder = fileURLToPath(new URL("../scenarios/dropped-columns/migrations", import.meta.url));
const { provider, rounds } = benchOptions(3);

/** What a test without holdfast does: start a server, run the migrations, and look at nothing. */
const plain = () =>
  withServer(provider, async (server) => {
    const database = await server.create(await server.createOwner());
    await withClient(database, "superuser", (client) => migrate(drizzle(client), { migrationsFolder: folder }));
  });

const measured = await race(
  [
    { name: "verify", run: async () => (await verify({ folder, provider })).close() },
    {
      name: "server start + plain replay + 1 s",
      async run() {
        await plain();
        await new Promise((resolve) => setTimeout(resolve, 1000));
      },
    },
  ],
  rounds,
);
console.log(`42 migrations, 41 tables, ${provider}, median of ${rounds} rounds`);
process.exitCode = judge(measured, { "server start + plain replay + 1 s": 1.5 });

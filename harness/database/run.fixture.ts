import { startServer, withClient } from "./index.ts";
import { testWhere } from "./test-provider.fixture.ts";

// A run in a process of its own: it starts a server, makes a database and says where it is. Then it stops
// the server, forgets to, or works on until it is killed.
const [provider, keep, then, address] = process.argv.slice(2);
if (provider !== "embedded" && provider !== "testcontainers" && provider !== "server") process.exit(2);
const version = provider === "server" ? {} : testWhere;
const server = await startServer({ ...version, provider, keep: keep === "keep", say: () => undefined, address });
const database = await server.create(await server.createOwner());
process.stdout.write(`${JSON.stringify(database.settings("superuser"))}\n`);
if (then === "work") await withClient(database, "owner", (client) => client.query("SELECT pg_sleep(600)"));
if (then === "stop") await server.stop();
process.stdout.write("done\n");

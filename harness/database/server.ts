import { randomBytes } from "node:crypto";
import type { As, Database, ProviderName, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { identifier, literal } from "../sql/quote.ts";
import { type Administrator, administrator } from "./administrator.ts";
import { cloneDatabase } from "./clone.ts";
import { superuser } from "./parameters.ts";
import type { Running, Wish } from "./provider.ts";

function random(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}

async function makeOwner(admin: Administrator, passwords: Map<string, string>): Promise<string> {
  const name = `holdfast_owner_${random(6)}`;
  const password = random(16);
  await admin.query(
    "create the run's role",
    `CREATE ROLE ${identifier(name)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
       PASSWORD ${literal(password)}`,
  );
  passwords.set(name, password);
  return name;
}

async function makeDatabase(admin: Administrator, owner: string, name: string, token: string): Promise<void> {
  const step = "create a scratch database";
  // Every image then stores and compares text alike, whatever locale it was built with.
  await admin.query(
    step,
    `CREATE DATABASE ${identifier(name)} OWNER ${identifier(owner)} TEMPLATE template0
       ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`,
  );
  await admin.query(step, `COMMENT ON DATABASE ${identifier(name)} IS ${literal(token)}`);
}

async function proveOurs(admin: Administrator, database: Database, step: string): Promise<void> {
  const rows = await admin.query(
    step,
    `SELECT 1 FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2`,
    [database.name, database.token],
  );
  if (rows.length > 0) return;
  throw new HarnessError({
    kind: "bug",
    code: "bug/not-our-database",
    step,
    message: `there is no database ${JSON.stringify(database.name)} that carries this run's token`,
    remedy: "Nothing was changed. If no migration sets COMMENT ON DATABASE, please report this.",
  });
}

/**
 * Puts the contract of `Server` on a server that accepts connections.
 *
 * @throws {HarnessError} Kind "environment" when it does not answer; it is removed then.
 */
export async function serverOn(running: Running, provider: ProviderName, { keep, say }: Wish): Promise<Server> {
  const admin = administrator({ ...running, user: superuser, database: "postgres" });
  const passwords = new Map([[superuser, running.password]]);
  const [row] = await admin.query(
    "start PostgreSQL",
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  let stopped: Promise<void> | null = null;

  function known(name: string, owner: string, token: string): Database {
    return {
      name,
      token,
      settings(as: As) {
        const user = as === "superuser" ? superuser : owner;
        return { host: running.host, port: running.port, user, password: passwords.get(user) ?? "", database: name };
      },
    };
  }

  async function stop(): Promise<void> {
    await admin.end();
    if (keep) say(`kept: ${running.reach} — \`holdfast clean\` removes it`);
    else await running.remove();
  }

  return {
    provider,
    version: String(row?.version).split(" ")[0] ?? "",
    image: running.image,
    createOwner: () => makeOwner(admin, passwords),
    async create(owner) {
      const database = known(`holdfast_${random(6)}`, owner, random(16));
      await makeDatabase(admin, owner, database.name, database.token);
      return database;
    },
    async clone(original) {
      const database = known(`holdfast_${random(6)}`, original.settings("owner").user, random(16));
      await cloneDatabase(admin, original, database, Number(row?.number));
      return database;
    },
    async drop(database) {
      await proveOurs(admin, database, "drop a scratch database");
      await admin.query("drop a scratch database", `DROP DATABASE ${identifier(database.name)} WITH (FORCE)`);
    },
    async dropOwner(owner) {
      await admin.query("drop the run's role", `DROP ROLE ${identifier(owner)}`);
      passwords.delete(owner);
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

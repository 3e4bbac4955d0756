import { randomBytes } from "node:crypto";
import type { As, Database, ProviderName, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { identifier, literal } from "../sql/quote.ts";
import type { Administrator } from "./administrator.ts";
import { localeOf } from "./alike.ts";
import { cloneDatabase, strategy } from "./clone.ts";
import { dropUnused } from "./drop-unused.ts";
import { findDumper } from "./dump.ts";
import { copyForeign } from "./foreign.ts";
import { idleSessions } from "./idle.ts";
import { administratorFor, letIn, markOf, pin } from "./lent.ts";
import { plainStretch } from "./parameters.ts";
import type { Running, Wish } from "./provider.ts";
import { takeAway } from "./take-away.ts";
import { thisMachine } from "./this-machine.ts";

function random(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}

async function makeOwner(admin: Administrator, passwords: Map<string, string>, token: string): Promise<string> {
  const name = `holdfast_owner_${random(6)}`;
  const password = random(16);
  passwords.set(name, password);
  // One transaction: there is no moment at which nothing tells whose the role is.
  await admin.query(
    "create the run's role",
    `${plainStretch};
     CREATE ROLE ${identifier(name)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
       PASSWORD ${literal(password)};
     COMMENT ON ROLE ${identifier(name)} IS ${literal(token)}`,
  );
  return name;
}

const creating = "create a scratch database";
/** Every image then stores and compares text alike, whatever locale it was built with. */
const plainLocale = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";

/** @param how Encoding, locale and strategy, as CREATE DATABASE takes them. */
async function makeDatabase(admin: Administrator, owner: string, { name, token }: Database, how: string) {
  await admin.query(
    creating,
    `CREATE DATABASE ${identifier(name)} OWNER ${identifier(owner)} TEMPLATE template0 ${how}`,
  );
  await admin.query(creating, `COMMENT ON DATABASE ${identifier(name)} IS ${literal(token)}`);
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

function wasStopped(): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/server-gone",
    step: "make a scratch database",
    message: "the run was stopped",
    remedy: "Run again.",
  });
}

/**
 * Puts the contract of `Server` on a server that accepts connections.
 *
 * @throws {HarnessError} Kind "environment" when it does not answer; it is removed then.
 */
export async function serverOn(running: Running, provider: ProviderName, { keep, say }: Wish): Promise<Server> {
  const { superuser, run } = running;
  const admin = administratorFor(superuser, run);
  const passwords = new Map<string, string>();
  const databases = new Set<Database>();
  const making = new Set<Promise<unknown>>();
  const token = () => (run === null ? random(16) : markOf(run));
  const [row] = await admin.query(
    "start PostgreSQL",
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  const release = String(row?.version).split(" ")[0] ?? "";
  const version = Number(row?.number);
  let stopped: Promise<void> | null = null;

  function known(owner: string): Database {
    const name = `holdfast_${random(6)}`;
    const database: Database = {
      name,
      token: token(),
      settings(as: As) {
        const who =
          as === "superuser" ? superuser : { ...superuser, user: owner, password: passwords.get(owner) ?? "" };
        return { ...who, database: name };
      },
      idle: idleSessions(),
    };
    databases.add(database);
    return database;
  }

  /** What is being made when the server is stopped would else appear after everything was taken away. */
  function make<T>(work: () => Promise<T>): Promise<T> {
    const made = stopped === null ? work() : Promise.reject(wasStopped());
    making.add(made);
    return made.finally(() => making.delete(made));
  }

  async function stop(stays: boolean): Promise<void> {
    await Promise.allSettled(making);
    for (const database of databases) await database.idle.end();
    if (run !== null) await takeAway(admin, databases, passwords.keys(), say);
    await admin.end();
    if (stays) say(`kept: ${running.reach} -l — \`holdfast clean\` removes it`);
    else await running.remove();
  }

  return {
    provider,
    version: release,
    image: running.image,
    createOwner: () => make(() => makeOwner(admin, passwords, token())),
    create: (owner, like) =>
      make(async () => {
        const database = known(owner);
        const locale = like === undefined ? plainLocale : await localeOf(admin, creating, like);
        await makeDatabase(admin, owner, database, `${locale} ${strategy(version)}`);
        if (run !== null) {
          await pin(admin, creating, database.name, false);
          await letIn(database);
        }
        return database;
      }),
    clone: (original) =>
      make(async () => {
        const database = known(original.settings("owner").user);
        await original.idle.end();
        await cloneDatabase(admin, original, database, version);
        return database;
      }),
    copy: (name, owner, first = "") =>
      make(async () => {
        const database = known(owner);
        await copyForeign(admin, name, database, version, first);
        await letIn(database);
        return database;
      }),
    async drop(database) {
      await proveOurs(admin, database, "drop a scratch database");
      await database.idle.end();
      await admin.query("drop a scratch database", `DROP DATABASE ${identifier(database.name)} WITH (FORCE)`);
      databases.delete(database);
    },
    findDumper: () => findDumper(running.shell ?? thisMachine(superuser), release),
    async dropOwner(owner) {
      await admin.query("drop the run's role", `DROP ROLE ${identifier(owner)}`);
      passwords.delete(owner);
    },
    async dropUnused(database) {
      await proveOurs(admin, database, "drop a scratch database");
      databases.delete(database);
      await dropUnused(admin, database);
    },
    share: () => ({ provider, image: running.image, superuser, reach: running.reach }),
    reach: ({ name }) => `${running.reach} -d ${name}`,
    stop() {
      stopped ??= stop(keep);
      return stopped;
    },
    remove() {
      stopped ??= stop(false);
      return stopped;
    },
  };
}

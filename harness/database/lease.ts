import type { Server, SharedServer } from "../model/database.ts";
import { identifier } from "../sql/quote.ts";
import { type Administrator, administrator } from "./administrator.ts";
import { serverOn } from "./server.ts";

// Roles belong to the server and not to a database: runs that may make some take turns on it. Whose turn it is, the
// server itself remembers, since those who wait are in several processes and in several tests of one process.
const turn = "SELECT pg_catalog.pg_advisory_lock(72746, 1)";

const step = "use a server that tests share";

/** A turn on a server that others use before and after. */
export interface Lease {
  readonly server: Server;
  /** Who was made in this turn, and is no owner of a run's databases. */
  rolesMade(): Promise<readonly string[]>;
  /**
   * Ends the turn.
   *
   * @param what "remove" all that was made in it; "keep" the databases, with other names for the roles that migrations made, which
   *   would be in the way of the next; or "leave" everything as it is.
   */
  end(what: "remove" | "keep" | "leave"): Promise<void>;
}

/** Uses a server that another process started. Its `stop` leaves there what was made. */
export function join({ provider, ...shared }: SharedServer): Promise<Server> {
  const remove = async () => undefined;
  const running = { ...shared, what: "a server that tests share", run: null, shell: null, remove };
  return serverOn(running, provider, { keep: false, say: () => undefined });
}

/** Waits for a turn on a server that another process started. */
export async function lease(shared: SharedServer): Promise<Lease> {
  const admin = administrator(shared.superuser, turn);
  const before = await rolesOf(admin);
  const server = await join(shared);
  const made = async () => (await rolesOf(admin)).filter((role) => !before.includes(role));
  const byMigrations = async () => (await made()).filter((role) => !role.startsWith("holdfast_"));
  let ended: Promise<void> | null = null;

  async function end(what: "remove" | "keep" | "leave"): Promise<void> {
    try {
      await server.stop();
      if (what === "remove") await remove(admin, await made());
      if (what === "keep") await moveAside(admin, await byMigrations());
    } finally {
      // Else nobody would ever have the next turn.
      await admin.end();
    }
  }

  return {
    server,
    rolesMade: byMigrations,
    end(what) {
      ended ??= end(what);
      return ended;
    },
  };
}

async function rolesOf(admin: Administrator): Promise<readonly string[]> {
  return (await admin.query(step, "SELECT rolname AS name FROM pg_roles ORDER BY 1")).map(({ name }) => String(name));
}

/** Removes databases by their owners: what others make meanwhile belongs to roles that were there before. */
async function remove(admin: Administrator, roles: readonly string[]): Promise<void> {
  const databases = await admin.query(
    step,
    "SELECT datname AS name, pg_get_userbyid(datdba) AS owner FROM pg_database",
  );
  for (const { name } of databases.filter(({ owner }) => roles.includes(String(owner)))) {
    await admin.query(step, `DROP DATABASE ${identifier(String(name))} WITH (FORCE)`);
  }
  for (const role of roles) {
    // Of what is shared by all databases, it may own something or have been granted something.
    await admin.query(step, `DROP OWNED BY ${identifier(role)} CASCADE; DROP ROLE ${identifier(role)}`);
  }
  await admin.query(step, "ALTER ROLE ALL RESET ALL; ALTER ROLE CURRENT_USER RESET ALL");
}

async function moveAside(admin: Administrator, roles: readonly string[]): Promise<void> {
  const rows = await admin.query(step, "SELECT pg_catalog.txid_current()::text AS tag");
  for (const [place, role] of roles.entries()) {
    const name = `holdfast_kept_${rows[0]?.tag}_${place}`;
    await admin.query(step, `ALTER ROLE ${identifier(role)} RENAME TO ${identifier(name)}`);
  }
}

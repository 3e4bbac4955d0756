import { randomBytes } from "node:crypto";
import type { ConnectionSettings, Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { identifier, literal } from "../sql/quote.ts";
import { type Administrator, administrator } from "./administrator.ts";
import { open } from "./connect.ts";
import type { Leftover } from "./provider.ts";

// On a server that is the user's own, all that a run makes carries its name: a database and a role as their comment,
// the run itself as an advisory lock, which ends with it however it ends, on whichever machine it was.

/** Twelve hexadecimal digits. */
export function newRun(): string {
  return randomBytes(6).toString("hex");
}

/** The key of the advisory lock that a run holds as long as it goes on. */
function lockOf(run: string): number {
  return Number.parseInt(run, 16);
}

/** The comment on a database or role of a run. */
export function markOf(run: string): string {
  return `holdfast run ${run} ${randomBytes(16).toString("hex")}`;
}

const mark = "^holdfast run [0-9a-f]{12} [0-9a-f]{32}$";
const step = "clean up a server";

/** The superuser's connection for one run, which says as long as it stands that the run goes on. */
export function administratorFor(settings: ConnectionSettings, run: string | null): Administrator {
  if (run === null) return administrator(settings);
  return administrator(
    settings,
    // An idle connection that the server ends would give the run up for dead.
    `SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings
      WHERE name IN ('idle_session_timeout', 'statement_timeout', 'lock_timeout');
     SELECT pg_catalog.pg_advisory_lock_shared(${lockOf(run)})`,
  );
}

/** What a server's configuration may say and a replay must not follow. */
const pinned: Readonly<Record<string, string>> = {
  timezone: "UTC",
  jit: "off",
  statement_timeout: "0",
  lock_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  default_transaction_read_only: "off",
  default_transaction_isolation: "read committed",
};

/** Nothing waits for the disk, and the server's words are the ones that are looked for. */
const pinnedInCopies: Readonly<Record<string, string>> = { lc_messages: "C", synchronous_commit: "off" };

/** Makes a database on a server of the user's behave as on one of our own; a copy keeps what the original has. */
export async function pin(admin: Administrator, step: string, name: string, copy: boolean): Promise<void> {
  const settings = copy ? pinnedInCopies : { ...pinned, ...pinnedInCopies };
  const set = (setting: string, value: string) =>
    `ALTER DATABASE ${identifier(name)} SET ${setting} = ${literal(value)};`;
  await admin.query(
    step,
    Object.entries(settings)
      .map(([setting, value]) => set(setting, value))
      .join("\n"),
  );
  // What a crashed run has under way then ends soon. Not every platform knows it.
  await admin.query(step, set("client_connection_check_interval", "1s")).catch((error: unknown) => {
    if (error instanceof HarnessError) throw error;
  });
}

/** @throws {HarnessError} environment/role-refused: the server's rules do not let in the role that runs the migrations. */
export async function letIn(database: Database): Promise<void> {
  const client = await open(database.settings("owner")).catch((error: unknown) => {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : null;
    if (typeof code !== "string" || !code.startsWith("28")) throw error;
    throw new HarnessError({
      kind: "environment",
      code: "environment/role-refused",
      step: "connect to a scratch database",
      message: `the server does not let in the role that is to run the migrations: ${error instanceof Error ? error.message : ""}`,
      remedy: "Let roles named holdfast_owner_* in with a password from here, in pg_hba.conf.",
      cause: error,
    });
  });
  await client.end();
}

/** What a run left: its name and its comment both are ours. */
interface Marked {
  readonly kind: "database" | "role";
  readonly name: string;
  readonly run: string;
}

async function marked(admin: Administrator): Promise<readonly Marked[]> {
  const rows = await admin.query(
    step,
    `SELECT kind, name, split_part(token, ' ', 3) AS run FROM (
       SELECT 'database' AS kind, datname AS name, shobj_description(oid, 'pg_database') AS token
         FROM pg_database WHERE datname ~ '^holdfast_[0-9a-f]{12}$'
       UNION ALL
       SELECT 'role', rolname, shobj_description(oid, 'pg_authid')
         FROM pg_roles WHERE rolname ~ '^holdfast_owner_[0-9a-f]{12}$' AND NOT rolsuper
     ) AS found WHERE token ~ '${mark}' ORDER BY kind, name`,
  );
  return rows.map(({ kind, name, run }) => ({
    kind: kind === "database" ? "database" : "role",
    name: String(name),
    run: String(run),
  }));
}

/** The runs that still go on: their lock is held, or somebody is connected to what they made. */
async function alive(admin: Administrator, found: readonly Marked[]): Promise<ReadonlySet<string>> {
  const locks = await admin.query(
    step,
    `SELECT ((classid::bigint << 32) | objid::bigint)::text AS key FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1`,
  );
  const sessions = await admin.query(step, "SELECT datname AS database, usename AS role FROM pg_stat_activity");
  const held = new Set(locks.map(({ key }) => key));
  const used = new Set(sessions.flatMap(({ database, role }) => [database, role]));
  const busy = found.filter(({ name, run }) => used.has(name) || held.has(String(lockOf(run))));
  return new Set(busy.map(({ run }) => run));
}

/**
 * The databases and roles that runs made on a server of the user's; nothing that lacks their mark. Databases come first, as
 * roles may own what is in them.
 *
 * @param admin A superuser's connection, which stands until all are removed.
 */
export async function markedLeftovers(admin: Administrator): Promise<readonly Leftover[]> {
  const found = await marked(admin);
  const running = await alive(admin, found);
  return found.map(({ kind, name, run }) => {
    const drop = `DROP ${kind === "database" ? "DATABASE" : "ROLE"} IF EXISTS ${identifier(name)}`;
    const attempt = () => admin.query(step, drop).then(() => null, refusedBy);
    // Who is refused while somebody else drops it finds it gone the second time.
    const remove = async () => ((await attempt()) === null ? null : attempt());
    const stays = running.has(run) ? "its run still goes on, or somebody is connected" : null;
    return { kind, name, by: `run ${run}`, stays, remove };
  });
}

/** The server's words, where it refuses; a server that is gone is no refusal. */
function refusedBy(error: unknown): string {
  if (error instanceof HarnessError || !(error instanceof Error)) throw error;
  const detail: unknown = Reflect.get(error, "detail");
  return typeof detail === "string" ? `${error.message} (${detail})` : error.message;
}

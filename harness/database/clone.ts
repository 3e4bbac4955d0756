import type { Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { databaseFailure } from "../sql/failure.ts";
import { identifier, literal } from "../sql/quote.ts";
import type { Administrator } from "./administrator.ts";

/** What copying a database is called in errors. */
export const step = "clone a scratch database";

const whenInUse = "Close these connections before the copy: end clients and pools that a test or a migration opened.";

async function readOriginal(admin: Administrator, original: Database): Promise<{ owner: string; limit: number }> {
  const [row] = await admin.query(
    step,
    `SELECT pg_get_userbyid(datdba) AS owner, datconnlimit AS limit FROM pg_database
      WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2`,
    [original.name, original.token],
  );
  if (row !== undefined) return { owner: String(row.owner), limit: Number(row.limit) };
  throw new HarnessError({
    kind: "bug",
    code: "bug/not-our-database",
    step,
    message: `there is no database ${JSON.stringify(original.name)} that carries this run's token`,
    remedy: "Nothing was changed. If no migration sets COMMENT ON DATABASE, please report this.",
  });
}

/**
 * What `TEMPLATE` leaves out, row by row as it stands in the catalogs. Written again as statements it
 * would not come out the same: settings that are lists of names are quoted in their own way, and a
 * grant would lose who granted it. The dependencies keep a role with grants from being dropped.
 */
function copyRest(original: string, copy: string, token: string): string {
  return `
    COMMENT ON DATABASE ${identifier(copy)} IS ${literal(token)};
    INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig)
      SELECT c.oid, s.setrole, s.setconfig
        FROM pg_db_role_setting s JOIN pg_database o ON o.oid = s.setdatabase, pg_database c
       WHERE o.datname = ${literal(original)} AND c.datname = ${literal(copy)};
    UPDATE pg_database c SET datacl = o.datacl FROM pg_database o
     WHERE o.datname = ${literal(original)} AND c.datname = ${literal(copy)} AND o.datacl IS NOT NULL;
    INSERT INTO pg_shdepend (dbid, classid, objid, objsubid, refclassid, refobjid, deptype)
      SELECT d.dbid, d.classid, c.oid, d.objsubid, d.refclassid, d.refobjid, d.deptype
        FROM pg_shdepend d JOIN pg_database o ON o.oid = d.objid, pg_database c
       WHERE d.dbid = 0 AND d.classid = 'pg_database'::regclass AND d.deptype = 'a'
         AND o.datname = ${literal(original)} AND c.datname = ${literal(copy)};`;
}

/** Who else is connected to a database, one line each. The server ends its own vacuum by itself. */
export async function sessionsOn(admin: Administrator, name: string): Promise<readonly string[]> {
  const sessions = await admin.query(
    step,
    `SELECT format('%s, user %s, %s', coalesce(nullif(application_name, ''), 'no application name'),
              coalesce(usename, backend_type), coalesce(state, 'working')) AS line
       FROM pg_stat_activity
      WHERE datname = $1 AND pid <> pg_backend_pid() AND backend_type <> 'autovacuum worker' ORDER BY pid`,
    [name],
  );
  return sessions.map((session) => String(session.line));
}

/** Whether a copy was refused because somebody else is connected to the original. */
export function isInUse(error: unknown): boolean {
  return databaseFailure(error)?.sqlstate === "55006";
}

/** @param sessions Who is connected, one line each. */
export function inUse(what: string, sessions: readonly string[], remedy: string, cause: unknown): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/database-in-use",
    step,
    message: `${what} cannot be copied, because connections to it stayed open for 5 seconds`,
    tried: sessions,
    remedy,
    cause,
  });
}

/** What makes the copy of a database quick: copying files beats writing every block to the log when nothing waits for the disk. */
export function strategy(version: number): string {
  return version >= 150_000 ? "STRATEGY = FILE_COPY" : "";
}

/**
 * Makes `copy` from `original`: data with the same object identifiers, settings, grants, owner, connection limit.
 *
 * @param version As `server_version_num`: 170010 is 17.10.
 * @throws {HarnessError} Kind "environment", code "environment/database-in-use", when somebody stays connected to the original.
 */
export async function cloneDatabase(
  admin: Administrator,
  original: Database,
  copy: Database,
  version: number,
): Promise<void> {
  const { owner, limit } = await readOriginal(admin, original);
  try {
    await admin.query(
      step,
      `CREATE DATABASE ${identifier(copy.name)} OWNER ${identifier(owner)} TEMPLATE ${identifier(original.name)}
         CONNECTION LIMIT ${limit} ${strategy(version)}`,
    );
  } catch (error) {
    if (!isInUse(error)) throw error;
    const sessions = await sessionsOn(admin, original.name);
    throw inUse("the database", sessions, whenInUse, error);
  }
  await admin.query(step, copyRest(original.name, copy.name, copy.token));
}

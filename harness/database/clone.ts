import type { Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { identifier, literal } from "../sql/quote.ts";
import type { Administrator } from "./administrator.ts";

const step = "clone a scratch database";

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

async function inUse(admin: Administrator, original: Database, cause: unknown): Promise<HarnessError> {
  const sessions = await admin.query(
    step,
    `SELECT format('%s, user %s, %s', coalesce(nullif(application_name, ''), 'no application name'), usename, state) AS line
       FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend' ORDER BY pid`,
    [original.name],
  );
  return new HarnessError({
    kind: "environment",
    code: "environment/database-in-use",
    step,
    message: "the database cannot be copied, because connections to it stayed open for 5 seconds",
    tried: sessions.map((session) => String(session.line)),
    remedy: "Close these connections before the copy: end clients and pools that a test or a migration opened.",
    cause,
  });
}

function property(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
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
  // Copying files beats writing every block to the log when nothing waits for the disk.
  const strategy = version >= 150_000 ? "STRATEGY = FILE_COPY" : "";
  try {
    await admin.query(
      step,
      `CREATE DATABASE ${identifier(copy.name)} OWNER ${identifier(owner)} TEMPLATE ${identifier(original.name)}
         CONNECTION LIMIT ${limit} ${strategy}`,
    );
  } catch (error) {
    throw property(error, "code") === "55006" ? await inUse(admin, original, error) : error;
  }
  await admin.query(step, copyRest(original.name, copy.name, copy.token));
}

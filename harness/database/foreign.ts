import type { Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { databaseFailure } from "../sql/failure.ts";
import { identifier, literal } from "../sql/quote.ts";
import type { Administrator } from "./administrator.ts";
import { adopt } from "./adopt.ts";
import { inUse, isInUse, sessionsOn, step, strategy } from "./clone.ts";
import { withClient } from "./connect.ts";
import { pin } from "./lent.ts";

const whenInUse =
  "Stop what is connected, or copy a database that nobody uses: one restored from a backup, for one. No session is ended from here.";

async function requireForeign(admin: Administrator, name: string): Promise<void> {
  const rows = await admin.query(
    step,
    "SELECT datname AS name, datname = current_database() AS here FROM pg_database WHERE NOT datistemplate ORDER BY datname",
  );
  const found = rows.find((row) => row.name === name);
  if (found === undefined) {
    throw refused(
      "input/from-unknown",
      `the server has no database ${JSON.stringify(name)} to copy`,
      `It has ${rows.map((row) => row.name).join(", ")}.`,
    );
  }
  if (found.here !== true) return;
  throw refused(
    "input/from-connected",
    `the server's address names ${JSON.stringify(name)} itself, to which nobody may be connected while it is copied`,
    "Name another database in the address of the server, such as postgres.",
  );
}

function refused(code: string, message: string, remedy: string): HarnessError {
  return new HarnessError({ kind: "input", code, step, message, remedy });
}

/**
 * Search path and other settings of whoever owns the original hold for the copy's owner. What is said of the role for this
 * one database goes before what is said of it everywhere.
 */
function inheritSettings(original: string, copy: string, owner: string): string {
  return `
    INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig)
      SELECT c.oid, 0, s.setconfig FROM pg_db_role_setting s JOIN pg_database o ON o.oid = s.setdatabase, pg_database c
       WHERE s.setrole = 0 AND o.datname = ${literal(original)} AND c.datname = ${literal(copy)};
    INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig)
      SELECT c.oid, r.oid, array_agg(e.setting ORDER BY s.setdatabase, e.place)
        FROM pg_database c, pg_roles r, pg_database o
        JOIN pg_db_role_setting s ON s.setrole = o.datdba AND s.setdatabase IN (0, o.oid),
             unnest(s.setconfig) WITH ORDINALITY AS e(setting, place)
       WHERE o.datname = ${literal(original)} AND c.datname = ${literal(copy)} AND r.rolname = ${literal(owner)}
       GROUP BY c.oid, r.oid;`;
}

/**
 * Makes `copy` from a database that is not ours, and gives all that it holds to the owner of `copy`. Nothing connects to the
 * original; only the copy's owner and superusers may connect to the copy.
 *
 * @throws {HarnessError} input/from-unknown, environment/database-in-use.
 */
export async function copyForeign(
  admin: Administrator,
  original: string,
  copy: Database,
  version: number,
  first: string,
): Promise<void> {
  await requireForeign(admin, original);
  const owner = copy.settings("owner").user;
  try {
    await admin.query(
      step,
      `CREATE DATABASE ${identifier(copy.name)} OWNER ${identifier(owner)} TEMPLATE ${identifier(original)} ${strategy(version)}`,
    );
  } catch (error) {
    if (!isInUse(error)) throw error;
    const sessions = await sessionsOn(admin, original);
    // A prepared transaction is no session.
    const holders = sessions.length > 0 ? sessions : [databaseFailure(error)?.detail ?? ""];
    throw inUse(`the database ${JSON.stringify(original)}`, holders, whenInUse, error);
  }
  await admin.query(step, `COMMENT ON DATABASE ${identifier(copy.name)} IS ${literal(copy.token)}`);
  await admin.query(
    step,
    `REVOKE ALL ON DATABASE ${identifier(copy.name)} FROM PUBLIC;
     ${inheritSettings(original, copy.name, owner)}`,
  );
  await pin(admin, step, copy.name, true);
  await withClient(copy, "superuser", (client) => adopt(client, identifier(owner), first));
}

import type { Client } from "pg";
import { HarnessError } from "../model/error.ts";
import { identifier } from "../sql/quote.ts";

/** Roles belong to the server and not to a database: what one replay made is in the way of the next. */
export async function rolesOf(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ rolname: string }>("select rolname from pg_roles");
  return rows.map((row) => row.rolname);
}

/** Renames the roles that appeared since; what they own and may do in older databases stays as it is. */
export async function setAside(client: Client, known: readonly string[], tag: string): Promise<void> {
  const made = (await rolesOf(client)).filter((role) => !known.includes(role));
  for (const [place, role] of made.entries()) {
    await client.query(`alter role ${identifier(role)} rename to ${identifier(`holdfast_${tag}_${place}`)}`);
  }
}

/**
 * Runs a preamble in one transaction, which is rolled back where it made roles: on a server that others use they would
 * stay, and be in the way of the next run.
 *
 * @param witness another session, which does not see what the transaction made
 * @throws {HarnessError} input/server-preamble
 */
export async function makingNoRoles(client: Client, witness: Client, sql: string): Promise<void> {
  await client.query("begin");
  const begun = await transactionOf(client);
  await client.query(sql);
  const whole = begun === (await transactionOf(client));
  const seen = await rolesOf(client);
  // Asked afterwards, so that what others made meanwhile is seen by both.
  const others = new Set(await rolesOf(witness));
  const made = seen.filter((role) => !others.has(role));
  if (made.length > 0) {
    await client.query("rollback");
    throw refused(
      `it makes the role ${made.join(", ")}, which would stay on the server of --server`,
      "Make the role there once by hand, and let the preamble make it only where it is missing; or leave --server out.",
    );
  }
  if (!whole) {
    throw refused(
      "it ends the transaction that it runs in, so that nobody can tell what it made on the server of --server",
      "Leave BEGIN, COMMIT and ROLLBACK out of the preamble; see whether it made roles that are not wanted there.",
    );
  }
  await client.query("commit");
}

async function transactionOf(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>("select pg_catalog.pg_current_xact_id()::text as id");
  return rows[0]?.id;
}

function refused(message: string, remedy: string): HarnessError {
  return new HarnessError({ kind: "input", code: "input/server-preamble", step: "run the preamble", message, remedy });
}

import type { Client } from "pg";
import { HarnessError } from "../model/error.ts";
import { databaseFailure } from "../sql/failure.ts";
import { identifier } from "../sql/quote.ts";

const lockNotAvailable = "55P03";

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

/** What a preamble runs with on a server that others use. */
interface Guest {
  /** A superuser's session. */
  readonly client: Client;
  /** Another one, which does not see what the transaction of the first one made. */
  readonly witness: Client;
  /** Who is to run the migrations. */
  readonly owner: string;
  readonly say: (line: string) => void;
}

/**
 * Runs a preamble on a server that others use, in one transaction. Where it made roles or lets the migrations make some, it is
 * rolled back: they would stay on the server, and be in the way of the next run.
 *
 * @throws {HarnessError} input/server-preamble
 */
export async function makingNoRoles({ client, witness, owner, say }: Guest, sql: string): Promise<void> {
  await takeTurn(client, say);
  const begun = await transactionOf(client);
  await client.query(sql);
  const whole = begun === (await transactionOf(client));
  const made = await unseen(client, witness);
  const refusal = made.length > 0 ? makes(made) : whole ? await lettingMake(client, owner) : endsTransaction;
  await client.query(refusal === null ? "commit" : "rollback");
  if (refusal !== null) throw refused(...refusal);
}

/**
 * Settings of roles belong to the server, too, which refuses who changes them at the same time. A lock on a catalog that all
 * databases share is one for all runs; this one is in nobody else's way.
 */
async function takeTurn(client: Client, say: (line: string) => void): Promise<void> {
  const lock = "lock table pg_catalog.pg_authid in share update exclusive mode";
  await client.query("begin");
  try {
    await client.query(`${lock} nowait`);
  } catch (error) {
    if (databaseFailure(error)?.sqlstate !== lockNotAvailable) throw error;
    say("waiting for the preamble of another run on this server");
    await client.query(`rollback; begin; ${lock}`);
  }
}

/** The roles that only this session sees; those of other runs come and go meanwhile. */
async function unseen(client: Client, witness: Client): Promise<readonly string[]> {
  const before = await rolesOf(client);
  const others = new Set(await rolesOf(witness));
  const after = new Set(await rolesOf(client));
  return before.filter((role) => after.has(role) && !others.has(role));
}

async function lettingMake(client: Client, owner: string): Promise<Refusal | null> {
  const { rowCount } = await client.query(
    "select from pg_roles where (rolcreaterole or rolsuper) and pg_has_role($1, oid, 'member')",
    [owner],
  );
  return rowCount === 0 ? null : letsMake;
}

async function transactionOf(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>("select pg_catalog.pg_current_xact_id()::text as id");
  return rows[0]?.id;
}

type Refusal = readonly [message: string, remedy: string];

function makes(roles: readonly string[]): Refusal {
  return [
    `it makes the role ${roles.join(", ")}, which would stay on the server of --server`,
    "Make the role there once by hand, and let the preamble make it only where it is missing; or leave --server out.",
  ];
}

const letsMake: Refusal = [
  "it lets the migrations make roles, which would stay on the server of --server",
  "Make the roles there once by hand, and let the migrations make them only where they are missing; or leave --server out.",
];

const endsTransaction: Refusal = [
  "it ends the transaction that it runs in, so that nobody can tell what it made on the server of --server",
  "Leave BEGIN, COMMIT and ROLLBACK out of the preamble; see whether it made roles that are not wanted there.",
];

function refused(message: string, remedy: string): HarnessError {
  return new HarnessError({ kind: "input", code: "input/server-preamble", step: "run the preamble", message, remedy });
}

import type { Client } from "pg";
import { catalogIn } from "../../../capture/index.ts";
import { openLive } from "../../../database/index.ts";
import { HarnessError } from "../../../model/error.ts";
import type { LedgerRow } from "../../../model/ledger.ts";
import { compareSchemas } from "../../../schema/index.ts";
import { databaseFailure } from "../../../sql/failure.ts";
import { pins } from "../../../sql/pins.ts";
import { identifier, qualified } from "../../../sql/quote.ts";
import { rowKey } from "../../../text/ledger.ts";
import { ledgerLock } from "../../ledger-lock.ts";
import type { Ground } from "../../plan.ts";
import type { State } from "../../replayed/states.ts";
import { liveSchema } from "../live-schema.ts";
import type { Look } from "../look.ts";
import { shownLedger } from "../reported.ts";
import { takesNoWrites, unanswered } from "../write-error.ts";
import type { Entry } from "./entries.ts";
import { ledgerShape, otherThan } from "./ledger-shape.ts";
import type { BaselinePlan } from "./plan-rows.ts";
import { changedMeanwhile, writeError } from "./write-error.ts";

const step = "write the ledger";

/** In milliseconds. */
const patience = { lock: 5000, statement: 30_000 };

/** What was proven, and is to be written. */
export interface Writing {
  readonly ground: Ground;
  readonly look: Look;
  readonly state: State;
  readonly plan: BaselinePlan;
}

/**
 * Writes the planned rows in one transaction, if database and ledger are still what was proven. No migration runs.
 *
 * @throws {HarnessError} environment/ledger-locked: another run is at it; environment/changed-meanwhile;
 *   environment/ledger-differs, environment/ledger-refused: the table makes something else of the rows, or does not take
 *   them; environment/live-…: the connection, or a right that is missing. Nothing was written then.
 *   environment/commit-unanswered: nobody knows whether it was.
 */
export async function writeRows(writing: Writing): Promise<void> {
  const { look, plan } = writing;
  const client = await openLive(look.target, step);
  let isCommitting = false;
  try {
    // A database may have another level set, in which one sees no change of others.
    await client.query("begin isolation level read committed");
    await client.query(pins(patience));
    await lock(client, look);
    for (const statement of plan.makes) await client.query(statement);
    await client.query(`lock table ${tableOf(writing)} in share row exclusive mode`);
    await requireUnchanged(client, writing);
    for (const entry of plan.entries) await insert(client, writing, entry);
    await requireWritten(client, writing);
    isCommitting = true;
    await client.query("commit");
  } catch (error) {
    if (isCommitting && databaseFailure(error) === null) throw unanswered(step, look.target, error);
    throw writeError(error, step, look.target, shownLedger(writing.ground.ledger));
  } finally {
    // A transaction that is still open ends with its connection.
    await client.end();
  }
}

function tableOf({ ground: { ledger } }: Writing): string {
  return qualified({ schema: ledger.schema, name: ledger.table });
}

async function lock(client: Client, { target }: Look): Promise<void> {
  const { rows } = await client.query<{ locked: boolean; writable: boolean }>(
    `select pg_try_advisory_xact_lock($1, $2) as locked, current_setting('transaction_read_only') = 'off' as writable`,
    [...ledgerLock],
  );
  if (rows[0]?.writable === false) throw takesNoWrites(step, target);
  if (rows[0]?.locked === true) return;
  throw new HarnessError({
    kind: "environment",
    code: "environment/ledger-locked",
    step,
    message: "Another run of holdfast holds the ledger of this database.",
    remedy: "Nothing was written. Wait until it is through, and run this again.",
  });
}

/** What was proven a moment ago must hold now that nobody else can write to the ledger. */
async function requireUnchanged(client: Client, { ground, look, state, plan }: Writing): Promise<void> {
  const catalog = await catalogIn(client, { positions: false });
  const now = liveSchema({ ...look, catalog }, state.made);
  if (compareSchemas(now, liveSchema(look, state.made)).length > 0) throw changedMeanwhile(step, "schema");
  const ledger = await ground.tool.readLedger(client, ground.ledger);
  if (!sameRows(ledger.rows, look.ledger.rows)) throw changedMeanwhile(step, "ledger");
  const other = look.ledger.columns === null ? otherThan(plan.shape, ledgerShape(catalog, ground.ledger)) : null;
  if (other === null) return;
  throw new HarnessError({
    kind: "bug",
    code: "bug/ledger-differs",
    step,
    message: `The ledger that was made is not like the one that the migrator makes: ${other}.`,
    remedy: "Nothing was written. Please report this, with the version of the migrator.",
  });
}

async function insert(client: Client, writing: Writing, { values }: Entry): Promise<void> {
  const columns = Object.keys(values);
  await client.query(
    `insert into ${tableOf(writing)} (${columns.map(identifier).join(", ")}) values (${columns.map((_, place) => `$${place + 1}`).join(", ")})`,
    Object.values(values),
  );
}

/** A trigger or a rule on the ledger may have made something else of it. */
async function requireWritten(client: Client, writing: Writing): Promise<void> {
  const { ground, look, plan } = writing;
  const expected = [...look.ledger.rows, ...plan.entries.map(({ row }) => row)];
  const { rows } = await ground.tool.readLedger(client, ground.ledger);
  if (sameRows(rows, expected)) return;
  throw new HarnessError({
    kind: "environment",
    code: "environment/ledger-differs",
    step,
    message: `${shownLedger(ground.ledger)} did not take the rows as they were written.`,
    remedy: "Nothing was written. See which trigger or rule stands on that table.",
  });
}

/** But for their ids, which the database gives. */
function sameRows(left: readonly LedgerRow[], right: readonly LedgerRow[]): boolean {
  const [one, other] = [left.map(rowKey).toSorted(), right.map(rowKey).toSorted()];
  return one.length === other.length && one.every((row, place) => row === other[place]);
}

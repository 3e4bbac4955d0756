import type pg from "pg";
import { withClient } from "../../database/index.ts";
import type { LedgerLocation, LedgerRow } from "../../model/ledger.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { identifier, qualified, shownName } from "../../sql/quote.ts";
import { connection } from "../scratch.ts";
import { type Refusal, refusalIn, refused, type Way } from "./way.ts";

/** The ledger is put back to where it stood before the candidate, and the whole history runs again. */
export const ledgerRewind: Way = ({ run: { plan, scratch }, after: { compared, settled } }) => {
  const { tool, history, split, ledger } = plan;
  const rewind = rewindOf(compared.before.ledger, settled.ledger);
  if (rewind.gone.length === 0) return { because: "the ledger holds nothing of the candidate" };
  const place = shownName(ledger.schema, ledger.table);
  return async (database) => {
    const stopped = await withClient(database, scratch.role, (client) =>
      rewound(client, ledger, tool.ledgerKey, rewind),
    );
    const took = `took the candidate out of ${place}`;
    if (stopped !== null) return { refusal: stopped, by: took };
    const all = [...split.base, ...split.candidate];
    const replayed = await tool.replay(history, all, { ledger, connect: connection(scratch, database) });
    const refusal = refusalIn(replayed);
    const again = `${took} and ran the migrations again (${replayed.migrator})`;
    return {
      refusal: refusal === null ? null : { ...refusal, message: `${again}: ${refusal.message}` },
      by: `${again}: ${replayed.ran.length === 0 ? "nothing" : replayed.ran.join(", ")} ran`,
    };
  };
};

/** Ids of rows that the candidate put in, and of rows that it overwrote. */
interface Rewind {
  readonly gone: readonly string[];
  readonly back: readonly string[];
}

function rewindOf(before: readonly LedgerRow[], now: readonly LedgerRow[]): Rewind {
  const missingIn = (rows: readonly LedgerRow[], others: readonly LedgerRow[]) => {
    const known = new Set(others.map(({ id }) => id));
    return [...new Set(rows.map(({ id }) => id))].filter((id) => !known.has(id));
  };
  return { gone: missingIn(now, before), back: missingIn(before, now) };
}

/** In one transaction; null where nothing of it was refused. */
async function rewound(
  client: pg.Client,
  { schema, table }: LedgerLocation,
  key: string,
  { gone, back }: Rewind,
): Promise<Refusal | null> {
  const [ledger, column] = [qualified({ schema, name: table }), identifier(key)];
  const overwritten = back.slice(0, gone.length);
  try {
    await client.query("begin");
    for (const [place, id] of overwritten.entries()) {
      await client.query(`update ${ledger} set ${column} = $1 where ${column}::text = $2`, [id, gone[place]]);
    }
    await client.query(`delete from ${ledger} where ${column}::text = any($1)`, [gone.slice(overwritten.length)]);
    for (const id of back.slice(gone.length)) await client.query(`insert into ${ledger} (${column}) values ($1)`, [id]);
    await client.query("commit");
    return null;
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    await client.query("rollback");
    return refused(failure);
  }
}

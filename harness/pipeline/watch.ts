import { withClient } from "../database/index.ts";
import type { Database } from "../model/database.ts";

/** Whether anything was written on a database since it was last asked, numbers drawn from sequences aside. */
export type Watch = () => Promise<boolean>;

/**
 * Watches a database by the server's own count: whatever writes rows or objects takes the next number of a transaction, and
 * so does this question, so that between two numbers that follow each other nothing of theirs was written. Sequences are
 * not watched so closely: a number drawn within the 32 that are logged ahead takes none. What is written in other databases
 * of the server counts, too. So "yes" may be wrong, and "no" is not, but for such numbers.
 */
export async function watch(database: Database): Promise<Watch> {
  let last = await nextTransaction(database);
  return async () => {
    const now = await nextTransaction(database);
    const wrote = now !== last + 1n;
    last = now;
    return wrote;
  };
}

function nextTransaction(database: Database): Promise<bigint> {
  return withClient(database, "superuser", async (client) => {
    const { rows } = await client.query<{ id: string }>("select pg_catalog.txid_current()::text as id");
    return BigInt(rows[0]?.id ?? 0);
  });
}

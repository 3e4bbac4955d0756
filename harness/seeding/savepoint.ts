import type { Client } from "pg";
import type { Refusal } from "../model/seed.ts";

/** What became of SQL that the server may refuse. Nothing stays of what it refused. */
export type Outcome<Result> = { readonly result: Result; readonly refusal: null } | { readonly refusal: Refusal };

/** Runs work that the server may refuse. @throws what is no refusal, such as a lost connection */
export async function attempted<Result>(client: Client, work: () => Promise<Result>): Promise<Outcome<Result>> {
  await client.query("savepoint holdfast_attempt");
  return settled(client, async () => {
    const result = await work();
    await client.query("release savepoint holdfast_attempt");
    return result;
  });
}

/**
 * The same for SQL alone, in one message: with three round trips, a small schema would wait as long as it works.
 * @param send sends the text, which is the SQL and what stands around it
 */
export async function attemptedAtOnce<Result>(
  client: Client,
  sql: string,
  send: (text: string) => Promise<Result>,
): Promise<Outcome<Result>> {
  return settled(client, () => send(`savepoint holdfast_attempt; ${sql}; release savepoint holdfast_attempt`));
}

async function settled<Result>(client: Client, work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work(), refusal: null };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    await client.query("rollback to savepoint holdfast_attempt; release savepoint holdfast_attempt");
    return { refusal };
  }
}

/** The rows of the statements in the SQL, each a list of cells. */
export async function rowsAtOnce<Row extends readonly unknown[]>(
  client: Client,
  sql: string,
): Promise<Outcome<readonly (readonly Row[])[]>> {
  return attemptedAtOnce(client, sql, async (text) => {
    // One result for each statement, of which the first and the last are the savepoint's.
    const results = (await client.query({ text, rowMode: "array" })) as unknown as readonly {
      readonly rows: readonly Row[];
    }[];
    return results.slice(1, -1).map(({ rows }) => rows);
  });
}

/** The server's refusal of a statement; null for anything else, such as a lost connection. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !("code" in error) || !/^[0-9A-Z]{5}$/.test(String(error.code))) return null;
  const detail = (name: string): string | null => {
    const found: unknown = Reflect.get(error, name);
    return typeof found === "string" ? found : null;
  };
  const [schema, table] = [detail("schema"), detail("table")];
  return {
    constraint: detail("constraint"),
    refusing: schema === null || table === null ? null : `${schema}.${table}`,
    sqlstate: String(error.code),
    message: error.message,
  };
}

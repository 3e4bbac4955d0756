import type { Relation } from "../model/catalog.ts";
import { HarnessError } from "../model/error.ts";
import { qualified } from "../sql/quote.ts";
import type { Context } from "./context.ts";
import { nameOf } from "./given.ts";
import { settle } from "./session.ts";

/**
 * Runs the SQL that the user gives for a table.
 * @returns how many rows the table holds more
 * @throws {HarnessError} input/seed-sql: the database refuses it, or it ends the transaction that it runs in
 */
export async function placeSql({ client, options }: Context, relation: Relation): Promise<number> {
  const sql = options.tables[nameOf(relation)]?.sql;
  if (sql === undefined) return 0;
  const before = await count();
  await client.query("savepoint holdfast_given");
  try {
    await client.query(sql.text);
  } catch (error) {
    throw failed(sql, error);
  }
  await client.query("release savepoint holdfast_given").catch(() => {
    throw failed(sql, new Error("it ends the transaction that it runs in"));
  });
  // It may have set what it likes, for longer than the transaction lasts.
  await client.query("reset all");
  await settle(client);
  return (await count()) - before;

  async function count(): Promise<number> {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${qualified(relation)}`);
    return Number(rows[0]?.n);
  }
}

function failed({ file, text }: { readonly file: string; readonly text: string }, error: unknown): HarnessError {
  const position = error instanceof Error && "position" in error ? Number(error.position) : Number.NaN;
  const line = Number.isNaN(position) ? "" : `:${text.slice(0, position).split("\n").length}`;
  return new HarnessError({
    kind: "input",
    code: "input/seed-sql",
    step: `run ${file}`,
    message: `${file}${line} fails: ${error instanceof Error ? error.message : String(error)}.`,
    remedy:
      "Mend the file. It runs as superuser before its table is filled, when the tables that its keys point to have rows, without BEGIN and COMMIT.",
    cause: error,
  });
}

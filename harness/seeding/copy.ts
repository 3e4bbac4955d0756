import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Client } from "pg";
import { from } from "pg-copy-streams";
import type { Refusal } from "../model/seed.ts";
import type { Text } from "./judge.ts";
import type { Row } from "./rows.ts";

/** What became of rows that were sent. */
export interface Loaded {
  readonly accepted: readonly Row[];
  /** Rows that the table took: fewer than accepted where a trigger swallows some. */
  readonly count: number;
  readonly refusal: Refusal | null;
}

/** How often the server may still be asked about parts of a refused batch. */
export interface Budget {
  left: number;
  /** Rows refused one by one since the last one that was taken. */
  vain: number;
}

// So many refusals in a row, and the rest of the batch is not tried: the table may refuse everything.
const tooMany = 32;
// Rows written at once.
const chunk = 200;

/**
 * Sends rows with COPY. A refused batch is halved until the refused rows are alone, as long as the
 * budget lasts; rows that were not sent again then count as refused.
 *
 * @param into the table and its columns, as COPY takes them
 */
export async function load(client: Client, into: string, rows: readonly Row[], budget: Budget): Promise<Loaded> {
  if (rows.length === 0) return { accepted: [], count: 0, refusal: null };
  const tried = await attempt(client, into, rows);
  if (typeof tried === "number") {
    budget.vain = 0;
    return { accepted: rows, count: tried, refusal: null };
  }
  if (rows.length === 1) budget.vain++;
  if (rows.length === 1 || budget.left <= 0) return { accepted: [], count: 0, refusal: tried };
  budget.left -= 2;
  const middle = rows.length >> 1;
  const first = await load(client, into, rows.slice(0, middle), budget);
  if (budget.vain >= tooMany) return { ...first, refusal: first.refusal ?? tried };
  const second = await load(client, into, rows.slice(middle), budget);
  return {
    accepted: [...first.accepted, ...second.accepted],
    count: first.count + second.count,
    refusal: second.refusal ?? first.refusal ?? tried,
  };
}

async function attempt(client: Client, into: string, rows: readonly Row[]): Promise<number | Refusal> {
  // One message, so that the server need not wait for the next between them.
  const text = `savepoint holdfast_rows; copy ${into} from stdin; release savepoint holdfast_rows`;
  try {
    const stream = client.query(from(text));
    await Promise.all([once(stream, "finish"), write(stream, rows)]);
    return stream.rowCount;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    await client.query("rollback to savepoint holdfast_rows; release savepoint holdfast_rows");
    return refusal;
  }
}

/** The server works on the first rows, and others go on with theirs, while the rest is spelled. */
async function write(stream: Writable, rows: readonly Row[]): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk) {
    const part = rows.slice(at, at + chunk);
    if (!stream.write(part.map(encoded).join(""))) await once(stream, "drain");
  }
  stream.end();
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

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const special = /[\\\n\r\t]/;

function encoded(row: Row): string {
  // Few rows hold any of them: one look at the row is cheaper than one at each cell.
  const cell = special.test(row.join("")) ? escaped : spelled;
  let line = "";
  for (const text of row) line += `\t${cell(text)}`;
  return `${line.slice(1)}\n`;
}

function spelled(text: Text): string {
  return text ?? "\\N";
}

function escaped(text: Text): string {
  return text === null ? "\\N" : text.replace(/[\\\n\r\t]/g, (found) => escapes[found] as string);
}

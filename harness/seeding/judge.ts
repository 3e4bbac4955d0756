import type { Client } from "pg";
import { identifier, literal } from "../sql/quote.ts";
import { refusalOf } from "./copy.ts";

/** A cell as COPY knows it: the text of a value, or NULL. */
export type Text = string | null;

/** The row that expressions are evaluated on. */
export interface Shape {
  readonly columns: readonly { readonly name: string; readonly sql: string }[];
  /** Generated columns that the expressions read, computed from the columns above. */
  readonly derived: readonly { readonly name: string; readonly sql: string; readonly expression: string }[];
}

// Halving around values that raise an error may cost this many questions, then each row is asked by itself.
const questions = 40;

/**
 * Has the server evaluate expressions on rows that are not in any table: whether a CHECK would accept
 * them is the server's decision, not that of a second implementation of SQL.
 *
 * @param expressions each gives a boolean that is never NULL
 * @returns per row one boolean per expression, or null where a cast or an expression raises an error.
 *   All true where the expressions cannot be evaluated outside of their table: the insert will tell.
 */
export async function judge(
  client: Client,
  shape: Shape,
  rows: readonly (readonly Text[])[],
  expressions: readonly string[],
): Promise<readonly (readonly boolean[] | null)[]> {
  const found = await evaluate<boolean>(client, question(shape, expressions, "bool"), rows);
  return found ?? rows.map(() => expressions.map(() => true));
}

/** What the expressions give on the rows, as text; null for a row on which one raises an error, or where they cannot be evaluated. */
export async function compute(
  client: Client,
  shape: Shape,
  rows: readonly (readonly Text[])[],
  expressions: readonly string[],
): Promise<readonly (readonly Text[] | null)[]> {
  return (await evaluate<Text>(client, question(shape, expressions, "text"), rows)) ?? rows.map(() => null);
}

/** Null when the expressions cannot be evaluated at all. */
async function evaluate<Answer>(
  client: Client,
  asked: Question,
  rows: readonly (readonly Text[])[],
): Promise<readonly (readonly Answer[] | null)[] | null> {
  const found = await attempt<Answer>(client, asked, rows);
  if (found !== null) return found;
  if ((await attempt(client, asked, [])) === null) return null;
  const answers: (readonly Answer[] | null)[] = rows.map(() => null);
  const unasked: number[] = [];
  let left = questions;
  const ask = async (from: number, to: number): Promise<void> => {
    if (from >= to) return;
    if (left-- <= 0) {
      for (let at = from; at < to; at++) unasked.push(at);
      return;
    }
    const part = await attempt<Answer>(client, asked, rows.slice(from, to));
    if (part !== null) {
      for (const [at, answer] of part.entries()) answers[from + at] = answer;
    } else if (to - from > 1) {
      const middle = (from + to) >> 1;
      await ask(from, middle);
      await ask(middle, to);
    }
  };
  await ask(0, rows.length >> 1);
  await ask(rows.length >> 1, rows.length);
  const single =
    unasked.length === 0
      ? []
      : await oneByOne<Answer>(
          client,
          asked,
          unasked.map((at) => rows[at] ?? []),
        );
  for (const [nth, at] of unasked.entries()) answers[at] = single[nth] ?? null;
  return answers;
}

/**
 * Each row by itself, in one round trip: a function of the session catches what the expressions raise.
 * Where it cannot be made, no row has an answer.
 */
async function oneByOne<Answer>(
  client: Client,
  asked: Question,
  rows: readonly (readonly Text[])[],
): Promise<readonly (readonly Answer[] | null)[]> {
  const name = "pg_temp.holdfast_judge";
  const body = `begin return (select answers from (${asked.sql("(values ($1, 1)) as listed(cells, nth)")}) as asked);
    exception when others then return null; end`;
  const text = `savepoint holdfast_judge;
    create function ${name}(json) returns ${asked.type}[] language plpgsql as ${literal(body)};
    select ${name}(cells) as answers from json_array_elements(${literal(JSON.stringify(rows))}::json) with ordinality as listed(cells, nth) order by nth;
    drop function ${name}(json); release savepoint holdfast_judge`;
  try {
    const results = (await client.query(text)) as unknown as readonly Answered<Answer>[];
    return results[2]?.rows.map(({ answers }) => answers) ?? [];
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    await client.query("rollback to savepoint holdfast_judge; release savepoint holdfast_judge");
    return [];
  }
}

interface Answered<Answer> {
  readonly rows: readonly { readonly answers: readonly Answer[] }[];
}

async function attempt<Answer>(
  client: Client,
  asked: Question,
  rows: readonly (readonly Text[])[],
): Promise<readonly (readonly Answer[])[] | null> {
  // One round trip: with three, most of the time of a small schema would go into waiting.
  const source = `json_array_elements(${literal(JSON.stringify(rows))}::json) with ordinality as listed(cells, nth)`;
  const text = `savepoint holdfast_judge; ${asked.sql(source)}; release savepoint holdfast_judge`;
  try {
    const results = (await client.query(text)) as unknown as readonly Answered<Answer>[];
    return results[1]?.rows.map(({ answers }) => answers) ?? [];
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    await client.query("rollback to savepoint holdfast_judge; release savepoint holdfast_judge");
    return null;
  }
}

interface Question {
  readonly type: "bool" | "text";
  /** @param source SQL that gives each row as listed(cells json, nth) */
  readonly sql: (source: string) => string;
}

function question(shape: Shape, expressions: readonly string[], type: "bool" | "text"): Question {
  const cells = shape.columns.map(({ name, sql }, at) => `(cells ->> ${at})::${sql} as ${identifier(name)}`);
  const derived = shape.derived.map(({ name, sql, expression }) => `, (${expression})::${sql} as ${identifier(name)}`);
  const answers = expressions.map((text) => `(${text})`).join(", ");
  const nth = identifier(unused("holdfast_nth", [...shape.columns, ...shape.derived]));
  // OFFSET 0 keeps the planner from dropping casts that no expression reads: a cast that fails must show.
  const sql = (source: string): string => `select array[${answers}]::${type}[] as answers, row(input.*) is null as used
    from (select given.*${derived.join("")} from (select ${[`nth as ${nth}`, ...cells].join(", ")}
      from ${source} offset 0) as given offset 0) as input
    order by ${nth}`;
  return { type, sql };
}

function unused(wanted: string, columns: readonly { readonly name: string }[]): string {
  return columns.some(({ name }) => name === wanted) ? unused(`${wanted}_`, columns) : wanted;
}

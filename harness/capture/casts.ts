import { type Client, DatabaseError, type QueryResult } from "pg";
import type { Column } from "../model/catalog.ts";
import { exactText, type Printing } from "./value.ts";

/** One value before and after a change of type, as Postgres prints them. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

/** What casting there and back says of one change. */
export interface Verdict {
  readonly lossless: boolean;
  /** The server's words, where a cast is missing or failed. */
  readonly problem: string | null;
  readonly duplicateKeys: boolean;
}

/** The two columns and the two databases in which the casts may be tried. */
export interface Cast {
  readonly before: { readonly client: Client; readonly column: Column; readonly printing: Printing };
  readonly after: { readonly client: Client; readonly column: Column; readonly printing: Printing };
}

const undefinedObject = "42704";
const cannotCoerce = "42846";

/**
 * Tries whether a change of type loses nothing: the new value cast back is the old one, and the old
 * value cast forward is the new one, to the letter. A missing or failing cast proves nothing.
 */
export async function judgeCasts(cast: Cast, changes: readonly Change[]): Promise<readonly Verdict[]> {
  if (cast.before.column.type === "json" && cast.after.column.type === "jsonb") {
    return jsonToJsonb(cast.after.client, changes);
  }
  return tryAll(cast, changes);
}

async function tryAll(cast: Cast, changes: readonly Change[]): Promise<readonly Verdict[]> {
  try {
    return await castIn(cast.after.client, cast, changes);
  } catch (error) {
    if (sqlstate(error) === null) throw error;
    if (sqlstate(error) === undefinedObject) return tryEach(cast.before.client, cast, changes);
    if (sqlstate(error) === cannotCoerce) return changes.map(() => unproven(error));
    return tryEach(cast.after.client, cast, changes);
  }
}

function unproven(error: unknown): Verdict {
  return { lossless: false, problem: error instanceof Error ? error.message : String(error), duplicateKeys: false };
}

/** One value that cannot be cast must not hide what the others say. */
async function tryEach(client: Client, cast: Cast, changes: readonly Change[]): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const change of changes) {
    try {
      verdicts.push(...(await castIn(client, cast, [change])));
    } catch (error) {
      if (sqlstate(error) === null) throw error;
      verdicts.push(unproven(error));
    }
  }
  return verdicts;
}

/** A domain stands in one of the databases only, perhaps; the type below it is in both. */
function castable({ column, printing }: Cast["before"]): string {
  let name = column.type;
  let type = printing.types.get(column.typeOid);
  while (type?.kind === "domain" && type.baseType !== null && type.base !== null) {
    name = type.baseType;
    type = printing.types.get(type.base);
  }
  return name;
}

/** Casts values to the new type, each by itself; those that cannot be cast are left out. */
export async function castForward(cast: Cast, values: readonly string[]): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const { client, column, printing } = cast.after;
  const forward = exactText(`($1::${castable(cast.before)})::${castable(cast.after)}`, column, printing);
  for (const before of values) {
    try {
      const result = await inSavepoint(client, () =>
        client.query<{ after: string }>(`select ${forward} as after`, [before]),
      );
      changes.push({ before, after: result.rows[0]?.after ?? "" });
    } catch (error) {
      if (sqlstate(error) === null) throw error;
    }
  }
  return changes;
}

async function castIn(client: Client, cast: Cast, changes: readonly Change[]): Promise<readonly Verdict[]> {
  const [former, current] = [castable(cast.before), castable(cast.after)];
  const forward = exactText(`(c.b::${former})::${current}`, cast.after.column, cast.after.printing);
  const back = exactText(`(c.a::${current})::${former}`, cast.before.column, cast.before.printing);
  const result = await inSavepoint(client, () =>
    client.query<{ lossless: boolean | null }>(
      `select ${forward} = c.a collate "C" and ${back} = c.b collate "C" as lossless
       from unnest($1::text[], $2::text[]) with ordinality as c(b, a, place) order by place`,
      [changes.map(({ before }) => before), changes.map(({ after }) => after)],
    ),
  );
  return result.rows.map((row) => ({ lossless: row.lossless === true, problem: null, duplicateKeys: false }));
}

/** jsonb keeps the value and not the text, so only the way there can be checked; duplicate keys are what it drops. */
async function jsonToJsonb(client: Client, changes: readonly Change[]): Promise<readonly Verdict[]> {
  const result = await client.query<{ lossless: boolean; duplicates: boolean }>(
    `select c.b::jsonb::text = c.a as lossless, exists (
       with recursive part(v) as (
         select c.b::json
         union all
         select item from part, lateral (
           select value from json_each(case json_typeof(v) when 'object' then v end)
           union all
           select value from json_array_elements(case json_typeof(v) when 'array' then v end)) inner_part(item))
       select from part where json_typeof(v) = 'object'
         and (select count(*) <> count(distinct k) from json_object_keys(v) k)) as duplicates
     from unnest($1::text[], $2::text[]) with ordinality as c(b, a, place) order by place`,
    [changes.map(({ before }) => before), changes.map(({ after }) => after)],
  );
  return result.rows.map((row) => ({ lossless: row.lossless, problem: null, duplicateKeys: row.duplicates }));
}

async function inSavepoint<Row extends object>(
  client: Client,
  work: () => Promise<QueryResult<Row>>,
): Promise<QueryResult<Row>> {
  await client.query("savepoint holdfast_cast");
  try {
    return await work();
  } catch (error) {
    await client.query("rollback to savepoint holdfast_cast");
    throw error;
  } finally {
    await client.query("release savepoint holdfast_cast");
  }
}

/** Null for what is not the server's answer: a lost connection must not look like a missing cast. */
function sqlstate(error: unknown): string | null {
  return error instanceof DatabaseError ? (error.code ?? null) : null;
}

import type { Relation, Trigger } from "../model/catalog.ts";
import { identifier, qualified } from "../sql/quote.ts";
import type { Context } from "./context.ts";
import { fillColumns } from "./fill-columns.ts";
import { ownRows } from "./relations.ts";

// pg_trigger.tgtype: for each row, before, on insert.
const beforeEachInsert = 7;

/**
 * Gives other values to columns into which a trigger has put one and the same in all rows: a time of
 * change is one instant within our transaction, and many in production. User triggers are off meanwhile.
 */
export async function varyStamps(context: Context, relations: readonly Relation[]): Promise<void> {
  const { client } = context;
  for (const relation of relations) {
    const active = relation.triggers.filter(({ enabled, parent }) => enabled !== "disabled" && parent === null);
    if (!active.some(({ type }) => (type & beforeEachInsert) === beforeEachInsert)) continue;
    const attnums = await uniform(context, relation);
    if (attnums.length === 0) continue;
    await client.query(`savepoint holdfast_stamps; ${active.map((one) => turn(relation, one, "disable")).join("; ")}`);
    await fillColumns(context, relation, attnums);
    await client.query(active.map((one) => turn(relation, one, modes[one.enabled])).join("; "));
    await client.query("release savepoint holdfast_stamps");
  }
}

const modes: Readonly<Record<Trigger["enabled"], string>> = {
  origin: "enable",
  always: "enable always",
  replica: "enable replica",
  disabled: "disable",
};

function turn(relation: Relation, { name }: Trigger, mode: string): string {
  return `alter table ${qualified(relation)} ${mode} trigger ${identifier(name)}`;
}

/** Columns that hold no two values, of a table with more than one row. */
async function uniform({ client }: Context, relation: Relation): Promise<readonly number[]> {
  const written = relation.columns.filter(({ generated, identity }) => generated === null && identity !== "always");
  const cells = written.map(({ name }) => `count(distinct ${identifier(name)}::text)`);
  const found = await client.query<string[]>({
    text: `select ${["count(*)", ...cells].join(", ")} from ${ownRows(relation)}`,
    rowMode: "array",
  });
  const [rows, ...distinct] = (found.rows[0] ?? []).map(Number);
  return (rows ?? 0) < 2 ? [] : written.flatMap(({ attnum }, at) => ((distinct[at] ?? 0) < 2 ? attnum : []));
}

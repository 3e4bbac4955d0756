import type { Client } from "pg";
import type { ForeignLedger } from "../model/ledger.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { userMade } from "./kinds/kind.ts";
import { customKeys, customName, type KnownLedger, knownLedgers } from "./known-ledgers.ts";

/** A table that may be a ledger. */
interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly readable: boolean;
}

type Reading = Pick<KnownLedger, "tool" | "name" | "order" | "failed">;

/** No tool's has more columns, nobody's own does either, and nobody's has more rows. */
const [mostColumns, mostCustomColumns, mostRows] = [20, 8, 100_000];

/**
 * Every tracking table of a migration tool in any schema, told by its name and columns, sorted by schema and name. Those
 * that may not be read are among them, without their rows.
 */
export async function findLedgers(client: Client): Promise<readonly ForeignLedger[]> {
  const { rows: tables } = await client.query<Table>(candidates);
  const found: ForeignLedger[] = [];
  for (const table of tables) {
    const reading = readingOf(table);
    if (reading !== null) found.push(await read(client, table, reading));
  }
  return found;
}

const candidates = `
  select n.nspname as schema, c.relname as name, a.columns,
    has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
      and not row_security_active(c.oid) as readable
  from pg_class c join pg_namespace n on n.oid = c.relnamespace,
    lateral (
      select jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum) as columns
      from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
    ) a
  where c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.reltuples <= ${mostRows}
    and jsonb_array_length(a.columns) <= ${mostColumns} and ${userMade("pg_class", "c.oid", "c.relnamespace")}
  order by n.nspname collate "C", c.relname collate "C"`;

function readingOf(table: Table): Reading | null {
  return knownLedgers.find((known) => fits(known, table)) ?? custom(table);
}

function fits({ table: known, columns, besides }: KnownLedger, table: Table): boolean {
  if (known !== null && !known.test(table.name)) return false;
  if (!Object.entries(columns).every(([name, type]) => has(table, name, type))) return false;
  return besides === null || table.columns.every(({ name }) => name in columns || besides.includes(name));
}

function has({ columns }: Table, name: string, type: RegExp): boolean {
  return columns.some((column) => column.name === name && type.test(column.type));
}

/** Somebody's own, by its name and a column that can name a migration. */
function custom(table: Table): Reading | null {
  if (!customName.test(table.name) || table.columns.length > mostCustomColumns) return null;
  const [key] = customKeys.find(([name, type]) => has(table, name, type)) ?? [];
  return key === undefined ? null : { tool: "custom", name: key, order: key, failed: null };
}

async function read(client: Client, table: Table, { tool, name, order, failed }: Reading): Promise<ForeignLedger> {
  const place = { schema: table.schema, table: table.name, tool };
  const unread = { rows: null, last: null, failed: 0 };
  if (!table.readable) return { ...place, ...unread };
  const from = qualified(table);
  const { rows } = await client.query<Pick<ForeignLedger, "rows" | "last" | "failed">>(
    `select count(*)::int as rows,
       (select l.${identifier(name)}::text from ${from} l where l.${identifier(name)} is not null
        order by l.${identifier(order)} desc nulls last limit 1) as last,
       count(*) filter (where ${failed ?? "false"})::int as failed
     from ${from}`,
  );
  return { ...place, ...(rows[0] ?? unread) };
}

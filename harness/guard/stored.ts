import type { ClientBase } from "pg";
import { type GivenPermit, type GuardedLedger, type GuardWish, guardSchema, type TableName } from "../model/guard.ts";
import { identifier, literal } from "../sql/quote.ts";

const schema = identifier(guardSchema);

/** @returns every permit that was given, used ones too; none where there is no guard, or who asks may not read it */
export async function readPermits(client: ClientBase): Promise<readonly GivenPermit[]> {
  if (!(await mayRead(client, ["permit"]))) return [];
  const { rows } = await client.query<GivenPermit>(
    `select id::int as id, action, object, migration, sha256, ledger_key as "ledgerKey", reason, owner,
       to_char(expires, 'YYYY-MM-DD') as expires,
       case when used_at is not null then json_build_object(
         'at', to_char(used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'by', used_by) end as used
     from ${schema}.permit order by id`,
  );
  return rows;
}

/** @returns what was asked for when the guard was installed; null where there is none, or who asks may not read it */
export async function readWish(client: ClientBase): Promise<GuardWish | null> {
  if (!(await mayRead(client, ["setting", "listed", "ledger", "recorded"]))) return null;
  const { rows } = await client.query<{ tables: string; eventTriggers: boolean }>(
    `select tables, event_triggers as "eventTriggers" from ${schema}.setting`,
  );
  const [setting] = rows;
  if (setting === undefined) return null;
  const ledgers = await client.query<GuardedLedger>(
    `select json_build_object('schema', schema_name, 'table', table_name) as location, key_column as key, habit,
       array(select distinct key from ${schema}.recorded r
         where r.schema_name = l.schema_name and r.table_name = l.table_name and xid is null order by key) as recorded
     from ${schema}.ledger l order by schema_name collate "C", table_name collate "C"`,
  );
  const listed = await client.query<TableName>(
    `select schema_name as schema, table_name as name from ${schema}.listed
     order by schema_name collate "C", table_name collate "C"`,
  );
  const { tables, eventTriggers } = setting;
  return { ledgers: ledgers.rows, tables: tables === "all" ? "all" : listed.rows, eventTriggers };
}

async function mayRead(client: ClientBase, tables: readonly string[]): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${literal(guardSchema)} and c.relname in (${tables.map(literal).join(", ")})
       and has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')`,
  );
  return rows.length === tables.length;
}

import type { GuardedLedger, GuardWish, TableName } from "../../model/guard.ts";
import { literal } from "../../sql/quote.ts";

/** Writes down what the guard is to cover, in place of what it was to cover before. Ledgers are added to those it has. */
export function wishRows({ tables, ledgers, eventTriggers }: GuardWish): string {
  const listed = tables === "all" ? [] : tables;
  return `insert into holdfast_guard.setting (tables, event_triggers)
values (${tables === "all" ? "'all'" : "'listed'"}, ${eventTriggers})
on conflict (only_one) do update set tables = excluded.tables, event_triggers = excluded.event_triggers;
delete from holdfast_guard.listed;
${addRows("listed", "schema_name, table_name", listed.map(listedRow), "nothing")}
${addRows("ledger", "schema_name, table_name, key_column, habit", ledgers.map(ledgerRow), keyAndHabit)}
${ledgers.map(rememberCall).join("\n")}`;
}

const keyAndHabit = "update set key_column = excluded.key_column, habit = excluded.habit";

function addRows(table: string, columns: string, rows: readonly string[], otherwise: string): string {
  if (rows.length === 0) return "";
  return `insert into holdfast_guard.${table} (${columns}) values\n  ${rows.join(",\n  ")}
on conflict (schema_name, table_name) do ${otherwise};`;
}

function listedRow({ schema, name }: TableName): string {
  return `(${literal(schema)}, ${literal(name)})`;
}

function ledgerRow({ location, key, habit }: GuardedLedger): string {
  return `(${[location.schema, location.table, key, habit].map(literal).join(", ")})`;
}

function rememberCall({ location, recorded }: GuardedLedger): string {
  const keys = `array[${recorded.map(literal).join(", ")}]::text[]`;
  return `perform holdfast_guard.remember(${literal(location.schema)}, ${literal(location.table)}, ${keys});`;
}

import type { Client } from "pg";
import type { Constraint, Relation } from "../model/catalog.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { refusalOf } from "./copy.ts";
import { foreignKeys, isNullable } from "./order.ts";

/** A row: ctid and tableoid, as text. */
type Place = readonly [string, string];
/** A key that one of the tables has to one of them. */
interface Pointing {
  readonly relation: Relation;
  readonly key: Constraint;
  readonly parent: Relation;
}
type Doomed = ReadonlyMap<Relation, ReadonlyMap<string, Place>>;

/**
 * Deletes rows whose deferred key found no parent, and the rows of the same tables that hang on them; keys that may
 * be NULL let go of them first.
 *
 * @param keys the deferred keys, each with the table that has it
 * @returns how many rows went, per table; empty where the server would not let them go
 */
export async function removeDangling(
  client: Client,
  tables: readonly Relation[],
  keys: readonly Pick<Pointing, "relation" | "key">[],
): Promise<ReadonlyMap<Relation, number>> {
  const doomed = new Map<Relation, Map<string, Place>>(tables.map((table) => [table, new Map()]));
  for (const { relation, key } of keys) await add(client, doomed, relation, danglingSql(relation, key, tables), []);
  if (total(doomed) === 0) return new Map();
  const within = tables.flatMap((relation) =>
    foreignKeys(relation).flatMap((key) => {
      const parent = parentOf(key, tables);
      return parent === undefined ? [] : [{ relation, key, parent }];
    }),
  );
  const firm = within.filter(({ relation, key }) => !isNullable(relation, key));
  for (let before = -1; before < total(doomed); ) {
    before = total(doomed);
    for (const { relation, key, parent } of firm) {
      if (placesIn(doomed, parent) !== "[]")
        await add(client, doomed, relation, hangingSql(relation, key, parent), [placesIn(doomed, parent)]);
    }
  }
  const loose = within.filter((one) => !firm.includes(one) && placesIn(doomed, one.parent) !== "[]");
  return (await removed(client, doomed, loose))
    ? new Map([...doomed].map(([table, rows]) => [table, rows.size]))
    : new Map();
}

function placesIn(doomed: Doomed, table: Relation): string {
  return JSON.stringify([...(doomed.get(table)?.values() ?? [])]);
}

function total(doomed: Doomed): number {
  return [...doomed.values()].reduce((sum, { size }) => sum + size, 0);
}

function parentOf({ references }: Constraint, tables: readonly Relation[]): Relation | undefined {
  return tables.find(({ oid }) => oid === references?.relation);
}

async function add(
  client: Client,
  doomed: ReadonlyMap<Relation, Map<string, Place>>,
  table: Relation,
  sql: string,
  parameters: readonly string[],
): Promise<void> {
  const found = await client.query<[string, string]>({ text: sql, values: [...parameters], rowMode: "array" });
  for (const place of found.rows) doomed.get(table)?.set(place.join(" "), place);
}

/** The condition that a child points at a parent. */
function pointing(table: Relation, key: Constraint, parent: Relation): string {
  const name = (of: Relation, attnum: number | undefined): string =>
    identifier(of.columns.find((column) => column.attnum === attnum)?.name ?? "");
  return key.columns
    .map((attnum, at) => `parent.${name(parent, key.references?.columns[at])} = child.${name(table, attnum)}`)
    .join(" and ");
}

function danglingSql(table: Relation, key: Constraint, tables: readonly Relation[]): string {
  const parent = parentOf(key, tables) as Relation;
  const cells = key.columns.map(
    (attnum) => `child.${identifier(table.columns.find((column) => column.attnum === attnum)?.name ?? "")} is not null`,
  );
  return `select child.ctid::text, child.tableoid::text from ${rowsOf(table)} as child where ${cells.join(" and ")}
    and not exists (select from ${rowsOf(parent)} as parent where ${pointing(table, key, parent)})`;
}

function hangingSql(table: Relation, key: Constraint, parent: Relation): string {
  return `select child.ctid::text, child.tableoid::text from ${rowsOf(table)} as child join ${rowsOf(parent)} as parent
    on ${pointing(table, key, parent)} where ${isListed("parent", 1)}`;
}

const rowsOf = (table: Relation): string => `${table.kind === "p" ? "" : "only "}${qualified(table)}`;

function isListed(name: string, parameter: number): string {
  return `((${name}.ctid, ${name}.tableoid) in
    (select (listed.place ->> 0)::tid, (listed.place ->> 1)::oid from json_array_elements($${parameter}::json) as listed(place)))`;
}

async function removed(client: Client, doomed: Doomed, loose: readonly Pointing[]): Promise<boolean> {
  await client.query("savepoint holdfast_dangling");
  try {
    for (const { relation, key, parent } of loose)
      await client.query(openingSql(relation, key, parent), [placesIn(doomed, parent), placesIn(doomed, relation)]);
    // All at once: a key that does not wait is asked when the statement ends.
    const some = [...doomed.keys()].filter((table) => placesIn(doomed, table) !== "[]");
    const parts = some.map(
      (table, at) => `gone${at} as (delete from ${rowsOf(table)} as gone where ${isListed("gone", at + 1)})`,
    );
    await client.query(
      `with ${parts.join(", ")} select`,
      some.map((table) => placesIn(doomed, table)),
    );
    return true;
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    await client.query("rollback to savepoint holdfast_dangling");
    return false;
  } finally {
    await client.query("release savepoint holdfast_dangling");
  }
}

function openingSql(table: Relation, key: Constraint, parent: Relation): string {
  const open = key.columns.flatMap((attnum) =>
    table.columns.filter((column) => column.attnum === attnum && !column.notNull),
  );
  return `update ${rowsOf(table)} as child set ${open.map(({ name }) => `${identifier(name)} = null`).join(", ")}
    from ${rowsOf(parent)} as parent
    where ${pointing(table, key, parent)} and ${isListed("parent", 1)} and not ${isListed("child", 2)}`;
}

import type { Catalog, Column, Relation } from "../../model/catalog.ts";
import { identifier, qualified } from "../../sql/quote.ts";
import { dropTypes, makeSchemas, makeTypes } from "./inverse-types.ts";

/**
 * The DDL that an operator, or a schema push of the old release, would run to undo a candidate:
 * drop what appeared, put back the old names, re-create what went, go back to the old types.
 * @returns statements in the order to run them; empty where the candidate changed no table
 */
export function inverse(before: Catalog, after: Catalog): readonly string[] {
  const old = new Map(before.relations.map((relation) => [relation.oid, relation]));
  const now = new Map(after.relations.map((relation) => [relation.oid, relation]));
  const appeared = after.relations.filter((relation) => !old.has(relation.oid));
  const gone = before.relations.filter((relation) => !now.has(relation.oid) && isTable(relation));
  const both = after.relations.flatMap((relation) => {
    const former = old.get(relation.oid);
    return former === undefined || !isTable(relation) ? [] : [{ former, relation }];
  });
  return [
    ...appeared
      .filter(isView)
      .map((view) => `drop ${view.kind === "m" ? "materialized " : ""}view if exists ${qualified(view)} cascade`),
    ...appeared.filter(isTable).map((table) => `drop table if exists ${qualified(table)} cascade`),
    ...both.flatMap(({ former, relation }) => dropColumns(former, relation)),
    ...both.flatMap(({ former, relation }) => rename(former, relation)),
    ...makeSchemas(before, after),
    ...makeTypes(before, after),
    ...gone.filter((table) => table.partitionOf === null).map(create),
    ...both.flatMap(({ former, relation }) => restoreColumns(former, relation)),
    ...dropTypes(before, after),
  ];
}

function isTable(relation: Relation): boolean {
  return relation.kind === "r" || relation.kind === "p";
}

function isView(relation: Relation): boolean {
  return relation.kind === "v" || relation.kind === "m";
}

function dropColumns(former: Relation, relation: Relation): readonly string[] {
  if (relation.partitionOf !== null) return [];
  return relation.columns
    .filter((column) => former.columns.every((known) => known.attnum !== column.attnum))
    .map((column) => `alter table ${qualified(relation)} drop column ${identifier(column.name)} cascade`);
}

/** Names first move out of the way, so that an exchange of names can be undone too. */
function rename(former: Relation, relation: Relation): readonly string[] {
  const columns = relation.columns.flatMap((column) => {
    const known = former.columns.find((candidate) => candidate.attnum === column.attnum);
    return known === undefined || known.name === column.name ? [] : [{ column, known }];
  });
  const aside = (column: Column) => identifier(`holdfast_${column.attnum}`);
  const table = `alter table ${qualified(relation)}`;
  const renames =
    relation.partitionOf !== null
      ? []
      : [
          ...columns.map(({ column }) => `${table} rename column ${identifier(column.name)} to ${aside(column)}`),
          ...columns.map(({ column, known }) => `${table} rename column ${aside(column)} to ${identifier(known.name)}`),
        ];
  const named = relation.name === former.name ? [] : [`${table} rename to ${identifier(former.name)}`];
  const moved =
    relation.schema === former.schema
      ? []
      : [
          `create schema if not exists ${identifier(former.schema)}`,
          `alter table ${qualified({ schema: relation.schema, name: former.name })} set schema ${identifier(former.schema)}`,
        ];
  return [...renames, ...named, ...moved];
}

function create(table: Relation): string {
  const columns = table.columns.map((column) => `${identifier(column.name)} ${column.type}`);
  return `create table if not exists ${qualified(table)} (${columns.join(", ")})`;
}

function restoreColumns(former: Relation, relation: Relation): readonly string[] {
  if (relation.partitionOf !== null) return [];
  const table = `alter table ${qualified(former)}`;
  return former.columns.flatMap((column) => {
    const name = identifier(column.name);
    const stands = relation.columns.find((candidate) => candidate.attnum === column.attnum);
    if (stands === undefined) return [`${table} add column if not exists ${name} ${column.type}`];
    if (stands.generated !== null) return [];
    const retyped = stands.type !== column.type;
    return [
      ...(retyped ? [`${table} alter column ${name} drop default`] : []),
      ...(retyped ? [`${table} alter column ${name} type ${column.type} using ${name}::${column.type}`] : []),
      ...(stands.notNull && !column.notNull ? [`${table} alter column ${name} drop not null`] : []),
      ...(!stands.notNull && column.notNull ? [`${table} alter column ${name} set not null`] : []),
    ];
  });
}

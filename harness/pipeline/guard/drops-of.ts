import type { Catalog } from "../../model/catalog.ts";
import type { Statement } from "../../model/history.ts";
import { type Named, stepReader } from "../../sql/drops.ts";

/** What statements drop or empty of what stood before them, as approvals name it: "schema.table.column". */
export async function dropsOf(statements: readonly Statement[], { relations }: Catalog): Promise<readonly string[]> {
  const read = stepReader();
  const found = new Set<string>();
  let path: string | null = null;
  for (const statement of statements) {
    for (const step of await read(statement)) {
      if (step.does === "search") path = step.schema;
      if (step.does === "drop") for (const name of namesOf(step.object, path, relations)) found.add(name);
    }
  }
  return [...found];
}

function namesOf(dropped: Named, path: string | null, relations: Catalog["relations"]): readonly string[] {
  const { kind, name, column } = dropped;
  if (kind === "schema") return relations.filter(({ schema }) => schema === name).map(nameOf);
  if (kind === "type") return [];
  const named = relations.filter((relation) => relation.name === name);
  const wanted = dropped.schema ?? path;
  const found =
    named.find(({ schema }) => schema === wanted) ??
    (dropped.schema === null ? (named.find(({ schema }) => schema === "public") ?? named[0]) : undefined);
  if (found === undefined) return [];
  if (column === null) return [nameOf(found)];
  return found.columns.some((one) => one.name === column) ? [`${nameOf(found)}.${column}`] : [];
}

function nameOf({ schema, name }: Catalog["relations"][number]): string {
  return `${schema}.${name}`;
}

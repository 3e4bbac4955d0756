import type { Constraint, Relation } from "../../model/catalog.ts";
import { columnSql } from "../../sql/assigned/index.ts";
import { shownName } from "../../sql/quote.ts";
import type { Ground } from "./ground.ts";

/** Rows that referred to rows that the statements delete, by one foreign key. */
export interface LeftBehind {
  /** attnums of the columns that refer. */
  readonly columns: readonly number[];
  /** SQL over the old row, which is true for them. */
  readonly predicate: string;
}

/** @param onDelete what the foreign key makes of them */
export async function leftBehind(
  { compared, readings }: Ground,
  old: Relation,
  onDelete: NonNullable<Constraint["references"]>["onDelete"],
): Promise<readonly LeftBehind[]> {
  const held = readings.flatMap(({ holdings }) => holdings);
  const found: LeftBehind[] = [];
  for (const { columns, references } of old.constraints) {
    const parent = compared.before.catalog.relations.find(({ oid }) => oid === references?.relation);
    if (references?.onDelete !== onDelete || parent === undefined) continue;
    const { schema, name } = parent;
    const gone = held.find((one) => one.gone !== null && one.of.schema === schema && one.of.name === name)?.gone;
    if (gone == null) continue;
    const [own, theirs] = [await list(old, columns), await list(parent, references.columns)];
    const predicate = `(${own}) in (select ${theirs} from ${shownName(schema, name)} where ${gone})`;
    found.push({ columns, predicate });
  }
  return found;
}

async function list({ columns }: Relation, attnums: readonly number[]): Promise<string> {
  const names = attnums.flatMap((attnum) => columns.find((column) => column.attnum === attnum)?.name ?? []);
  return (await Promise.all(names.map(columnSql))).join(", ");
}

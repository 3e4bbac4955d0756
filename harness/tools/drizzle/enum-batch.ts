import type { Finding } from "../../model/finding.ts";
import type { Statement } from "../../model/history.ts";
import { enumWork } from "../../sql/enums.ts";
import { damageOf } from "../files/codes.ts";
import type { FoundMigration } from "../files/migrations.ts";
import { type CutMigration, controls, placeOf } from "../files/statements.ts";

const ends = /\b(?:commit|end|rollback)\b/i;

interface Added {
  readonly type: string;
  readonly label: string;
  readonly by: FoundMigration;
}

/**
 * Labels of enums that are used in the transaction that adds them, which PostgreSQL refuses (55P04).
 *
 * Within a file that always is so; across files where they are deployed together: those that `isNew` says,
 * and all of them on an empty database.
 */
export async function enumDamage(
  cut: readonly CutMigration[],
  isNew: (migration: FoundMigration) => boolean,
): Promise<readonly Finding[]> {
  const types = await grownTypes(cut);
  if (types.size === 0) return [];
  const found: Finding[] = [];
  const pending = new Map<string, Added>();
  const columns = new Map<string, Set<string>>();
  const bears = (text: string): boolean =>
    [...types].some((type) => text.includes(type)) || [...pending.values()].some(({ label }) => text.includes(label));
  for (const { migration: one, parts } of cut) {
    if (!ends.test(one.sql) && !bears(one.sql)) continue;
    for (const statement of parts.flatMap(({ statements }) => statements)) {
      if (await controls(statement)) pending.clear();
      const work = bears(statement.sql) ? await enumWork(statement) : null;
      if (work === null) continue;
      for (const [key, { type }] of pending) if (work.remade.includes(type)) pending.delete(key);
      const used = [...pending.values()].find(
        ({ type, label }) => statement.sql.includes(label) && work.uses(type, label, columns.get(type) ?? new Set()),
      );
      const told = found.some(({ object }) => object === one.id);
      if (used !== undefined && !told) found.push(usedTooEarly(one, used, statement, isNew(used.by) && isNew(one)));
      for (const { type, column } of work.columns) columns.set(type, (columns.get(type) ?? new Set()).add(column));
      for (const { type, label } of work.adds) pending.set(JSON.stringify([type, label]), { type, label, by: one });
      for (const { type, label, to } of work.renames) {
        const added = pending.get(JSON.stringify([type, label]));
        if (added !== undefined) pending.set(JSON.stringify([type, to]), { ...added, label: to });
      }
    }
  }
  return found;
}

function usedTooEarly(
  one: FoundMigration,
  { type, label, by }: Added,
  statement: Statement,
  together: boolean,
): Finding {
  const surely = by === one || together;
  const effect = surely ? "" : ", so an empty database cannot be built in one run";
  const message = `${one.id} uses '${label}' of the enum ${type}, which ${by === one ? "it" : by.id} adds: PostgreSQL refuses that in one transaction (55P04)${effect}`;
  const remedy =
    "Deploy the label first, and what uses it in a later release; or make the enum anew in place of adding to it.";
  return damageOf("enum-in-one-batch", one.id, message, placeOf(statement), remedy, surely ? "error" : "warning");
}

/** The enums that get a label at some time, by their bare names. */
async function grownTypes(cut: readonly CutMigration[]): Promise<ReadonlySet<string>> {
  const grows = /\badd\s+value\b/i;
  const statements = cut.flatMap(({ parts }) => parts.flatMap((part) => part.statements));
  const types = new Set<string>();
  for (const statement of statements.filter(({ sql }) => grows.test(sql))) {
    for (const { type } of (await enumWork(statement))?.adds ?? []) types.add(type);
  }
  return types;
}

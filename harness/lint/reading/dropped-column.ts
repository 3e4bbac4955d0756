import type { ActedOn, Action } from "../../sql/action.ts";
import type { Before } from "../rule.ts";
import { afterwards, copyOf, earlier, isDroppedLater, isEmptied, type Met } from "./deploy.ts";
import { columnOf, isSameTable, tableOf } from "./objects.ts";
import { isAlike, typeNamed } from "./types.ts";

/** What the rest of the deploy makes of a column that it drops. */
export type Fate =
  /** It held nothing before the deploy, or what can be computed again, or its whole table goes. */
  | { readonly is: "of no account" }
  /** Its values were put elsewhere first. */
  | { readonly is: "copied"; readonly to: ActedOn }
  /** A column of the same name is added in its place. */
  | { readonly is: "added again"; readonly type: string; readonly computed: boolean }
  /** New columns of its type, and only of its table. */
  | { readonly is: "perhaps renamed"; readonly to: readonly string[] }
  | { readonly is: "gone" };

/** Null for what drops no column. Exactly one rule speaks of each fate, so that one loss is told once. */
export function fateOfColumn(action: Action, before: Before): Fate | null {
  if (action.does !== "drop" || action.kind !== "column" || action.object.part === null) return null;
  const column = action.object;
  const table = tableOf(column);
  if (before.isFresh(column)) return { is: "of no account" };
  if (isEmptied(table, before) || isDroppedLater(table, before)) {
    return { is: "of no account" };
  }
  const added = addedTo(table, before);
  const again = added.later.find(({ object }) => object.part === column.part);
  if (again !== undefined) {
    const computed = again.default === "stored" || again.default === "virtual";
    return { is: "added again", type: again.type, computed };
  }
  // What it was computed from stays.
  if (before.isComputed(column) && dropsOf(table, before) === 0) return { is: "of no account" };
  const type = before.typeOf(column);
  // One of its own name was IF NOT EXISTS, and added nothing.
  const all = [...added.before.filter(({ object }) => object.part !== column.part), ...added.later];
  const alike = all.filter((one) => one.type === type);
  const takers = all.filter((one) => type === null || isAlike(typeNamed(one.type), typeNamed(type)));
  const copied = copyOfColumn(column, takers, before);
  if (copied !== null) return { is: "copied", to: copied };
  if (alike.length === 0 || alike.length > 3 || dropsOf(table, before) > alike.length + 1) return { is: "gone" };
  return { is: "perhaps renamed", to: [...new Set(alike.flatMap(({ object }) => object.part ?? []))] };
}

/** Other columns that the deploy drops from the table: where it drops many, few of them can be renames. */
function dropsOf(table: ActedOn, before: Before): number {
  return [...earlier(table, before), ...afterwards(table, before)].filter(
    ({ action, name }) => action.does === "drop" && action.kind === "column" && isSameTable(action.object, name),
  ).length;
}

type AddColumn = Extract<Action, { does: "add-column" }>;

function addedTo(table: ActedOn, before: Before): { before: readonly AddColumn[]; later: readonly AddColumn[] } {
  const adds = (met: readonly Met[]): readonly AddColumn[] =>
    met.flatMap(({ action, name }) =>
      action.does === "add-column" && isSameTable(action.object, name) ? [action] : [],
    );
  return { before: adds(earlier(table, before)), later: adds(afterwards(table, before)) };
}

function copyOfColumn(column: ActedOn, takers: readonly AddColumn[], before: Before): ActedOn | null {
  const filled = takers.find(({ object }) =>
    earlier(column, before).some(
      ({ action, name }) =>
        action.does === "update" && isSameTable(action.object, name) && action.columns.includes(object.part ?? ""),
    ),
  );
  if (filled !== undefined) return filled.object;
  const copy = copyOf(column, before);
  if (copy === null) return null;
  const takesAll = copy.columns.length === 0;
  return takesAll || copy.columns.includes(column.part ?? "") ? columnOf(copy.object, column.part ?? "") : null;
}

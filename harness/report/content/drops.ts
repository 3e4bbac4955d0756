import type { ReportedDrop } from "../../model/drops.ts";
import { count } from "../../text/count.ts";

/** How many there are, and how many of them production still has, where somebody looked. */
export function dropsTitle(drops: readonly ReportedDrop[], migrations: number, isLooked: boolean): string {
  const [up, down] = [drops.filter(({ path }) => path === "up"), drops.filter(({ path }) => path === "down")];
  const live = new Set(drops.filter(isLiveTable).map(({ object }) => object));
  const paths = drops.length === 0 ? "" : ` (${up.length} in up paths, ${down.length} in down paths)`;
  const are = live.size === 1 ? "is" : "are";
  const there =
    !isLooked || drops.length === 0 ? "" : `; ${count(live.size, "table")} of them ${are} in production now`;
  return `Drops: ${drops.length} in ${count(migrations, "migration")}${paths}${there}`;
}

function isLiveTable({ kind, production }: ReportedDrop): boolean {
  return kind === "table" && production === "there";
}

/** Migration, path, kind and name of what is dropped, and whether it is in production. */
export function dropCells(drop: ReportedDrop): readonly [string, string, string, string, string] {
  const { migration, path, kind, object, cascade } = drop;
  return [
    migration,
    path,
    kind === "rows" ? "rows of" : kind,
    `${object}${cascade ? " cascade" : ""}`,
    verdictOf(drop),
  ];
}

function verdictOf({ path, production, madeAgainBy, restored }: ReportedDrop): string {
  const there = production === null ? "" : production === "there" ? "in production" : "not in production";
  if (madeAgainBy !== null) return `made again by ${madeAgainBy}, empty`;
  if (restored !== null) {
    const conflict = `restored by ${restored.by} after ${restored.droppedBy} dropped it`;
    return there === "" ? conflict : `${there}, ${conflict}`;
  }
  return there === "" && path === "down" ? "production not looked at" : there;
}

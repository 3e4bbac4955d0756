import type { ReportedDrop } from "../../model/drops.ts";
import type { CheckReport } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import type { Paint, Style } from "./paint.ts";

/** Every drop in a line; nothing where they were not asked for. */
export function dropsTable({ drops, history, production }: CheckReport, paint: Paint): string {
  if (drops === undefined) return "";
  const [up, down] = [drops.filter(({ path }) => path === "up"), drops.filter(({ path }) => path === "down")];
  const live = new Set(drops.filter(isLiveTable).map(({ object }) => object));
  const paths = drops.length === 0 ? "" : ` (${up.length} in up paths, ${down.length} in down paths)`;
  const are = live.size === 1 ? "is" : "are";
  const there =
    production === undefined || drops.length === 0
      ? ""
      : `; ${count(live.size, "table")} of them ${are} in production now`;
  const head = `Drops: ${drops.length} in ${count(history.migrations, "migration")}${paths}${there}`;
  return [paint("bold", head), ...rows(drops, `${history.folder}/`, paint)].join("\n");
}

function isLiveTable({ kind, production }: ReportedDrop): boolean {
  return kind === "table" && production === "there";
}

/** Files are named from the folder: its own path stands above. */
function rows(drops: readonly ReportedDrop[], folder: string, paint: Paint): readonly string[] {
  const lines = drops.map((drop) => ({ drop, cells: cellsOf(drop) }));
  const widths = [0, 1, 2, 3].map((place) => Math.max(0, ...lines.map(({ cells }) => cells[place]?.length ?? 0)));
  return lines.map(({ drop, cells }) => {
    const color = colorOf(drop);
    const { file, line } = drop.at;
    const place = `${clean(file.startsWith(folder) ? file.slice(folder.length) : file)}:${line}`;
    const text = cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join("  ");
    return `  ${color === null ? text : paint(color, text)}  ${paint("dim", place)}`;
  });
}

function cellsOf(drop: ReportedDrop): readonly string[] {
  const { migration, path, kind, object, cascade } = drop;
  const what = `${kind === "rows" ? "rows of" : kind.padEnd(6)} ${clean(object)}${cascade ? " cascade" : ""}`;
  return [clean(migration), path.padEnd(4), what, verdictOf(drop)];
}

function verdictOf({ path, production, madeAgainBy, restored }: ReportedDrop): string {
  const there = production === null ? "" : production === "there" ? "in production" : "not in production";
  if (madeAgainBy !== null) return `made again by ${clean(madeAgainBy)}, empty`;
  if (restored !== null) {
    const conflict = `restored by ${clean(restored.by)} after ${clean(restored.droppedBy)} dropped it`;
    return there === "" ? conflict : `${there}, ${conflict}`;
  }
  return there === "" && path === "down" ? "production not looked at" : there;
}

function colorOf({ path, production, madeAgainBy }: ReportedDrop): Style | null {
  if (madeAgainBy !== null || (path === "down" && production === "there")) return "red";
  return production === "not there" ? "dim" : null;
}

import type { ReportedDrop } from "../../model/drops.ts";
import type { CheckReport } from "../../model/report.ts";
import { clean } from "../clean.ts";
import { dropCells, dropsTitle } from "../content/drops.ts";
import type { Paint, Style } from "./paint.ts";

/** Every drop in a line; nothing where they were not asked for. */
export function dropsTable({ drops, history, production }: CheckReport, paint: Paint): string {
  if (drops === undefined) return "";
  const head = dropsTitle(drops, history.migrations, production !== undefined);
  return [paint("bold", head), ...rows(drops, `${history.folder}/`, paint)].join("\n");
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
  const [migration, path, kind, object, verdict] = dropCells(drop);
  return [migration, path.padEnd(4), `${kind.padEnd(6)} ${object}`, verdict].map(clean);
}

function colorOf({ path, production, madeAgainBy }: ReportedDrop): Style | null {
  if (madeAgainBy !== null || (path === "down" && production === "there")) return "red";
  return production === "not there" ? "dim" : null;
}

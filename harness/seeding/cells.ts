import type { Cell } from "../model/seed.ts";
import type { Text } from "./judge.ts";
import { list } from "./values/composed.ts";

/** A cell that the user gives, as COPY knows it. @param type as Postgres prints the column's type */
export function textOf(cell: Cell, type: string): Text {
  if (cell === null) return null;
  if (/^jsonb?$/.test(type) && typeof cell !== "string") return JSON.stringify(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (cell instanceof Uint8Array) return `\\x${Buffer.from(cell).toString("hex")}`;
  if (isList(cell)) return list(cell.map((inner) => textOf(inner, "")));
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

function isList(cell: Cell): cell is readonly Cell[] {
  return Array.isArray(cell);
}

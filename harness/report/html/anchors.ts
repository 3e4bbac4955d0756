import type { Finding, Place } from "../../model/finding.ts";
import type { ReportedSource, ReportedTable } from "../../model/report.ts";

/** Where on the page things stand. Every id is made of places in lists, and of no foreign text. */
export interface Anchors {
  idOf(finding: Finding): string;
  /** The table's or column's place in the grid; null where the grid does not have it. */
  placeOf(object: string): string | null;
  /** The line's place in a migration's SQL; null where the page does not show it. */
  lineOf(at: Place): string | null;
  /** What was found about exactly this object. */
  about(object: string): readonly Finding[];
}

/** What a page without a grid and without SQL can link to: its findings. */
export type Linked = {
  readonly findings: readonly Finding[];
  readonly survival?: readonly ReportedTable[];
  readonly sources?: readonly ReportedSource[];
};

export function anchorsOf({ findings, survival = [], sources = [] }: Linked): Anchors {
  const ids = new Map(findings.map((finding, place) => [finding, `f${place + 1}`]));
  const objects = new Map(
    survival.flatMap(({ table, columns }, t) => [
      [table, tableId(t)] as const,
      ...columns.map(({ column }, c) => [`${table}.${column}`, columnId(t, c)] as const),
    ]),
  );
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = found.get(finding.object);
    if (same === undefined) found.set(finding.object, [finding]);
    else same.push(finding);
  }
  return {
    idOf: (finding) => ids.get(finding) ?? "",
    placeOf: (object) => objects.get(object) ?? null,
    lineOf({ file, line }) {
      const source = sources.findIndex((one) => one.file === file);
      return source === -1 ? null : lineId(source, line);
    },
    about: (object) => found.get(object) ?? [],
  };
}

export function tableId(table: number): string {
  return `t${table + 1}`;
}

export function columnId(table: number, column: number): string {
  return `${tableId(table)}-c${column + 1}`;
}

/** Lines count from 1. */
export function lineId(source: number, line: number): string {
  return `s${source + 1}-l${line}`;
}

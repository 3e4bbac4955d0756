import { posix } from "node:path";
import type { Finding, Place } from "../model/finding.ts";
import { subjectOf } from "./subject.ts";
import type { AnyReport } from "./writers/writer.ts";

/** A stretch of a file; lines and columns count from 1, columns in characters (Unicode code points). */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  /** The first column after it. */
  readonly endColumn: number;
}

/** A file of the working folder as the repository names it. */
export function inRepository(file: string, within: string): string {
  return posix.isAbsolute(file) ? file : posix.normalize(posix.join(within, file));
}

/**
 * Where a finding is to be shown that has no place of its own: at the head of the migration that it names, else of the
 * candidate's last one; a file of the history that it names. Null where no file can be said.
 */
export function anchorOf({ at, object }: Finding, report: AnyReport): Place | null {
  if (at !== undefined) return at;
  if (report.command === "verify") {
    const source = report.sources.find(({ migration }) => migration === object) ?? report.sources.at(-1);
    return source === undefined ? null : head(source.file);
  }
  const isFile = "history" in report && object.startsWith(`${report.history.folder}/`);
  return isFile ? head(object) : null;
}

/** The folder or file of the repository that a report is about; where it is about a database or a machine, all of it. */
export function aboutIn(report: AnyReport): string {
  const isOfRepository = report.command !== "guard" && report.command !== "doctor" && report.command !== "clean";
  return isOfRepository ? subjectOf(report) : ".";
}

function head(file: string): Place {
  return { file, line: 1, column: 1 };
}

/** The statement's stretch; null where its text is not what stands in the file, as where a tool made SQL of its own code. */
export function regionOf({ file, line, column, statement }: Place): Region | null {
  if (statement === undefined || statement === "" || !file.endsWith(".sql")) return null;
  const lines = statement.split("\n");
  const last = [...(lines.at(-1) ?? "")].length;
  return {
    startLine: line,
    startColumn: column,
    endLine: line + lines.length - 1,
    endColumn: lines.length === 1 ? column + last : last + 1,
  };
}

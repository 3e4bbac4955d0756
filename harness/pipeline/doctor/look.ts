import type { DoctorItem, ReportedItem } from "../../model/doctor-report.ts";
import { HarnessError } from "../../model/error.ts";

/** One thing that was looked at, and what to do about it. */
export interface Looked extends ReportedItem {
  /** "" where nothing needs to be done. */
  readonly remedy: string;
}

export function fine(item: DoctorItem, found: string, tried: readonly string[] = []): Looked {
  return { item, state: "ok", found, tried, remedy: "" };
}

export function skipped(item: DoctorItem, found: string): Looked {
  return { item, state: "skipped", found, tried: [], remedy: "" };
}

export function amiss(
  item: DoctorItem,
  state: "warning" | "problem",
  found: string,
  remedy: string,
  tried: readonly string[] = [],
): Looked {
  return { item, state, found, tried, remedy };
}

/** What kept a part of holdfast from its work, as it says it itself. @throws what nobody foresaw */
export function refused(item: DoctorItem, state: "warning" | "problem", error: unknown): Looked {
  if (!(error instanceof HarnessError)) throw error;
  return amiss(item, state, error.message, error.remedy, error.tried);
}

import type { DatabaseFailure } from "../model/evidence.ts";

/** Wrappers of wrappers; enough for every driver, and an end for a cause that is its own cause. */
const deepestCause = 5;

/**
 * Reads a refusal out of what a driver threw, through the errors that wrap it.
 *
 * Null for everything else, also for a FATAL: a connection that broke says nothing about a statement.
 */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  let current = error;
  for (let depth = 0; depth < deepestCause && isRecord(current); depth += 1) {
    if (current.severity === "ERROR" && typeof current.code === "string") return failureOf(current, current.code);
    if (current.severity !== undefined) return null;
    current = current.cause;
  }
  return null;
}

function failureOf(error: Readonly<Record<string, unknown>>, sqlstate: string): DatabaseFailure {
  const field = (name: string): string | null => {
    const value = error[name];
    return typeof value === "string" ? value : null;
  };
  return {
    sqlstate,
    message: field("message") ?? "",
    detail: field("detail"),
    hint: field("hint"),
    constraint: field("constraint"),
    schema: field("schema"),
    table: field("table"),
    column: field("column"),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

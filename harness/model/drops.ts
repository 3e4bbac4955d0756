import type { Place } from "./finding.ts";

/** What a migration throws away, on its way up or down. */
export interface Drop {
  readonly migration: string;
  readonly path: "up" | "down";
  readonly at: Place;
  readonly kind: "table" | "column" | "type" | "attribute" | "schema" | "rows";
  /** "public.projects.lead", as it was called then. */
  readonly object: string;
  readonly cascade: boolean;
}

export interface ReportedDrop extends Drop {
  /** Null where nobody looked. */
  readonly production: "there" | "not there" | null;
  /** A later migration that makes something of that name again. */
  readonly madeAgainBy: string | null;
  /** An earlier migration that had dropped it, and the one that brought it back. */
  readonly restored: { readonly droppedBy: string; readonly by: string } | null;
}

import type { CodeIn, Family, NameIn } from "../model/codes.ts";
import type { Severity } from "../model/finding.ts";

export type Command = "baseline" | "check" | "clean" | "doctor" | "drift" | "guard" | "snapshot" | "status" | "verify";

/** What a code means to whoever meets it. Texts are Markdown without links, one paragraph each. */
export interface CodeText {
  /** What is wrong, in a few words, without a full stop. */
  readonly title: string;
  /** The usual one first. */
  readonly severities: readonly [Severity, ...Severity[]];
  /** The commands that say it. */
  readonly by: readonly [Command, ...Command[]];
  /** What was seen, and how it is judged. */
  readonly means: string;
  /** What happens in production. */
  readonly why: string;
  /** What to do: each is a way of its own, the best one first. */
  readonly next: readonly [string, ...string[]];
  readonly example?: Example;
  /** Pages of docs/ that say more: "check.md". */
  readonly see?: readonly string[];
}

/** A migration of which the code is said; the finding is what `verify` prints of it. */
export interface Example {
  /** The SQL that stood before; left out where the candidate makes all it needs. */
  readonly before?: string;
  readonly candidate: string;
  /** "public.people.name  10 values lost: the column is gone." */
  readonly says: string;
}

/** The texts of one family, none missing. */
export type Texts<Of extends Family> = Readonly<Record<NameIn<Of>, CodeText>>;

/** A code with all that is known of it. */
export interface CodeEntry<Code extends string = CodeIn<Family>> extends CodeText {
  readonly code: Code;
  readonly family: Family;
  /** Its page in the repository: "docs/findings/survival-column-lost.md". */
  readonly page: string;
}

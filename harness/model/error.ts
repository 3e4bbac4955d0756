/**
 * What kept the harness from judging. Each kind has its own exit code, so that a script can tell
 * "your migration is bad" (a finding, exit 1) from "I could not look".
 */
export type HarnessErrorKind = keyof typeof exitCodes;

/** 2 for what the user gave, 3 for the surroundings, 4 for everything that nobody foresaw. */
export const exitCodes = { input: 2, environment: 3, bug: 4 } as const;

/** What a `HarnessError` is made of; all of it is shown to the user, so none of it may hold a secret. */
export interface HarnessErrorParts {
  readonly kind: HarnessErrorKind;
  /** Stable, machine-readable name: `input/journal-unreadable`, `environment/no-server`, … */
  readonly code: string;
  /** What the harness was doing, as a short phrase: "read the migrations folder". */
  readonly step: string;
  /** What went wrong, in one sentence. */
  readonly message: string;
  /** What was tried, one line each, with why each failed. */
  readonly tried?: readonly string[];
  /** What the user can do next. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** The one error that the harness throws. A bad migration is never an error: it is a `Finding`. */
export class HarnessError extends Error {
  readonly kind: HarnessErrorKind;
  readonly code: string;
  readonly step: string;
  readonly tried: readonly string[];
  readonly remedy: string;

  constructor(parts: HarnessErrorParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = "HarnessError";
    this.kind = parts.kind;
    this.code = parts.code;
    this.step = parts.step;
    this.tried = parts.tried ?? [];
    this.remedy = parts.remedy;
  }
}

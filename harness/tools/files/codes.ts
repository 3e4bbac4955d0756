import type { Finding, Place, Severity } from "../../model/finding.ts";

/** What the damage of a history bears on. */
interface Code {
  /** Where nothing is known to be old. */
  readonly severity: Severity;
  /**
   * "refused": Drizzle runs nothing, so nothing can be replayed. "run": what a database gets depends on it.
   * "files": only what is written next does.
   */
  readonly bearsOn: "refused" | "run" | "files";
}

const refused: Code = { severity: "error", bearsOn: "refused" };
const run: Code = { severity: "error", bearsOn: "run" };
const files: Code = { severity: "error", bearsOn: "files" };

const codes = {
  "journal-missing": refused,
  "journal-unreadable": refused,
  "not-postgresql": refused,
  "no-migrations": refused,
  "tag-leaves-folder": refused,
  "migration-missing": refused,
  "migration-unreadable": refused,
  "folder-name": refused,
  "revision-cycle": refused,

  order: run,
  "when-in-future": run,
  "several-heads": run,
  "duplicate-tag": run,
  "duplicate-key": run,
  "byte-order-mark": run,
  syntax: run,
  "breakpoint-in-literal": run,
  "outside-transaction": run,
  "enum-in-one-batch": run,
  "transaction-control": { severity: "warning", bearsOn: "run" },
  encoding: { severity: "warning", bearsOn: "run" },
  "name-collision": run,

  "two-layouts": files,
  "file-without-entry": run,
  "snapshot-missing": files,
  "snapshot-unreadable": files,
  "snapshot-parent-unknown": files,
  "snapshot-copied": files,
  "snapshot-forked": files,
  "snapshot-cycle": files,
  "snapshot-without-entry": { severity: "warning", bearsOn: "files" },
  "snapshot-version": { severity: "warning", bearsOn: "files" },
  "duplicate-prefix": { severity: "warning", bearsOn: "files" },
  "number-missing": { severity: "note", bearsOn: "files" },
  "empty-migration": { severity: "warning", bearsOn: "files" },
  "name-too-long": { severity: "note", bearsOn: "files" },
  "not-inspected": { severity: "note", bearsOn: "files" },
  crlf: { severity: "note", bearsOn: "files" },
  "own-runner": { severity: "note", bearsOn: "files" },
  "upgrade-1.0": { severity: "note", bearsOn: "files" },

  edited: run,
  deleted: run,
  renamed: run,
  "when-changed": run,
  reordered: run,
  skipped: run,
  wiped: run,
  "dialect-switched": run,
} as const satisfies Readonly<Record<string, Code>>;

export type DamageCode = keyof typeof codes;

export const damageCodes: Readonly<Record<DamageCode, Code>> = codes;

/** Damage of a history, at its place in a file; the code's own severity, unless the case is milder. */
export function damageOf(
  code: DamageCode,
  object: string,
  message: string,
  at: Place,
  remedy: string,
  severity: Severity = codes[code].severity,
): Finding {
  return { code: `history/${code}`, severity, object, message, at, remedy };
}

/** Whether Drizzle runs nothing of such a history. */
export function isRefused(finding: Finding): boolean {
  return codeOf(finding).bearsOn === "refused";
}

/** The finding as `verify` tells it, which judges by what really runs: never an error, and a note where nothing runs otherwise. */
export function besideARun(finding: Finding): Finding {
  const severity = codeOf(finding).bearsOn === "run" && finding.severity !== "note" ? "warning" : "note";
  return { ...finding, severity };
}

function codeOf({ code }: Finding): Code {
  const name = code.slice("history/".length);
  return Object.entries(codes).find(([known]) => known === name)?.[1] ?? files;
}

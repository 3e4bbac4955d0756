/**
 * What a finding can be, family by family: the one list of names. What each means to a user stands in `harness/codes`, which
 * does not compile while one is missing.
 */
interface Names {
  /** The files of a history, and what they do when they run one after another. */
  readonly history:
    | "beyond-snapshot"
    | "breakpoint-in-literal"
    | "byte-order-mark"
    | "config-unreadable"
    | "crlf"
    | "deleted"
    | "dialect-switched"
    | "drop-made-again"
    | "drop-restored"
    | "drops-live"
    | "drops-unread"
    | "duplicate-key"
    | "duplicate-prefix"
    | "duplicate-tag"
    | "edited"
    | "empty-migration"
    | "encoding"
    | "enum-in-one-batch"
    | "file-without-entry"
    | "folder-name"
    | "generate-failed"
    | "generate-not-idle"
    | "journal-missing"
    | "journal-unreadable"
    | "migration-missing"
    | "migration-unreadable"
    | "name-collision"
    | "name-too-long"
    | "no-migrations"
    | "not-in-one-deploy"
    | "not-inspected"
    | "not-postgresql"
    | "number-missing"
    | "order"
    | "other-major"
    | "outside-transaction"
    | "own-runner"
    | "renamed"
    | "reordered"
    | "replay-failed"
    | "revision-cycle"
    | "several-heads"
    | "skipped"
    | "snapshot-copied"
    | "snapshot-cycle"
    | "snapshot-differs"
    | "snapshot-forked"
    | "snapshot-missing"
    | "snapshot-parent-unknown"
    | "snapshot-unreadable"
    | "snapshot-unusable"
    | "snapshot-version"
    | "snapshot-without-entry"
    | "syntax"
    | "tag-leaves-folder"
    | "transaction-control"
    | "two-layouts"
    | "upgrade-1.0"
    | "when-changed"
    | "when-in-future"
    | "wiped";
  /** What the tool's ledger says. */
  readonly ledger:
    | "duplicate-row"
    | "edited"
    | "empty-on-populated"
    | "foreign"
    | "foreign-failed"
    | "future"
    | "in-effect-unrecorded"
    | "missing"
    | "not-recorded"
    | "null-time"
    | "out-of-order"
    | "partly-in-effect"
    | "recorded-without-effect"
    | "refused"
    | "remark"
    | "rerun"
    | "rows-lost"
    | "schema-drifted"
    | "second-ledger"
    | "second-run"
    | "skipped"
    | "time-in-future"
    | "upgrade-1.0";
  /** What the statements say: the rules of `harness/lint`, and what is said of reading itself. */
  readonly lint:
    | LintRuleName
    | "suppression-unknown-rule"
    | "suppression-unused"
    | "suppression-without-reason"
    | "unread";
  /** Whether the candidate runs. */
  readonly candidate: "failed" | "overflows";
  /** Rows and values. */
  readonly survival:
    | "column-lost"
    | "conversion-unproven"
    | "duplicate-keys-lost"
    | "generation-changed"
    | "name-reused"
    | "rows-altered"
    | "rows-detached"
    | "rows-lost"
    | "rows-multiplied"
    | "table-lost"
    | "values-altered"
    | "values-filled";
  /** What guards rows and values. */
  readonly protection:
    | "constraint-changed"
    | "constraint-lost"
    | "constraint-not-validated"
    | "grants-lost"
    | "grants-widened"
    | "large-objects-lost"
    | "policy-added"
    | "policy-changed"
    | "policy-lost"
    | "row-security-lost"
    | "rule-lost"
    | "sequence-behind"
    | "sequence-dropped"
    | "sequence-lost"
    | "sequence-set-back"
    | "trigger-changed"
    | "trigger-disabled"
    | "trigger-lost"
    | "unlogged"
    | "view-changed"
    | "view-lost"
    | "view-unpopulated";
  /** Whether rows were there that could show a loss. */
  readonly coverage:
    | "column"
    | "declaration-without-rows"
    | "nothing-to-lose"
    | "statement-without-effect"
    | "statement-without-rows"
    | "table-empty";
  /** Declarations and approvals against what happened. */
  readonly declaration: "checksum" | "expired" | "impossible" | "not-met" | "unused" | "without-effect";
  /** Ways back. */
  readonly downgrade: "drops-live" | "half" | "loses-data" | "no-op" | "pretended" | "reverted";
  /** A dump as the way back. */
  readonly restore: "differs" | "not-rehearsed";
  /** The guard of a database. */
  readonly guard:
    | "altered"
    | "bypass"
    | "disabled"
    | "ledger-rule"
    | "missing"
    | "no-event-triggers"
    | "no-ledger"
    | "other-owner"
    | "outdated"
    | "owner-is-migrator"
    | "permit-applied"
    | "permit-none"
    | "permit-open"
    | "permit-unresolved"
    | "uncovered";
  /** A database against the history. */
  readonly drift: "differs" | "harmless" | "ignored" | "only-history" | "only-live" | "other-major" | "unknown-schema";
  readonly baseline:
    | "history"
    | "ledger-format"
    | "no-trace"
    | "other-major"
    | "other-names"
    | "role"
    | "row-in-the-way";
  readonly snapshot: "holds-password" | "without-statistics";
  /** What `doctor` looks at, in the order in which it is told; a finding where it is amiss. */
  readonly environment:
    | "container-runtime"
    | "image"
    | "embedded-server"
    | "lent-server"
    | "memory"
    | "disk-space"
    | "node-version"
    | "package-versions"
    | "one-vitest"
    | "config"
    | "migrations"
    | "migration-tool"
    | "git-history"
    | "leftovers"
    | "variables";
}

/** The rules of `harness/lint`, as their files are called. */
export type LintRuleName =
  | "add-check"
  | "add-exclusion"
  | "add-foreign-key"
  | "add-unique"
  | "delete-all"
  | "detach-partition"
  | "disable-row-security"
  | "disable-trigger"
  | "drop-after-copy"
  | "drop-and-add-again"
  | "drop-attribute"
  | "drop-cascade"
  | "drop-column"
  | "drop-constraint"
  | "drop-domain"
  | "drop-extension"
  | "drop-owned"
  | "drop-policy"
  | "drop-schema"
  | "drop-sequence"
  | "drop-table"
  | "drop-trigger"
  | "drop-type"
  | "drop-view"
  | "lock-for-index"
  | "lossy-using"
  | "narrow-type"
  | "rebuild-under-lock"
  | "recompute-column"
  | "rename-as-drop-and-add"
  | "rename-in-use"
  | "required-column"
  | "restart-sequence"
  | "reuse-name"
  | "rewrite-for-default"
  | "rewrite-for-type"
  | "set-not-null"
  | "set-unlogged"
  | "truncate"
  | "update-all"
  | "validate-at-once";

export type Family = keyof Names;

/** The names of one family: "column-lost" of "survival". */
export type NameIn<Of extends Family> = Names[Of];

/** "survival/column-lost" */
export type CodeIn<Of extends Family> = `${Of}/${Names[Of]}`;

/** Every code that a finding can have. */
export type FindingCode = { [Of in Family]: CodeIn<Of> }[Family];

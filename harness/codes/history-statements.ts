import type { Texts } from "./text.ts";

const by = ["check", "verify"] as const;
const byDrops = ["check"] as const;
const see = ["check.md"] as const;

/** What keeps statements from running as they stand, and what a migration drops. */
export const historyStatements = {
  syntax: {
    title: "PostgreSQL's parser refuses a statement",
    severities: ["error"],
    by,
    means: "The statement is no SQL of PostgreSQL; the place is named.",
    why: "The deploy fails there.",
    next: ["Correct it. Placeholders and commands of `psql` do not belong into migrations."],
    see,
  },
  "breakpoint-in-literal": {
    title: "Drizzle cuts a statement in two",
    severities: ["error"],
    by,
    means:
      "`--> statement-breakpoint` stands within a literal, a body or a comment. Drizzle splits the file there without looking.",
    why: "Both halves are sent by themselves: the deploy fails, or runs something else.",
    next: ["Take the marker out of the text; between statements it is right."],
    see,
  },
  "outside-transaction": {
    title: "A statement cannot run in the migrator's transaction",
    severities: ["error", "warning"],
    by,
    means:
      "`CREATE INDEX CONCURRENTLY`, `VACUUM` and the like are refused in a transaction, and the migrator opens one. Of numbered files, a warning where it is not alone in its file.",
    why: "The deploy fails with 25001, in tests and in production.",
    next: [
      "Run it by hand before the deploy, and let the migration say `IF NOT EXISTS`.",
      "On a small table, leave `CONCURRENTLY` out.",
    ],
    see,
  },
  "transaction-control": {
    title: "COMMIT or BEGIN in a migration",
    severities: ["warning"],
    by,
    means: "A statement ends or begins a transaction within the migrator's own.",
    why: "What fails after it is not rolled back: half of the migration stays, and the ledger says that none of it ran.",
    next: ["Take it out, and part the migration in two where two transactions are needed."],
    see,
  },
  "enum-in-one-batch": {
    title: "A label is used in the transaction that adds it",
    severities: ["error", "warning"],
    by,
    means:
      "`ALTER TYPE … ADD VALUE` and a use of the new label run in one transaction. A warning where only an empty database runs both at once.",
    why: "PostgreSQL refuses it (55P04): the deploy fails, or no new environment can be built.",
    next: ["Deploy the label in a release of its own.", "Use `label::text` where a comparison is enough."],
    see,
  },
  "name-collision": {
    title: "Two names are the same in their first 63 bytes",
    severities: ["error"],
    by,
    means: "PostgreSQL cuts names after 63 bytes, and these two are one name then.",
    why: "The second statement fails, or, with `IF NOT EXISTS`, does nothing.",
    next: ["Give one of them a shorter name in the schema."],
    see,
  },
  "name-too-long": {
    title: "A name of more than 63 bytes",
    severities: ["note"],
    by,
    means: "PostgreSQL cuts it; a NOTICE says so, which nobody reads.",
    why: "Code that looks for the whole name does not find it.",
    next: ["Give it a shorter name in the schema."],
    see,
  },
  "drops-live": {
    title: "A migration that is to come drops what is in production",
    severities: ["warning"],
    by: byDrops,
    means:
      "`check --drops` looked at production: the object stands there, and its ledger does not have the migration yet.",
    why: "The next deploy takes it with all rows.",
    next: ["`holdfast verify` says what is lost with it.", "Copy what is needed first, and drop in a later release."],
    see,
  },
  "drop-made-again": {
    title: "What was dropped is made again, empty",
    severities: ["error", "warning"],
    by: byDrops,
    means:
      "One migration drops a table or a column and a later one makes it again under the same name. A warning where one migration does both, since it may have put the values back.",
    why: "A comparison of schemas sees no difference, and every value is gone.",
    next: [
      "Look whether production's values are still needed, and where a backup has them.",
      "Do not deploy the two where the first one has not run yet.",
    ],
    see,
  },
  "drop-restored": {
    title: "A way down drops what was brought back",
    severities: ["note"],
    by: byDrops,
    means:
      "The object was dropped and made again since; the way down of an early migration would drop it as it is now.",
    why: "Nobody who runs that way down means the new one.",
    next: ["Nothing, as long as nobody goes back that far."],
    see,
  },
  "drops-unread": {
    title: "A drop whose object cannot be read",
    severities: ["warning", "note"],
    by: byDrops,
    means:
      "The migration drops what its text does not name, or its SQL cannot be had; the reason is said. A note where a `downgrade()` raises `NotImplementedError`: it drops nothing.",
    why: "The list of drops is not whole there.",
    next: ["Read that migration yourself.", "`holdfast verify` runs it on rows."],
    see,
  },
} as const satisfies Partial<Texts<"history">>;

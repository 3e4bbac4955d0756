import type { Texts } from "./text.ts";

const by = ["status"] as const;
const see = ["status.md"] as const;

/** What the schema shows of what is recorded, and what the next run would do. */
export const ledgerRuns = {
  "not-recorded": {
    title: "A migration of the candidate is not recorded",
    severities: ["error"],
    by: ["verify"],
    means:
      "The migrator reported success on a database that stands at the base, and skipped the migration, or the ledger has no row of it.",
    why: "Every existing database goes without it, and the deploy is green. drizzle-orm 0.x does that when `when` is not later than that of an older entry, as after a merge.",
    next: [
      "Generate the migration again after merging, or give it a `when` later than every one before it.",
      "If the migration touches the ledger, take that out.",
    ],
    see: ["check.md"],
  },
  "rows-lost": {
    title: "The ledger lost rows",
    severities: ["error"],
    by: ["verify"],
    means: "Rows that the ledger had before the candidate are gone or changed after it.",
    why: "What ran before may run again with the next deploy.",
    next: ["Take the statement that touches the ledger out of the migration."],
  },
  "second-run": {
    title: "A second run of the migrator does something",
    severities: ["error"],
    by: ["verify"],
    means: "The candidate is recorded, the migrator ran once more, and that failed or changed something.",
    why: "Every deploy does it again, and so does every process that migrates at its start.",
    next: ["See what the migration does to the ledger: it must be left to the migrator."],
  },
  "out-of-order": {
    title: "A migration runs after later ones",
    severities: ["warning"],
    by: ["verify", "status"],
    means:
      "It is not recorded, though a later one is, and the migrator will run it behind that one: drizzle-orm 1.0, Alembic and numbered files do.",
    why: "Existing databases get the two in another order than new ones. Where both touch one object, they end up different.",
    next: ["Generate it again after merging, so that it is the last one.", "Make sure that the order does not matter."],
    see,
  },
  "recorded-without-effect": {
    title: "A migration is recorded, and nothing of it is there",
    severities: ["error"],
    by,
    means: "The ledger has a row of it, and nothing that it makes is in the database's schema.",
    why: "It will never run again. The release fails where it needs what is missing, and later migrations fail on it.",
    next: [
      "Make it by a new migration; leave the row alone.",
      "Where the database was restored or copied: compare with `holdfast drift`.",
    ],
    see,
  },
  "in-effect-unrecorded": {
    title: "A migration is in effect, and not recorded",
    severities: ["error"],
    by,
    means:
      "What it makes is there, and no row of the ledger claims it: the database was pushed, restored, or migrated by hand.",
    why: "The next deploy runs it and fails on what exists already, or, with `IF NOT EXISTS`, does half of it.",
    next: ["`holdfast baseline --to ID`, which proves it and records it."],
    see: ["status.md", "baseline.md"],
  },
  "partly-in-effect": {
    title: "Half of a migration is there",
    severities: ["error"],
    by,
    means: "Some of what it makes is in the database, and some is not.",
    why: "A statement ran outside of its transaction, or somebody changed it by hand. Neither running it nor leaving it is right.",
    next: [
      "If it is recorded: make what is missing by a new migration.",
      "If it is not: finish it or undo it by hand, then `baseline` or migrate.",
    ],
    see,
  },
  "empty-on-populated": {
    title: "The ledger is empty, and the tables are there",
    severities: ["error", "warning"],
    by,
    means:
      "No migration is recorded on a database that has tables of the history. A warning with `--no-replay`, where what they show was not compared.",
    why: "The next deploy runs the whole history from its first line, and fails or worse.",
    next: ["`holdfast baseline --to ID`, to the state that is named."],
    see: ["status.md", "baseline.md"],
  },
  skipped: {
    title: "A migration will never run",
    severities: ["error"],
    by,
    means:
      "drizzle-orm 0.x runs only what is later than the latest row of the ledger; this one is not recorded, and not later.",
    why: "The database goes without it in silence, and every deploy is green.",
    next: [
      "Generate it again, or give it a later `when`, in a commit of its own.",
      "If its changes are there already: `holdfast baseline`.",
    ],
    see,
  },
  rerun: {
    title: "A recorded migration will run again",
    severities: ["error"],
    by,
    means: "It is recorded, and by the migrator's rule it is taken for pending all the same.",
    why: "It fails on what exists, or, where it only changes rows, changes them twice.",
    next: ["Mend the row of the ledger that the message names: its time, its name."],
    see,
  },
  refused: {
    title: "The migrator stops before it runs anything",
    severities: ["error"],
    by,
    means: "By its own rules it refuses this ledger, or this folder, as a whole.",
    why: "No deploy goes through.",
    next: ["Mend what the message names."],
    see,
  },
  "schema-drifted": {
    title: "All is recorded and there, and something else differs",
    severities: ["warning"],
    by,
    means: "Every recorded migration is in effect, and the schema is still not what the history makes.",
    why: "Somebody changed it by hand; a new environment would be another one.",
    next: ["`holdfast drift` says what differs."],
    see: ["status.md", "drift.md"],
  },
} as const satisfies Partial<Texts<"ledger">>;

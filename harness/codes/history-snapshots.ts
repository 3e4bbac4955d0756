import type { Texts } from "./text.ts";

const by = ["check"] as const;
const byBoth = ["check", "verify"] as const;
const see = ["check.md"] as const;
const replaying = ["verify", "check", "status", "drift", "baseline"] as const;
const again =
  "Generate the newer migration again after merging: delete its SQL, its snapshot and its entry, then `drizzle-kit generate`.";
const twice = "drizzle-kit compares the schema with a wrong state: it writes changes twice, or leaves some out.";

/** drizzle-kit's pictures of the schema, and what a replay of the history shows. */
export const historySnapshots = {
  "snapshot-missing": {
    title: "A migration has no snapshot",
    severities: ["error", "warning"],
    by: byBoth,
    means: "`meta/…_snapshot.json` of the last migration is not there. A warning for one in between.",
    why: "`drizzle-kit generate` compares with the one before, and writes the last changes a second time.",
    next: ["Bring it back from git.", again],
    see,
  },
  "snapshot-unreadable": {
    title: "A snapshot cannot be read",
    severities: ["error"],
    by: byBoth,
    means: "It is not JSON or lacks a key; conflict markers are the usual reason. The key is named.",
    why: "drizzle-kit stops at it, and in CI may end with 0 all the same.",
    next: [again],
    see,
  },
  "snapshot-version": {
    title: "A snapshot of another format",
    severities: ["warning"],
    by: byBoth,
    means: "Its `version` is one that the project's drizzle-kit does not compare with.",
    why: "drizzle-kit asks for `drizzle-kit up` before it generates anything.",
    next: ["Run `drizzle-kit up`, in a commit of its own."],
    see,
  },
  "snapshot-parent-unknown": {
    title: "A snapshot follows one that is nowhere",
    severities: ["error"],
    by: byBoth,
    means: "Its `prevId` is the id of no snapshot of the folder.",
    why: twice,
    next: [again],
    see,
  },
  "snapshot-copied": {
    title: "Two snapshots have one id",
    severities: ["error"],
    by: byBoth,
    means: "A snapshot was copied, and keeps the id of the other one.",
    why: twice,
    next: [again],
    see,
  },
  "snapshot-forked": {
    title: "Two snapshots follow the same one",
    severities: ["error", "warning"],
    by: byBoth,
    means:
      "Two branches generated from one state and were merged. With Drizzle 1.0 a warning, as branches may still be open.",
    why: "The later snapshot knows nothing of the other branch's changes: the next `generate` takes them back.",
    next: [again],
    see,
  },
  "snapshot-cycle": {
    title: "A snapshot follows itself",
    severities: ["error"],
    by: byBoth,
    means: "Following `prevId` leads back to where it began.",
    why: twice,
    next: [again],
    see,
  },
  "snapshot-without-entry": {
    title: "A snapshot belongs to no migration",
    severities: ["warning", "error"],
    by: byBoth,
    means: "The journal has no entry for it. An error where it sorts last, as drizzle-kit then compares with it.",
    why: "What it has and no migration makes is never generated.",
    next: ["Delete it, or bring back the migration that it belongs to."],
    see,
  },
  "snapshot-differs": {
    title: "The last snapshot is not what the migrations leave",
    severities: ["error", "warning"],
    by,
    means:
      "`check --replay` made both and compared them. An error where the snapshot has what no migration makes, or has it otherwise; a warning where the migrations make what it does not have.",
    why: "`drizzle-kit generate` never looks at migrations again: it never writes what is missing, or writes what is there already.",
    next: [
      "Write what is missing as a migration (`drizzle-kit generate --custom`).",
      "Where it was made by hand on purpose, take it into the schema in the code.",
    ],
    see,
  },
  "snapshot-unusable": {
    title: "What the snapshot says cannot be made",
    severities: ["warning"],
    by,
    means: "drizzle-kit's own SQL for it fails on an empty database, so that it was not compared.",
    why: "Whether it is true is not known.",
    next: ["See the server's words; an extension or a schema that only the migrations make is the usual reason."],
    see,
  },
  "beyond-snapshot": {
    title: "What no snapshot holds",
    severities: ["note"],
    by,
    means: "Triggers, functions, extensions and the like, which the migrations make.",
    why: "drizzle-kit does not know of them, and neither keeps nor drops them.",
    next: ["Nothing."],
    see,
  },
  "generate-not-idle": {
    title: "`drizzle-kit generate` would write a migration",
    severities: ["error"],
    by,
    means: "It was run in a copy of the project, and wrote one, or asked whether something was renamed.",
    why: "Somebody changed the schema in the code and did not generate: the release expects what production does not get.",
    next: ["Run `drizzle-kit generate`, answer its questions, and commit what it writes."],
    see,
  },
  "generate-failed": {
    title: "`drizzle-kit generate` failed",
    severities: ["error"],
    by,
    means:
      "It wrote nothing, and did not say that there is nothing to write; its own words are quoted. Its exit code is 0 also then.",
    why: "Whether code and migrations agree is not known, and CI that trusts its exit code is green.",
    next: ["Run it by hand and mend what it says: snapshots first."],
    see,
  },
  "replay-failed": {
    title: "The history does not run on an empty database",
    severities: ["error"],
    by: replaying,
    means:
      "The project's own migrator ran it on a new database and stopped; with the migration, the statement and the server's words.",
    why: "No new environment can be built from it: no test database, no staging, no disaster recovery.",
    next: [
      "Mend the migration that fails, where no database has run it.",
      "Let `holdfast/preamble.sql` beside the migrations make what a provider makes: roles, schemas, extensions.",
    ],
    see: ["config.md"],
  },
  "not-in-one-deploy": {
    title: "The history does not run as one deploy",
    severities: ["note"],
    by: ["verify"],
    means:
      "An enum label is used in the transaction that adds it (55P04); it was replayed migration by migration in its place.",
    why: "A new environment cannot be built in one go.",
    next: ["Squash the history, or build new environments step by step."],
  },
  "other-major": {
    title: "Replayed on another major version",
    severities: ["note"],
    by: ["status"],
    means: "The scratch server is not of the live database's major version of PostgreSQL.",
    why: "Some SQL prints differently there, so that what a migration shows may not be recognised.",
    next: ["Choose the version with `--postgres` or `--image`."],
    see: ["status.md"],
  },
  "config-unreadable": {
    title: "drizzle.config could not be loaded",
    severities: ["warning"],
    by: ["status", "drift", "baseline", "guard", "verify"],
    means: "Where the ledger is would stand there; its usual place was taken.",
    why: "If the project keeps it elsewhere, all that is said of the ledger is of an empty one.",
    next: ["Let it load without a database and without secrets; see the error that is quoted."],
    see: ["status.md"],
  },
} as const satisfies Partial<Texts<"history">>;

import type { Texts } from "./text.ts";

const byDrift = ["drift", "baseline"] as const;
const seeDrift = ["drift.md"] as const;

export const drift: Texts<"drift"> = {
  "only-live": {
    title: "Production has what the history would not rebuild",
    severities: ["error"],
    by: byDrift,
    means:
      "A table, column, index or other object is in the live database, and not in what the recorded migrations make.",
    why: "It was made by hand, by a push, or by a migration that is gone. A new environment lacks it; the next generated migration may drop it, or fail on it.",
    next: [
      "Write a migration that makes it `IF NOT EXISTS`, or one that drops it.",
      "If another team or an extension keeps it, name it in `drift.ignore`.",
    ],
    see: seeDrift,
  },
  "only-history": {
    title: "Production lacks what the history makes",
    severities: ["error"],
    by: byDrift,
    means: "A recorded migration makes it, and it is not in the live database. The migration is named.",
    why: "It was dropped by hand, or the migration never ran in full. The release fails where it needs it; later migrations fail on it.",
    next: ["Make it again by a new migration; leave the ledger's row alone."],
    see: seeDrift,
  },
  differs: {
    title: "Production has it otherwise",
    severities: ["error"],
    by: byDrift,
    means:
      "Both have the object, and not in the same way: another type, default, expression, body. Both values are shown, and the migration since which the history has its own.",
    why: "Code and later migrations are tested against something that production is not.",
    next: ["Write a migration that makes the two the same, in the direction that is right."],
    see: seeDrift,
  },
  "unknown-schema": {
    title: "Production has a schema that no migration makes",
    severities: ["error"],
    by: byDrift,
    means: "A whole schema with what is in it, told once: of a provider, another application, or another history.",
    why: "A new environment lacks it, and what refers to it fails there.",
    next: [
      "Put a stand-in into `holdfast/preamble.sql`, if migrations refer to it.",
      "Name it in `drift.ignore`, if it is somebody else's.",
    ],
    see: seeDrift,
  },
  "other-major": {
    title: "The other major version may only print it differently",
    severities: ["warning"],
    by: byDrift,
    means:
      "The two sides are of different major versions of PostgreSQL, and the SQL that they print for the object reads differently.",
    why: "It may be the same; it cannot be told.",
    next: ["Compare on a server of production's major version (`--postgres`, `--image`)."],
    see: seeDrift,
  },
  harmless: {
    title: "Differences without consequence",
    severities: ["note"],
    by: byDrift,
    means:
      "Names of constraints and indexes, the order of labels, `NOT VALID`, versions of extensions, storage options. `--json` has each with its reason.",
    why: "Nothing depends on them, except a later migration that names a constraint.",
    next: ["Nothing."],
    see: seeDrift,
  },
  ignored: {
    title: "Differences that the config passes over",
    severities: ["note"],
    by: byDrift,
    means: "`drift.ignore` in `holdfast.config.ts` names them.",
    why: "They are counted, so that the list does not grow unseen.",
    next: ["Nothing, while the list is what you mean."],
    see: ["drift.md", "config.md"],
  },
};

const byBaseline = ["baseline"] as const;
const seeBaseline = ["baseline.md"] as const;

export const baseline: Texts<"baseline"> = {
  "row-in-the-way": {
    title: "A row of the ledger is in the way",
    severities: ["error"],
    by: byBaseline,
    means:
      "A row without a time, of the future, or of an unknown later migration would make the migrator run or skip something else than what comes after the baseline.",
    why: "The baseline would be true, and the next deploy wrong.",
    next: ["Mend that row, or take it out; the message says what the migrator makes of it."],
    see: seeBaseline,
  },
  history: {
    title: "The next migration would not run",
    severities: ["error"],
    by: byBaseline,
    means: "The files themselves keep it from running on any database that has those before.",
    why: "A baseline cannot mend that.",
    next: ["See what `holdfast check` says, and mend the files first."],
    see: ["baseline.md", "check.md"],
  },
  "other-major": {
    title: "Proven on another major version of PostgreSQL",
    severities: ["error"],
    by: byBaseline,
    means: "The history was replayed on a server of another major version than production's.",
    why: "What looks the same there proves nothing here, and rows of a ledger are not written on a guess.",
    next: ["Choose the version with `--postgres` or `--image`, with a container runtime."],
    see: seeBaseline,
  },
  "ledger-format": {
    title: "The ledger is of an older drizzle-orm",
    severities: ["error"],
    by: byBaseline,
    means: "It has rows of 0.x, and the project has 1.0, which converts them before it does anything else.",
    why: "Rows of two formats in one ledger are what no migrator knows.",
    next: ["Let drizzle-orm 1.0 migrate once with nothing to run, then run `baseline`."],
    see: seeBaseline,
  },
  "no-trace": {
    title: "Nothing shows whether a migration ran",
    severities: ["warning"],
    by: byBaseline,
    means:
      "It changes rows, grants or comments only, and so leaves no trace in the schema. It is recorded on your word.",
    why: "If it did not run, it never will.",
    next: ["See in the rows whether it ran, before you confirm."],
    see: seeBaseline,
  },
  "other-names": {
    title: "Constraints have other names than in the history",
    severities: ["warning"],
    by: byBaseline,
    means: "The same constraint stands under another name, as after a push or a restore from another tool.",
    why: "A later migration that drops or alters it by its name fails with 42704.",
    next: ["`ALTER TABLE … RENAME CONSTRAINT …`, before or after the baseline."],
    see: seeBaseline,
  },
  role: {
    title: "The ledger would belong to another role",
    severities: ["warning"],
    by: byBaseline,
    means: "Who connects is not the owner of the tables, and the ledger is still to be made.",
    why: "The role that deploys may not write to it then, and the next deploy fails.",
    next: ["Connect as the role that deploys."],
    see: seeBaseline,
  },
};

export const snapshot: Texts<"snapshot"> = {
  "holds-password": {
    title: "A definition seems to hold a password",
    severities: ["warning"],
    by: ["snapshot"],
    means:
      "A default, a check, a view or the like has a text in it that reads as a password, and stands in the file in full.",
    why: "The file is made to be committed, and everyone who reads the repository could read the password.",
    next: [
      "Keep it out of the schema: in a user mapping of a foreign server, or a setting of the application.",
      "Change it: whoever may connect can read definitions.",
    ],
    see: ["snapshot.md"],
  },
  "without-statistics": {
    title: "Tables have no statistics",
    severities: ["warning"],
    by: ["snapshot"],
    means: "They were never analysed, or this user may not see their statistics.",
    why: "`verify --like` fills them as if nothing were known of them.",
    next: ["Run `ANALYZE` there.", "Connect as a role that may read the tables."],
    see: ["snapshot.md"],
  },
};

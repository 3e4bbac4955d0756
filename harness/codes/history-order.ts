import type { Texts } from "./text.ts";

const by = ["check"] as const;
const byBoth = ["check", "verify"] as const;
const see = ["check.md"] as const;

/** The order in which migrations run, and what a branch does to those that ran. */
export const historyOrder = {
  order: {
    title: "A migration is not later than one before it",
    severities: ["error"],
    by: byBoth,
    means:
      "Its `when` is not later than that of an earlier entry. drizzle-orm 0.x runs only what is later than the latest row of the ledger.",
    why: "A database that has the other one skips it in silence, and the deploy is green; an empty test database runs both.",
    next: ["Generate it again after merging, or give it a later `when`."],
    see,
  },
  "when-in-future": {
    title: "A migration's time is still to come",
    severities: ["error"],
    by: byBoth,
    means: "`when` is later than now: a clock was wrong, or somebody wrote it by hand.",
    why: "A database that has it skips whatever is generated until then.",
    next: ["Set `when` to the time of its commit, before it is deployed anywhere."],
    see,
  },
  "several-heads": {
    title: "Alembic has several heads",
    severities: ["error"],
    by: byBoth,
    means: "Two revisions are followed by none, as after a merge.",
    why: "`alembic upgrade head` refuses to choose between them.",
    next: ["Let the newer one follow the other (`down_revision`), or write `alembic merge heads`."],
    see,
  },
  edited: {
    title: "A migration of the base was changed",
    severities: ["error", "warning", "note"],
    by,
    means:
      "Its text is not what it is in the git ref of `--base`. A warning where only comments or blanks differ, a note where only line ends do.",
    why: "Databases that ran it never get the change; new ones do. From then on there are two schemas.",
    next: ["Put it back, and write the change as a new migration."],
    see,
  },
  deleted: {
    title: "A migration of the base is gone",
    severities: ["error"],
    by,
    means: "The git ref of `--base` has it, and this branch has not.",
    why: "Databases have what it made, and no new one will.",
    next: ["Bring it back; undo what it did by a new migration."],
    see,
  },
  renamed: {
    title: "A migration of the base has another name",
    severities: ["error"],
    by,
    means: "The same text stands under another name.",
    why: "The tool takes it for new, or for a hole: it runs again, or is refused.",
    next: ["Give it its old name back."],
    see,
  },
  reordered: {
    title: "Migrations of the base stand in another order",
    severities: ["error", "warning"],
    by,
    means:
      "The old migrations do not follow each other as in the git ref of `--base`. With folders of Drizzle 1.0, a warning for a new one that sorts before an old one.",
    why: "New databases get them in another order than existing ones did.",
    next: ["Put the old order back; a new migration belongs at the end."],
    see,
  },
  "when-changed": {
    title: "The time of a migration of the base was changed",
    severities: ["error", "warning"],
    by,
    means: "`when` is not what it is in the git ref of `--base`. A warning where that mends the order.",
    why: "By that time drizzle-orm 0.x tells what is pending: a database runs it again, or skips it.",
    next: ["Put the old time back, where any database has run it."],
    see,
  },
  skipped: {
    title: "Databases at the base would skip a new migration",
    severities: ["error"],
    by,
    means: "Its `when` is not later than that of the base's last one; of Alembic, an old revision follows the new one.",
    why: "Every database that is up to date goes without it, and the deploy is green.",
    next: ["Generate it again on top of the base."],
    see,
  },
  wiped: {
    title: "None of the base's migrations is left",
    severities: ["error"],
    by,
    means: "The folder was generated anew.",
    why: "Every existing database would run the whole history on tables that it has, and fail or lose them.",
    next: [
      "Bring the history back.",
      "Where it is to be squashed on purpose: record the new one by `holdfast baseline` on each database first.",
    ],
    see: ["check.md", "baseline.md"],
  },
  "dialect-switched": {
    title: "The history was another database's",
    severities: ["error"],
    by,
    means: "The git ref of `--base` has a history of another `dialect` in this folder.",
    why: "What ran and what would run have nothing in common.",
    next: ["Give the new history a folder of its own."],
    see,
  },
  "upgrade-1.0": {
    title: "What `drizzle-kit up` of 1.0 would do",
    severities: ["note"],
    by,
    means: "Whether 1.0 converts the folder or refuses it, with all reasons, told from the files alone.",
    why: "The upgrade converts a folder as a whole, or not at all.",
    next: ["Mend what it names before the upgrade; `holdfast status` says the same of a ledger."],
    see,
  },
} as const satisfies Partial<Texts<"history">>;

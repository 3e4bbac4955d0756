import type { Texts } from "./text.ts";

const by = ["verify"] as const;
const see = ["declarations.md"] as const;

/** Tables and rows. */
export const survivalOfRows = {
  "table-lost": {
    title: "A table is gone with its rows",
    severities: ["error"],
    by,
    means:
      "A table that stood before the candidate is not there after it, and no other table took its rows over under the same identity or name.",
    why: "Every row goes with the commit, and so do the table's triggers, policies and grants. An older release that is rolled back to finds no table; a restore loses what was written since.",
    next: [
      "Keep the table until its rows are known to be elsewhere: rename it (`ALTER TABLE … RENAME TO …`) and drop it in a later migration.",
      "If its columns moved to other tables, declare each (`movedTo`): `verify` holds it against every row.",
      "If the rows are not needed, approve the loss in `holdfast/<migration>.json`, by the table's name.",
    ],
    example: {
      before: "CREATE TABLE notes (id int PRIMARY KEY, body text NOT NULL);",
      candidate: "DROP TABLE notes;",
      says: "public.notes  public.notes is gone, with 200 rows.",
    },
    see,
  },
  "rows-lost": {
    title: "Rows are gone",
    severities: ["error"],
    by,
    means:
      "Rows are followed by their primary key, else by a unique key without NULLs, else as a whole. Some that were there before the candidate are not there after it; a few of their keys are shown.",
    why: "A `DELETE` or a `TRUNCATE`, a cascade from another table, or a rebuild whose `INSERT … SELECT` leaves rows out took them. No error is raised, and nothing brings them back.",
    next: [
      "Narrow the statement that is named: a `WHERE` that says which rows are meant, an outer join in place of an inner one, a copy without a filter.",
      "If just these rows are meant to go, declare which (`deleted`), so that a row more is an error.",
      "If a cascade takes them, take `ON DELETE CASCADE` or `TRUNCATE … CASCADE` out, or empty the other table on purpose.",
      "If the keys were given anew, declare how (`rekeyed`): the rows are then compared by the new key.",
    ],
    example: {
      before: "CREATE TABLE visits (id int PRIMARY KEY, seconds int NOT NULL);",
      candidate: "DELETE FROM visits WHERE id > 3;",
      says: "public.visits  public.visits lost 196 of 200 rows (for example id 102; id 104; id 105).",
    },
    see,
  },
  "rows-detached": {
    title: "Rows stand outside of their table",
    severities: ["error"],
    by,
    means:
      "A partition was detached, or a table no longer inherits from this one. Its rows are still in the database, under the other name only.",
    why: "Whoever asks the table finds fewer rows than before, without an error; reports and joins are wrong in silence. A later clean-up that drops what looks unused loses them.",
    next: [
      "Keep the partition attached, or let the table inherit again.",
      "If the rows are archived on purpose, approve it in `holdfast/<migration>.json`, by the name of the table that loses them.",
      "If they are to move, `INSERT … SELECT` them back in the same migration.",
    ],
    example: {
      before:
        "CREATE TABLE events (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);\nCREATE TABLE events_rest PARTITION OF events DEFAULT;",
      candidate: "ALTER TABLE events DETACH PARTITION events_rest;",
      says: "public.events  public.events lost 200 of 200 rows: public.events_rest no longer belongs to it. The rows still stand there, but nobody who reads public.events sees them.",
    },
  },
  "rows-altered": {
    title: "Rows of a table without a key are not what they were",
    severities: ["error"],
    by,
    means:
      "The table has no key by which single rows could be followed, so all rows are compared as a whole. As many are there as before, every column still has its values, and yet some rows are not there any more: values moved between rows.",
    why: "A statement gave rows the values of other rows. Each column by itself looks right, and no count shows it.",
    next: [
      "Look at the statement that rewrites the rows: an `UPDATE … FROM` whose join finds the wrong partner does this.",
      "Give the table a primary key in an earlier migration: the column and the rows can then be named.",
    ],
  },
  "rows-multiplied": {
    title: "Rows are there more than once",
    severities: ["warning"],
    by,
    means: "The table holds rows that repeat another one, by its old key or as a whole, which it did not before.",
    why: "A join that finds more than one partner, or an `INSERT … SELECT` that runs twice, copied them. Sums and counts are wrong from then on, and without a key nobody can tell which row is the copy.",
    next: [
      "Make the join find one partner for each row, or add `DISTINCT` where rows may not repeat.",
      "Add a primary key or a unique constraint in the same migration: the deploy then fails where rows would repeat.",
    ],
  },
  "name-reused": {
    title: "An old name gives other values",
    severities: ["error", "warning"],
    by,
    means:
      "The old rows or values live on under another name, and the name that they had belongs to something else now: a new table, a view, another column, an enum label. A warning for labels, and where two old columns only exchanged their names.",
    why: "Every reader of the old name gets wrong or missing values without an error: the release that still runs, jobs, reports, and an older release that is rolled back to.",
    next: [
      "Copy the rows or values to the new object before it takes the name.",
      "Put a view that reads the old rows under the old name.",
      "Give the new object a name of its own, so that old readers fail loudly.",
    ],
    example: {
      before: "CREATE TABLE jobs (id int PRIMARY KEY, title text NOT NULL);",
      candidate: "ALTER TABLE jobs RENAME TO jobs_old;\nCREATE TABLE jobs (id int PRIMARY KEY, title text NOT NULL);",
      says: "public.jobs  The name public.jobs now belongs to another table, which gives 0 of 200 rows (200 missing); the old rows live on as public.jobs_old, where nobody who reads the old name sees them.",
    },
  },
} as const satisfies Partial<Texts<"survival">>;

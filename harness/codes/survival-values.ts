import type { Texts } from "./text.ts";

const by = ["verify"] as const;
const see = ["declarations.md"] as const;

/** Values of columns. */
export const survivalOfValues = {
  "column-lost": {
    title: "Values of a column are lost",
    severities: ["error"],
    by,
    means:
      "Every row was read before and after the candidate. The column is gone, or it was dropped and made again, and the values that rows held in it are nowhere in the table. A column that was renamed, or whose values all stand in another column, is not lost.",
    why: "The values are gone with the commit. Rolling the release back brings the column's name back and not what it held; only a backup has that, and a restore loses everything written since.",
    next: [
      "If it is a rename, write `ALTER TABLE … RENAME COLUMN … TO …` in place of the two statements.",
      "If the column is dropped and made again, take the `DROP COLUMN` out and change the column in place (`ALTER COLUMN … TYPE`, `SET DEFAULT`, `SET NOT NULL`).",
      "If the values move to another table, copy them first, declare it (`movedTo`), and drop the column in a later migration.",
      "If nobody needs the values, approve the loss in `holdfast/<migration>.json`, with a reason, an owner and a date; `--write-declaration` writes it, but for these.",
    ],
    example: {
      before: "CREATE TABLE projects (id int PRIMARY KEY, lead text NOT NULL);",
      candidate: "ALTER TABLE projects DROP COLUMN lead;",
      says: "public.projects.lead  200 values lost: the column is gone (id 101: Derrick Smith → NULL).",
    },
    see,
  },
  "values-altered": {
    title: "Values of a column are not what they were",
    severities: ["error"],
    by,
    means:
      "The rows are there and hold other values than before. A change of type counts only where it changes what is stored: a conversion that goes there and back without a difference for every row is no loss.",
    why: "What was there is overwritten: rounded, cut, set to a default, put in lower case, moved to another time zone. The old value is nowhere, so it cannot be computed again.",
    next: [
      "If the change is meant, declare it (`becomes`, by SQL over the old row): `verify` then holds every row against it.",
      "Choose a type that holds every value, or write the result to a new column and keep the old one until it is proven.",
      "Narrow an `UPDATE` to the rows that are meant; if a trigger is named, see what it writes when the migration touches its rows.",
    ],
    example: {
      before: "CREATE TABLE items (id int PRIMARY KEY, price numeric(10,4) NOT NULL);",
      candidate: "ALTER TABLE items ALTER COLUMN price TYPE numeric(10,2);",
      says: "public.items.price  numeric(10,4) → numeric(10,2) changed 196 of 200 values (id 0: 3811.0012 → 3811.00).",
    },
    see,
  },
  "values-filled": {
    title: "NULLs became values",
    severities: ["warning"],
    by,
    means: "Rows that held NULL in the column hold a value now. Values that were there are unchanged.",
    why: "NULL said that the value is not known. After a backfill nobody can tell a value that somebody entered from one that the migration put there.",
    next: [
      "Nothing, if the filled-in value is right for every such row; declare it (`becomes`) to have it checked.",
      "Keep what was unknown recognisable: a value of its own, or a second column that says so.",
    ],
    example: {
      before: "CREATE TABLE people (id int PRIMARY KEY, age int);",
      candidate: "UPDATE people SET age = 0 WHERE age IS NULL;",
      says: "public.people.age  21 NULLs became a value.",
    },
    see,
  },
  "conversion-unproven": {
    title: "It is not shown that a change of type loses nothing",
    severities: ["error"],
    by,
    means:
      "The column has another type. For some values the way back (new type to old) or the way there (old type to new) is missing or fails, so that old and new value cannot be compared.",
    why: "What `USING` computes may be right or may lose what the old type could say; no cast can tell which, and the old values are overwritten.",
    next: [
      "Declare what the column becomes (`becomes`): each row is then held against your expression.",
      "Write the new values to a second column, compare, and drop the old one in a later migration.",
      "If the values do not matter, approve the change in `holdfast/<migration>.json`, by the column's name.",
    ],
    see,
  },
  "generation-changed": {
    title: "A generated column gives other values",
    severities: ["warning"],
    by,
    means:
      "The column is computed by PostgreSQL from others of its row, and gives other values than before. What it is computed from is judged by itself.",
    why: "Nothing that somebody entered is lost, but readers, indexes and exports see other values from the commit on.",
    next: ["Check that every reader expects the new expression; give it a new name if the meaning changed."],
    example: {
      before:
        "CREATE TABLE invoices (id int PRIMARY KEY, net int NOT NULL CHECK (net BETWEEN 1 AND 1000), gross int GENERATED ALWAYS AS (net * 2) STORED);",
      candidate: "ALTER TABLE invoices DROP COLUMN gross, ADD COLUMN gross int GENERATED ALWAYS AS (net * 3) STORED;",
      says: "public.invoices.gross  The generated column gives other values in 200 rows (id 0: 2 → 3).",
    },
  },
  "duplicate-keys-lost": {
    title: "Duplicate keys of JSON are gone",
    severities: ["warning"],
    by,
    means: "A `json` column became `jsonb`. Documents that held one key twice hold the last of the two only.",
    why: "`json` keeps the text as it was written, duplicates and the order of keys included; `jsonb` does not, and the text cannot be had back.",
    next: [
      "Check that no reader relies on the dropped duplicates; keep the `json` column where the text itself matters, as for signatures.",
    ],
  },
} as const satisfies Partial<Texts<"survival">>;

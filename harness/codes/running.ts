import type { Texts } from "./text.ts";

const by = ["verify"] as const;

export const candidate: Texts<"candidate"> = {
  failed: {
    title: "The candidate fails on a populated database",
    severities: ["error"],
    by,
    means:
      "The migrator stopped with an error of the server, with the statement, the SQLSTATE and, where rows are in the way, some of them. The rows are those of the seed, or of the database that `--from` copied. With HF001, the guard refused what loses data.",
    why: "The deploy fails in production as soon as one such row stands there, often with the lock on a large table held for as long as it takes to find out. An empty test database shows none of it.",
    next: [
      "Mend the rows first, in the same migration: fill NULLs, merge duplicates, repoint orphans.",
      "Add the constraint `NOT VALID`, and validate it in a later migration.",
      "If production cannot hold what is in the way, rule it out in the config (`seed.never`, or values of your own), as the remedy says.",
      "If it lacks rights (42501), let `holdfast/preamble.sql` beside the migrations prepare what a superuser has to.",
      "Under a guard, approve the loss in `holdfast/<migration>.json`: the approval becomes a permit for one use.",
    ],
    example: {
      before: "CREATE TABLE people (id int PRIMARY KEY, age int);",
      candidate: "ALTER TABLE people ALTER COLUMN age SET NOT NULL;",
      says: 'public.people.age  The candidate fails on populated tables: column "age" of relation "people" contains null values (SQLSTATE 23502). 21 rows of public.people stand in the way, for example id=37; id=44; id=49.',
    },
    see: ["config.md", "going-back.md"],
  },
  overflows: {
    title: "A statement fails on rare values",
    severities: ["warning"],
    by,
    means:
      "The candidate fails on values that few tables hold (NaN, infinity, times beyond the years 1 to 9999, arrays of two dimensions, numbers at the ends of their type), and runs without them. All else was judged without them.",
    why: "One such value in production stops the deploy. Where there is none, it runs.",
    next: [
      "Let the statement bear them: compute in a wider type, take arrays apart with `unnest()`.",
      "Keep them out for good by a CHECK, or tell the seed that production holds none (`seed.never`).",
    ],
    see: ["config.md"],
  },
};

export const coverage: Texts<"coverage"> = {
  column: {
    title: "No row could show a loss in this column",
    severities: ["error"],
    by,
    means:
      "The rows hold too little in this column: no value but NULL and the default, one value only, not every label of its enum, or none of its type's awkward values. A constraint, a trigger or the config stands in the way, and is named.",
    why: "A green run would say nothing about this column. The verdict is `unproven`, which is not `safe`.",
    next: [
      "Give values that the column takes in `holdfast.config.ts`, as the remedy writes them.",
      "Give a seed set with whole rows where several columns have to fit each other.",
      "With `--coverage warn` such findings are warnings: for a first look, not for CI.",
    ],
    see: ["config.md"],
  },
  "table-empty": {
    title: "No row could be placed in a table",
    severities: ["error", "note"],
    by,
    means:
      "Every row that was tried was refused, or the table points to one that is empty itself. A note where the config wants it empty (`rows: 0`), or it is partitioned and has no partition.",
    why: "Nothing about this table is proven: whatever the migration does to it loses nothing here.",
    next: [
      "Give rows that it takes in the config (`list`), as the remedy writes them.",
      "If it stays empty in production as well: `rows: 0`.",
    ],
    example: {
      before: "CREATE TABLE settings (id int PRIMARY KEY, code text NOT NULL CHECK (md5(code) LIKE '000000%'));",
      candidate: "ALTER TABLE settings ADD COLUMN note text;",
      says: "public.settings  No row could be placed, so nothing about this table is proven: …",
    },
    see: ["config.md"],
  },
  "nothing-to-lose": {
    title: "No table stands before the candidate",
    severities: ["error"],
    by,
    means:
      "The candidate is the first migration that makes anything, or the copied database is empty. There is nothing that could be lost.",
    why: "Nothing is proven, which is not the same as safe.",
    next: ["Choose a later candidate (`--candidate ID`).", "For a first migration there is nothing to verify yet."],
  },
  "statement-without-rows": {
    title: "A statement touched no row",
    severities: ["warning"],
    by,
    means: "An `UPDATE` or `DELETE` of the candidate found no row of the seed that its condition is true for.",
    why: "What it does to data is not shown. In production it may find many.",
    next: ["Give a seed set with rows that it is meant for.", "Run `verify --from` on a copy that has such rows."],
    see: ["config.md", "server.md"],
  },
  "statement-without-effect": {
    title: "An UPDATE changed no value",
    severities: ["warning"],
    by,
    means: "The statement touched rows, and every value is what it was before.",
    why: "What it does to data is not shown; or it does nothing, and somebody believes that it does.",
    next: ["Give rows that it is meant for, with values that it changes.", "Check the condition and the expression."],
    example: {
      before: "CREATE TABLE cities (id int PRIMARY KEY, name text NOT NULL);",
      candidate: "UPDATE cities SET name = name;",
      says: "0002_candidate  This UPDATE touched 200 rows and changed no value, so what it does to data is not shown.",
    },
    see: ["config.md"],
  },
  "declaration-without-rows": {
    title: "No row could show what is declared",
    severities: ["error"],
    by,
    means: "A declaration speaks of rows (`deleted`, `becomes`, …) and none of the seed is such a row.",
    why: "A declaration that nothing was held against proves nothing, and would hide the next loss.",
    next: ["Give such rows in the config.", "Take the declaration out, if production has none either."],
    see: ["declarations.md"],
  },
};

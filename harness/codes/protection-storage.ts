import type { Texts } from "./text.ts";

const by = ["verify"] as const;

/** Views, large objects, and what a crash leaves. */
export const protectionOfStorage = {
  unlogged: {
    title: "A table became UNLOGGED",
    severities: ["warning"],
    by,
    means: "The table was logged before the candidate, and is not after it.",
    why: "A crash of the server empties it, and neither replicas nor point-in-time backups ever have its rows.",
    next: [
      "`ALTER TABLE … SET LOGGED` in the same migration; to load faster, `COPY` in the transaction that makes the table.",
    ],
    example: {
      before: "CREATE TABLE sessions (id int PRIMARY KEY, name text NOT NULL);",
      candidate: "ALTER TABLE sessions SET UNLOGGED;",
      says: "public.sessions  public.sessions is UNLOGGED: a crash empties it, and replicas never see its rows.",
    },
  },
  "large-objects-lost": {
    title: "Large objects are gone",
    severities: ["warning"],
    by,
    means: "There are fewer large objects (`lo_create`, `lo_import`) than before the candidate.",
    why: "Columns that hold their numbers point at nothing; no foreign key says so.",
    next: ["Check that no column still points at them; unlink those only that nothing refers to."],
  },
  "view-lost": {
    title: "A view is gone",
    severities: ["warning"],
    by,
    means: "A view or materialized view that stood before the candidate is not there after it.",
    why: "No row is lost, but every query of it fails: of the release that still runs, of reports, of other teams. Its grants are gone as well.",
    next: [
      "Make it again in the same migration, with its grants.",
      "Deploy what no longer asks for it first, and approve its loss in `holdfast/<migration>.json`, by this code.",
    ],
    example: {
      before:
        "CREATE TABLE members (id int PRIMARY KEY, name text NOT NULL);\nCREATE VIEW member_names AS SELECT name FROM members;",
      candidate: "DROP VIEW member_names;",
      says: "public.member_names  The view public.member_names is gone.",
    },
  },
  "view-changed": {
    title: "A view gives something else",
    severities: ["warning"],
    by,
    means:
      "The view's query is another one than before the candidate, or its `security_invoker` or `security_barrier` is off now.",
    why: "Readers get other rows or values by the same name, without an error.",
    next: ["Check that its readers expect it; give the view with the new meaning a name of its own."],
    example: {
      before:
        "CREATE TABLE staff (id int PRIMARY KEY, name text NOT NULL);\nCREATE VIEW staff_names AS SELECT id, name FROM staff;",
      candidate: "CREATE OR REPLACE VIEW staff_names AS SELECT id, name FROM staff WHERE id > 1;",
      says: "public.staff_names  The view public.staff_names changed: …",
    },
  },
  "view-unpopulated": {
    title: "A materialized view holds no data",
    severities: ["warning"],
    by,
    means: "The materialized view was populated before the candidate, and was made again or refreshed `WITH NO DATA`.",
    why: "Reading it is an error until somebody refreshes it.",
    next: ["`REFRESH MATERIALIZED VIEW …` at the end of the migration, or right after the deploy."],
    example: {
      before:
        "CREATE TABLE sales (id int PRIMARY KEY);\nCREATE MATERIALIZED VIEW sales_total AS SELECT count(*) AS items FROM sales;",
      candidate: "REFRESH MATERIALIZED VIEW sales_total WITH NO DATA;",
      says: "public.sales_total  The materialized view public.sales_total holds no data; reading it is an error until it is refreshed.",
    },
  },
} as const satisfies Partial<Texts<"protection">>;

/**
 * What becomes of an action under the guard. "refused": with HF001, for what it would lose; "kept": with HF002, for what
 * it would do to the guard; "no-right": by PostgreSQL itself, with 42501; "passes": it can lose something, and nothing
 * stops it; "free": it loses nothing.
 */
export type LimitOutcome = "refused" | "kept" | "no-right" | "passes" | "free";

/** One line of what the guard does and does not do. The test of the guard runs each of them, for each role. */
export interface Limit {
  readonly name: string;
  readonly action: string;
  /** The role that owns the tables, and migrates. */
  readonly owner: LimitOutcome;
  /** A role without rights on the tables. */
  readonly other: LimitOutcome;
  readonly superuser: LimitOutcome;
  /** The action and what the guard does, in a sentence. */
  readonly words: string;
}

function limit(
  name: string,
  action: string,
  outcomes: readonly [LimitOutcome, LimitOutcome, LimitOutcome],
  words: string,
): Limit {
  const [owner, other, superuser] = outcomes;
  return { name, action, owner, other, superuser, words };
}

const refused = ["refused", "no-right", "refused"] as const;
const kept = ["kept", "no-right", "kept"] as const;
const superusers = ["no-right", "no-right", "passes"] as const;
const passes = ["passes", "no-right", "passes"] as const;
const free = ["free", "no-right", "free"] as const;

/** From what is refused to what is free. */
export const limits: readonly Limit[] = [
  limit(
    "drop-table",
    "DROP TABLE, also of a partition, attached or detached; DROP SCHEMA … CASCADE, DROP OWNED, DROP EXTENSION where they take a table",
    refused,
    "Dropping a table is refused, by whichever command.",
  ),
  limit(
    "drop-column",
    "DROP COLUMN; DROP TYPE or DROP DOMAIN … CASCADE where they take a column; ALTER TYPE … DROP ATTRIBUTE",
    refused,
    "Dropping a column or an attribute is refused, by whichever command.",
  ),
  limit(
    "truncate",
    "TRUNCATE, also of a table above or through CASCADE, and of a table made a moment ago, in whichever way",
    refused,
    "TRUNCATE is refused, also of tables made later.",
  ),
  limit(
    "ledger-rows",
    "DELETE and UPDATE of rows of the ledger, TRUNCATE, DROP, a new type with USING; of a ledger that moves, going back",
    refused,
    "What the ledger recorded is neither deleted nor changed.",
  ),
  limit(
    "ledger-place",
    "RENAME and SET SCHEMA of the ledger, RENAME of its schema and its columns",
    kept,
    "The ledger stays where it is, under its name.",
  ),
  limit(
    "triggers",
    "DISABLE TRIGGER, ENABLE or ENABLE REPLICA TRIGGER, DROP TRIGGER, CREATE OR REPLACE TRIGGER, of the guard's triggers",
    kept,
    "The guard's triggers can be neither disabled nor dropped nor replaced.",
  ),
  limit(
    "replica",
    "session_replication_role = replica, for a session, a role or a database",
    ["no-right", "no-right", "refused"],
    "session_replication_role = replica is no way past: the guard fires always.",
  ),
  limit(
    "event-triggers-off",
    "event_triggers = off (PostgreSQL 17 and later), for a session, a role or a database",
    superusers,
    "A superuser, or a role with SET on event_triggers, turns the refusal of drops off for a session.",
  ),
  limit(
    "guard-objects",
    "ALTER or DROP EVENT TRIGGER; DROP FUNCTION, DROP SCHEMA, CREATE OR REPLACE FUNCTION in the guard's schema",
    superusers,
    "A superuser, or the guard's owner, can disable, replace and drop the guard.",
  ),
  limit(
    "guard-tables",
    "Reading and writing permits and what else the guard keeps",
    superusers,
    "A superuser, or the guard's owner, can grant itself permits.",
  ),
  limit(
    "rows",
    "DELETE, UPDATE and MERGE of rows, of any table but the ledger",
    passes,
    "DELETE, UPDATE and MERGE of rows pass.",
  ),
  limit(
    "retype",
    "ALTER COLUMN … TYPE, with or without USING; SET EXPRESSION",
    passes,
    "ALTER COLUMN … TYPE passes, also where it rounds, cuts or, with USING, replaces every value.",
  ),
  limit(
    "rename",
    "RENAME and SET SCHEMA of tables and columns, also where two are swapped",
    passes,
    "RENAME and SET SCHEMA pass, also where an empty table takes the place of a full one.",
  ),
  limit(
    "detach",
    "DETACH PARTITION, NO INHERIT",
    passes,
    "DETACH PARTITION and NO INHERIT pass: the rows stay, in a table of their own.",
  ),
  limit(
    "protection",
    "DROP CONSTRAINT, DEFAULT, INDEX, POLICY, TRIGGER, VIEW, MATERIALIZED VIEW, FUNCTION, RULE; NOT NULL, IDENTITY, EXPRESSION; DISABLE ROW LEVEL SECURITY; CREATE OR REPLACE",
    passes,
    "What protects or derives rows can be dropped and replaced: constraints, defaults, indexes, policies, row security, triggers, views, functions.",
  ),
  limit(
    "labels",
    "ALTER TYPE … RENAME VALUE or RENAME ATTRIBUTE",
    passes,
    "ALTER TYPE … RENAME VALUE passes: rows then read otherwise.",
  ),
  limit(
    "sequences",
    "setval, ALTER SEQUENCE … RESTART, DROP SEQUENCE",
    passes,
    "Sequences can be set back and dropped.",
  ),
  limit("unlogged", "SET UNLOGGED", passes, "SET UNLOGGED passes: a crash then empties the table."),
  limit("large-objects", "lo_unlink, DROP FOREIGN TABLE", passes, "Large objects and foreign tables can be dropped."),
  limit(
    "ledger-says",
    "INSERT of rows into the ledger; rules and triggers of the owner's on it",
    passes,
    "What is recorded as run is not proven to have run.",
  ),
  limit(
    "drop-database",
    "DROP DATABASE",
    passes,
    "DROP DATABASE passes: event triggers see nothing outside their database.",
  ),
  limit("temporary", "Anything that is temporary", ["free", "free", "free"], "Temporary tables are free."),
  limit(
    "growth",
    "CREATE, ADD COLUMN, ADD VALUE, CREATE, REINDEX and DROP INDEX, also CONCURRENTLY, VACUUM FULL, CLUSTER, ATTACH PARTITION",
    free,
    "Whatever only adds, or keeps every value, is free.",
  ),
  limit(
    "ledger-growth",
    "New rows of the ledger; UPDATE that fills what is NULL; of a ledger that moves, going forward and merging",
    free,
    "What the migrator does to its ledger on the way up is free.",
  ),
];

/** What no test of SQL shows. */
export const besides: readonly string[] = [
  "Single-user mode, and whoever reaches the server's files, pass everything.",
  "A migration that drops a table which it made itself is refused as well: make it temporary.",
  "A scheduled job that drops or truncates partitions needs a permit each time.",
  "pg_restore --disable-triggers is refused, and --clean is; but a superuser's --clean of a dump that has the guard takes the guard off first.",
  "A logical replica that has the guard refuses a replicated TRUNCATE, and stops there.",
  "Members of extensions, and tables that the guard's owner lacks the right to cover, are not covered against TRUNCATE.",
  "A table or a column that would hang on what is temporary, on a temporary type say, is refused (HF001) when it is made so: it would go with the session.",
  "A table that another session had made, and not committed yet, when the guard was installed is not covered against TRUNCATE: guard verify tells, guard install covers it.",
  "A role that may read every table (pg_read_all_data) reads permits as well; one that may write every table (pg_write_all_data) does not write them.",
  "Some hosted services want event triggers dropped before an upgrade to another major version: install the guard again afterwards.",
];

/** What a guard does not stop, a sentence each. */
export const passing: readonly string[] = limits
  .filter(({ owner, superuser }) => owner === "passes" || superuser === "passes")
  .map(({ words }) => words);

/** Powers and limits, one a line, for the head of what is printed. */
export function limitLines(): readonly string[] {
  const stops = limits.filter(({ owner }) => owner === "refused" || owner === "kept" || owner === "no-right");
  return [
    "It refuses, for whoever migrates:",
    ...stops.filter(({ superuser }) => superuser !== "passes").map(({ words }) => `  ${words}`),
    "It does not stop:",
    ...passing.map((words) => `  ${words}`),
    "To know:",
    ...besides.map((line) => `  ${line}`),
  ];
}

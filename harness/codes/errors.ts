import { environmentErrors } from "./errors-environment.ts";
import { inputErrors } from "./errors-input.ts";

/**
 * What ends a run before it can judge, by the code that is printed and that stands in `error.code` of `--json`. The remedy
 * is in the message itself, with what was tried.
 */
export const errors: Readonly<Record<string, string>> = {
  ...inputErrors,
  ...environmentErrors,
  "bug/ledger-differs": "The ledger that `baseline` made is not like the migrator's own; nothing was committed.",
  "bug/not-in-catalog": "Rows were to be compared of what the catalog does not have.",
  "bug/not-our-database": "Something would have run on a database that this run did not make; it did not.",
  "bug/unaccounted": "A table or column of production was neither compared nor left out for a reason.",
  "bug/unforeseen": "An error that nobody foresaw.",
  "guard/in-transaction": "`guardedMigrate()` was given a connection with an open transaction.",
  "guard/ledger-lies": "What the ledger claims is not so: a changed text, a row too many, a row without a time.",
  "guard/locked": "Another deploy holds the lock, and did not end in time.",
  "guard/migrator-refuses": "The migrator would stop before it runs anything.",
  "guard/not-recorded": "The migrator reported success, and the ledger has not what it should.",
  "guard/older-release": "The database has migrations that this build does not know.",
  "guard/other-ledger": "The history is recorded in a ledger in another place.",
  "guard/pooled": "The connection goes through a pooler that hands out another session for each transaction.",
  "guard/standby": "The database is a standby, or read only.",
  "guard/would-rerun": "The migrator would run a migration a second time.",
  "guard/would-skip": "The migrator would skip a migration in silence.",
};

import type { Texts } from "./text.ts";

const by = ["guard"] as const;
const see = ["guard.md"] as const;
const again =
  "As who owns the guard: `holdfast guard install --url URL --confirm DATABASE`. It puts back what is missing and keeps permits.";

export const guard: Texts<"guard"> = {
  missing: {
    title: "There is no guard, or a part of it is missing",
    severities: ["error"],
    by,
    means:
      "The database has no schema of the guard, or a function, an event trigger or the trigger that binds permits is not there.",
    why: "What the missing part refuses goes through: `DROP TABLE`, `TRUNCATE`, a changed ledger.",
    next: [again],
    see,
  },
  disabled: {
    title: "A part of the guard does not fire",
    severities: ["error"],
    by,
    means:
      "An event trigger of the guard, or what binds permits to their migrations, is disabled, or does not fire always.",
    why: "It looks as if it were in force, and refuses nothing; or `session_replication_role` turns it off for one session.",
    next: [again, "Find out who disabled it: only a superuser or the guard's owner can."],
    see,
  },
  altered: {
    title: "The guard is not what holdfast installs",
    severities: ["error"],
    by,
    means:
      "A function has another body, owner or search path; somebody but the owner has rights on it; its own tables or its version are not there; or it takes the ledger for another kind.",
    why: "What it refuses is not known any more, and who may change it can open it.",
    next: [again, "Take rights of others back (`REVOKE`, `ALTER … OWNER TO`)."],
    see,
  },
  uncovered: {
    title: "A table or a ledger is not covered",
    severities: ["error", "warning"],
    by,
    means:
      "No trigger of the guard stands on a table that it should cover, or it is disabled: `TRUNCATE` of the table, or changes of the ledger's rows, are not refused. A warning where `--tables` may have left it out, and who asks may not read that.",
    why: "One `TRUNCATE … CASCADE`, or one `DELETE` on the ledger, goes through.",
    next: [
      again,
      "Tables that are made while event triggers are off, or that were in another transaction during the install, are covered by running it again.",
    ],
    see,
  },
  "no-event-triggers": {
    title: "The guard has no event triggers",
    severities: ["error", "warning"],
    by,
    means:
      "Who connects may not create event triggers, or the guard was installed with `--without-event-triggers`; a warning where that was asked for.",
    why: "`DROP TABLE` and `DROP COLUMN` are not refused, new tables are not covered, and the owner of a table can take its triggers off.",
    next: [
      "Install it as a role that may create event triggers: a superuser, or what a hosted service has in its place.",
    ],
    see,
  },
  "owner-is-migrator": {
    title: "Who migrates can take the guard off",
    severities: ["error", "warning"],
    by,
    means:
      "The role that installs or owns the guard owns tables as well. A warning with `--allow-owner`, and in `guard verify`.",
    why: "A migration that runs as that role can drop the guard first: it stops accidents, and nobody who means it.",
    next: [
      "Install it as a role that runs no migrations.",
      "Give the tables to the role that migrates (`ALTER TABLE … OWNER TO`).",
    ],
    see,
  },
  "other-owner": {
    title: "The guard belongs to another role",
    severities: ["error"],
    by,
    means:
      "There is a guard of a role that is not the one that connects. Only its owner can renew it and give permits.",
    why: "Nothing was changed.",
    next: ["Connect as the role that is named."],
    see,
  },
  "no-ledger": {
    title: "There is no ledger to guard yet",
    severities: ["warning"],
    by,
    means: "The migration tool's table is not there: no migration ran on this database.",
    why: "The guard covers it when it is made; without event triggers it does not.",
    next: ["Nothing before the first migration; run `guard install` after it where there are no event triggers."],
    see,
  },
  "ledger-rule": {
    title: "Somebody's rule or trigger stands on the ledger",
    severities: ["warning"],
    by,
    means: "A rule, or a trigger that is not the guard's, stands on the migration tool's table.",
    why: "It may keep rows out of the ledger, or write others: what ran would not be recorded.",
    next: ["Drop it, if nobody knows what it is for."],
    see,
  },
  outdated: {
    title: "The guard is of another version of holdfast",
    severities: ["warning"],
    by,
    means: "It was installed by another version, so that whether its functions are what they were cannot be told.",
    why: "It refuses what that version refused.",
    next: [again],
    see,
  },
  bypass: {
    title: "Who connects can turn the guard off",
    severities: ["warning"],
    by,
    means:
      "The role is a superuser, a member of the guard's owner, may set `event_triggers`, or reaches the server's files.",
    why: "For this role the guard is a reminder and no obstacle.",
    next: ["Let migrations and the application connect as a role that cannot."],
    see,
  },
  "permit-open": {
    title: "A permit may still be used",
    severities: ["note"],
    by,
    means:
      "One object may be dropped or emptied once, until the day that is named. Bound to a migration, only its deploy uses it up; unbound, any statement does.",
    why: "Nothing happens by itself; it is told so that nobody forgets it.",
    next: ["Nothing, if the deploy is still to come; after its date it opens nothing."],
    see,
  },
  "permit-unresolved": {
    title: "An approval names nothing that is there",
    severities: ["error"],
    by,
    means: "The database has no such table or column, or two whose names read the same.",
    why: "No permit can be given for it, and the deploy would be refused.",
    next: [
      "Name it as it is before the migration, `schema.table` or `schema.table.column`; with quotes where a name holds a dot.",
    ],
    see: ["guard.md", "declarations.md"],
  },
  "permit-none": {
    title: "The migration has no approval to make permits of",
    severities: ["error"],
    by,
    means: "`holdfast/<migration>.json` approves of nothing that is dropped or emptied, or is not there.",
    why: "There is nothing to permit.",
    next: ["Approve each loss, with a reason, an owner and a date; `holdfast verify` shows what the migration loses."],
    see: ["guard.md", "declarations.md"],
  },
  "permit-applied": {
    title: "The migration is recorded already",
    severities: ["error"],
    by,
    means: "The ledger has the migration that a permit was asked for.",
    why: "It will not run again, and nothing would use its permits up: they would stand open.",
    next: ["Name the migration that is still to come; `holdfast status` lists them."],
    see,
  },
};

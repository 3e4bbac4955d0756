import type { Texts } from "./text.ts";

const by = ["verify"] as const;
const see = ["going-back.md", "guard.md"] as const;
const neverBack = "Go forward: ship a new migration that mends the old one, and run no down path in production.";

export const downgrade: Texts<"downgrade"> = {
  "loses-data": {
    title: "Going back would lose data",
    severities: ["warning", "error"],
    by,
    means:
      "After the candidate, rows were written as a live release would, and one way back was run on a clone of that. Rows or values that were there before it are not there after it. An error under the guard, and always for the tool's own down path.",
    why: "Somebody who goes back in a hurry loses what was written since the deploy, and what the old schema has no place for.",
    next: [
      neverBack,
      "Let the tool's own down path raise an error (`NotImplementedError`), or take it out: nothing can be run then.",
      'Close it: `holdfast guard install` on production, and `verify --guard installed` (`guard: "installed"` in the config). The guard refuses drops, `TRUNCATE` and changes of the ledger, and with these a down path that changes the ledger in its own transaction; not `UPDATE`, `DELETE` or a change of type. What it refuses is no finding.',
    ],
    see,
  },
  half: {
    title: "A way back stops half way",
    severities: ["warning", "error"],
    by,
    means:
      "The attempt was refused, and something had changed by then that was not undone, be it only the ledger. An error under the guard.",
    why: "The database is neither what the old release expects nor what the new one does, and the next deploy starts from there.",
    next: [neverBack, "Let the down path run in one transaction, where its tool can."],
    see,
  },
  pretended: {
    title: "A way back only says so",
    severities: ["warning", "error"],
    by,
    means: "The ledger says that the candidate is undone, and what it made is still there. An error under the guard.",
    why: "The next deploy runs the candidate again and fails on what exists; `status` and people believe the ledger.",
    next: [neverBack, "Where this happened already, put the row back into the ledger, or run `holdfast baseline`."],
    see,
  },
  reverted: {
    title: "A way back goes through and loses nothing here",
    severities: ["note"],
    by,
    means: "The attempt changed something, and every row and value that was there is still there.",
    why: "Production may hold what these rows do not, so that it is no proof for a rollback at night.",
    next: ["Nothing; a new migration that mends the old one is still the safer way."],
    see,
  },
  "no-op": {
    title: "An older release is not refused",
    severities: ["note"],
    by,
    means:
      "The migrator ran on the folder without the candidate, as when the release before it is deployed, and reported success without doing anything.",
    why: "An old release comes up on a schema that it does not know. Nothing is lost by the migrator, but what the release writes may be wrong.",
    next: [
      "Deploy with `guardedMigrate()` of `holdfast/guard`, which refuses an old release on a newer database.",
      "Let the deploy ask `holdfast status` first.",
    ],
    see: ["going-back.md", "deploy.md"],
  },
  "drops-live": {
    title: "A way down drops what is in production",
    severities: ["error", "warning"],
    by: ["check"],
    means:
      "`check --drops` found a drop in a `downgrade()` or a `.down.sql` whose object stands in production now. Where no production was looked at, one warning for all ways down.",
    why: "One command, typed at the wrong prompt, takes it with all rows.",
    next: [
      "Let the way down raise an error (`NotImplementedError`), or leave it out.",
      "Install the guard, which refuses the drop.",
    ],
    see: ["check.md"],
  },
};

export const restore: Texts<"restore"> = {
  differs: {
    title: "A restore does not bring everything back",
    severities: ["error"],
    by,
    means:
      "What stood before the candidate was dumped, restored to a new database and compared. Something is otherwise: a row, a value, an object, a sequence, an owner, a grant; or `pg_restore` was refused.",
    why: "The backup is the last way back. Where it is not what it should be, it is found out on the worst day.",
    next: [
      "Mend what is named: a CHECK that depends on the search path, rows that break a foreign key, an extension of another version.",
      "Do not count on a dump until then.",
    ],
    see: ["restore.md"],
  },
  "not-rehearsed": {
    title: "No restore was rehearsed",
    severities: ["error"],
    by,
    means:
      "`--rehearse-restore` was asked for, and there is no `pg_dump` of the server's major version, or it failed. The verdict is `unproven`.",
    why: "Whether a dump helps is not known.",
    next: [
      "Use `--provider testcontainers`, whose images bring both programs.",
      "Install those of the server's major version on this machine.",
    ],
    see: ["restore.md"],
  },
};

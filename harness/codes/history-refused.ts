import type { Texts } from "./text.ts";

const by = ["check"] as const;
const see = ["check.md"] as const;
const refused =
  "The migrator stops before it runs anything: no deploy goes through, and `verify` ends with exit code 2.";

/** What keeps a folder from being run at all. */
export const historyRefused = {
  "journal-missing": {
    title: "There is no journal",
    severities: ["error"],
    by,
    means: "A folder of Drizzle 0.x has no `meta/_journal.json`.",
    why: refused,
    next: ["Bring it back from git: it is part of the history, and not to be ignored."],
    see,
  },
  "journal-unreadable": {
    title: "The journal cannot be read",
    severities: ["error"],
    by,
    means:
      "It is not JSON, holds conflict markers, is not UTF-8, or an entry lacks its `tag` or `when`. The place is named.",
    why: refused,
    next: [
      "Resolve the conflict: keep the entries of both sides, in the order of `when`; then generate the newer one again.",
    ],
    see,
  },
  "no-migrations": {
    title: "There are no migrations",
    severities: ["error"],
    by,
    means: "The journal has no entries, or the folder of Alembic has no revisions.",
    why: "Nothing is checked, and nothing would be deployed.",
    next: ["See whether it is the right folder, and whether git has the files."],
    see,
  },
  "not-postgresql": {
    title: "The journal is for another database",
    severities: ["error"],
    by,
    means: "Its `dialect` is not PostgreSQL's.",
    why: "holdfast judges PostgreSQL only.",
    next: ["Give the folder of the PostgreSQL history."],
    see,
  },
  "migration-missing": {
    title: "The file of a migration is missing",
    severities: ["error"],
    by,
    means: "The journal names a file that is not there, or a revision of Alembic follows one that is not there.",
    why: refused,
    next: ["Bring the file back from the branch that has it; a commit may have left it out."],
    see,
  },
  "migration-unreadable": {
    title: "A migration cannot be read",
    severities: ["error"],
    by,
    means: "Its file is a folder, may not be read, is no text, or sets what it is by something computed (Alembic).",
    why: refused,
    next: ["Save it as a text in UTF-8, with `revision` and `down_revision` written out."],
    see,
  },
  "tag-leaves-folder": {
    title: "An entry names a file outside of the folder",
    severities: ["error"],
    by,
    means: "The tag holds `..` or a path, or the file is a link that leads out of the folder.",
    why: "What runs in production would be what stands elsewhere on that machine, in no review.",
    next: ["Put the file into the folder, and name it there."],
    see,
  },
  "folder-name": {
    title: "A folder's name does not begin with a time",
    severities: ["error"],
    by,
    means: "Drizzle 1.0 orders migrations by the time in their folder's name, and this one has none.",
    why: refused,
    next: ["Rename it as `drizzle-kit generate` would: `20261231235959_name`."],
    see,
  },
  "revision-cycle": {
    title: "Revisions follow themselves",
    severities: ["error"],
    by,
    means: "Following `down_revision` of Alembic's revisions leads back to where it began.",
    why: refused,
    next: ["Give one of them the `down_revision` that it had."],
    see,
  },
} as const satisfies Partial<Texts<"history">>;

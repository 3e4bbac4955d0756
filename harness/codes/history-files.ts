import type { Texts } from "./text.ts";

const by = ["check", "verify"] as const;
const see = ["check.md"] as const;

/** What is odd about the files of a folder that runs. */
export const historyFiles = {
  "two-layouts": {
    title: "Two layouts in one folder",
    severities: ["error"],
    by,
    means: "Folders of Drizzle 1.0 stand beside a journal of 0.x.",
    why: "0.x runs what the journal names and 1.0 what the folders are: each passes the other's over in silence.",
    next: ["Convert all of it with `drizzle-kit up` of 1.0, or take out what was not meant."],
    see,
  },
  "file-without-entry": {
    title: "A file that never runs",
    severities: ["error", "warning"],
    by,
    means:
      "An SQL file stands in the folder, and the journal does not name it. Of numbered files, a warning for one that is passed over: in a subfolder, `.SQL`, a `.down.sql` without its migration.",
    why: "Somebody believes that it ran. In production it never does, and no tool says so.",
    next: [
      "Generate it by the tool (`drizzle-kit generate --custom`), so that the journal has it.",
      "Take it out of the folder, if it is not to run.",
    ],
    see,
  },
  "duplicate-prefix": {
    title: "Two migrations with one number",
    severities: ["warning", "error"],
    by,
    means:
      "Two files begin with the same number, as after a merge. An error in a folder of numbered files, whose ledger knows nothing but the number.",
    why: "Which one runs first is decided by the rest of the name; of numbered files, a database that has the one never gets the other.",
    next: ["Generate the newer one again after merging."],
    see,
  },
  "number-missing": {
    title: "A number that no file has",
    severities: ["note"],
    by,
    means: "The numbers of the files leave one out.",
    why: "A file may be missing; a database that ran it has what no new one gets.",
    next: ["Nothing, if it never was there."],
    see,
  },
  "duplicate-tag": {
    title: "One file runs twice",
    severities: ["error"],
    by,
    means:
      "Two entries of the journal name the same file; or two files of Alembic are one revision, of which one runs.",
    why: "The second run fails on what exists, or changes rows twice.",
    next: ["Take out the entry that is too many; after a merge, generate the newer migration again."],
    see,
  },
  "duplicate-key": {
    title: "The journal holds a key twice",
    severities: ["error"],
    by,
    means: "JSON keeps the last of two equal keys and passes the others over in silence.",
    why: "After a merge, one half of the entries does not count, and never runs.",
    next: ["Remove the key that is too many, and keep the entries of both sides in one list."],
    see,
  },
  encoding: {
    title: "A file is not UTF-8",
    severities: ["warning"],
    by,
    means: "Some bytes of it are no UTF-8.",
    why: "They reach the server as replacement characters: texts and names are others than in the editor.",
    next: ["Save the file as UTF-8."],
    see,
  },
  "byte-order-mark": {
    title: "A file begins with a byte order mark",
    severities: ["error"],
    by,
    means: "The first bytes are EF BB BF, which editors on Windows write.",
    why: "PostgreSQL refuses the first statement with a syntax error.",
    next: ["Save the file as UTF-8 without a byte order mark."],
    see,
  },
  crlf: {
    title: "Lines end in CRLF",
    severities: ["note"],
    by,
    means: "The file has line ends of Windows.",
    why: "Its hash is another one than that of a checkout with LF: the ledger's entry does not match on another machine.",
    next: ["`*.sql text eol=lf` in `.gitattributes`."],
    see,
  },
  "empty-migration": {
    title: "A migration without a statement",
    severities: ["warning", "note"],
    by,
    means: "The file holds blanks and comments only. A note where a comment says that it is meant.",
    why: "It was generated with `--custom` and never filled, and is recorded as applied all the same.",
    next: [
      "Write what it is to do, or take it out before it is deployed.",
      "Leave a comment that says why it is empty.",
    ],
    see,
  },
  "not-inspected": {
    title: "A file was not looked into",
    severities: ["note", "error"],
    by,
    means:
      "It is too long. Of numbered files, an error for a script for `psql` (`\\copy`, `\\i`), which no driver runs.",
    why: "What its statements are is not known.",
    next: [
      "`holdfast verify` runs it.",
      "Put the rows of a `\\copy` into INSERTs, or load them outside of the history.",
    ],
    see,
  },
  "own-runner": {
    title: "The project migrates with a script of its own",
    severities: ["note"],
    by,
    means: "A script of package.json looks like one that runs migrations.",
    why: "What was checked is what the tool's own migrator does; the script may do otherwise.",
    next: ["Name its command as `run` in holdfast.config.ts: `verify` and `status` then use it."],
    see: ["check.md", "config.md"],
  },
} as const satisfies Partial<Texts<"history">>;

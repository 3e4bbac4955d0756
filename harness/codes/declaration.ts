import type { Texts } from "./text.ts";

const by = ["verify"] as const;

export const declaration: Texts<"declaration"> = {
  "not-met": {
    title: "Rows are not what is declared",
    severities: ["error"],
    by,
    means:
      "What a file in `holdfast/` says becomes of an object was computed for every old row and held against the row as it is now. Some are otherwise; the first is shown, with what was expected and what is there.",
    why: "The migration does not do what its author and reviewer agreed on.",
    next: [
      "Mend the statement, if the declaration says what is meant.",
      "Mend the declaration, if it does not; read again what becomes of the rows that are shown.",
    ],
    see: ["declarations.md"],
  },
  "without-effect": {
    title: "Nothing of a declaration happened",
    severities: ["error"],
    by,
    means: "The rows that it speaks of are there, and none was changed.",
    why: "The statement touches no row, or the declaration is left over. Left there, it would make the next loss look meant.",
    next: ["See why the statement touches no row.", "Take the declaration out."],
    see: ["declarations.md"],
  },
  impossible: {
    title: "A declaration cannot be asked",
    severities: ["error"],
    by,
    means: "There is no such object, or the server refuses the SQL expression; its words are quoted.",
    why: "Nothing was held against the rows, so nothing is declared.",
    next: [
      "Write it over the old row, with names as they were before the candidate; functions that the migration makes are not there yet.",
    ],
    see: ["declarations.md"],
  },
  checksum: {
    title: "A declaration is bound to another text of its migration",
    severities: ["error"],
    by: ["verify", "check", "guard"],
    means:
      "`sha256` in `holdfast/<migration>.json` is not the checksum of the migration's file: the file was changed after somebody looked at it.",
    why: "What was approved is not what would run.",
    next: ["Read the changed migration again; if all of it is still meant, put the new checksum in."],
    see: ["declarations.md"],
  },
  expired: {
    title: "An approval has run out",
    severities: ["error"],
    by: ["verify", "check", "guard"],
    means: "The day in `expires` is over (UTC).",
    why: "A loss that was right in spring may not be right in autumn: somebody may use the column by now.",
    next: ["Ask the owner that it names to look again, and set a new date."],
    see: ["declarations.md"],
  },
  unused: {
    title: "Nothing needs an approval",
    severities: ["error"],
    by,
    means:
      "Nothing that was found is accepted by it. Objects are named `schema.table.column`, as before the migration; lost protection also needs its `code`.",
    why: "An approval that nothing uses would hide the next loss of that object.",
    next: ["Take it out.", "Correct the object's name, or add the finding's `code`."],
    see: ["declarations.md"],
  },
};

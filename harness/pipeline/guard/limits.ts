import { passing as always, limitLines } from "../../guard/index.ts";

/** What only event triggers see. */
const unseen = [
  "DROP passes, of tables, of columns and of the ledger; so does RENAME of the ledger.",
  "What is made later is not covered.",
  "The owner of a table can disable and drop the guard's triggers on it.",
];

/** What a guard does not stop, a sentence each. */
export function passing(eventTriggers: boolean): readonly string[] {
  return eventTriggers ? always : [...unseen, ...always];
}

/** Powers and limits of a guard, line by line. */
export function powersAndLimits(eventTriggers: boolean): readonly string[] {
  if (eventTriggers) return limitLines();
  return [
    "It refuses, for whoever migrates, and until they take it off:",
    "  TRUNCATE of tables that are there is refused.",
    "  DELETE and UPDATE of rows of the ledger are refused.",
    "It does not stop:",
    ...passing(false).map((words) => `  ${words}`),
  ];
}

/**
 * A test file with one scenario.
 *
 * @param migrations an expression of TypeScript: a URL, or a path from the working folder
 */
export function scenarioFile(migrations: string): string {
  return `import { scenario } from "holdfast/vitest";

// Replays the history on a PostgreSQL of its own, fills every table, runs the last migration, and reads all back:
// fails when a row or a value is lost.
scenario("the last migration loses nothing", { migrations: ${migrations} });
`;
}

import type { Migration, Split } from "../model/history.ts";
import { type Named, type Step, stepReader } from "../sql/drops.ts";
import { splitStatements } from "../sql/split.ts";

/**
 * Why a table or column is not there before the candidate, as far as the texts of the migrations say.
 *
 * @param name "schema.table" or "schema.table.column", without quotes
 * @returns "0007_less drops it"; null where none of them says so
 */
export async function whereabouts({ base, candidate }: Split, name: string): Promise<string | null> {
  const read = stepReader();
  const [gone] = (await tellOf(base, read, (step, schema) => departure(step, schema, name))).slice(-1);
  if (gone?.words != null) return `${gone.migration} ${gone.words}`;
  const [made] = await tellOf(candidate, read, (step, schema) => arrival(step, schema, name));
  return made === undefined ? null : `${made.migration} ${made.words}, and is in the candidate`;
}

interface Told {
  readonly migration: string;
  /** Null where it is there afterwards. */
  readonly words: string | null;
}

/** What steps of migrations say, in their order. @param tell undefined where a step is about something else */
async function tellOf(
  migrations: readonly Migration[],
  read: ReturnType<typeof stepReader>,
  tell: (step: Step, schema: string) => string | null | undefined,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const migration of migrations) {
    let schema = "public";
    for (const statement of await splitStatements(migration)) {
      for (const step of await read(statement)) {
        if (step.does === "search") schema = step.schema ?? "public";
        const words = tell(step, schema);
        if (words !== undefined) told.push({ migration: migration.id, words });
      }
    }
  }
  return told;
}

/** What takes a name away, or what it stands in; null where the name is given (again). */
function departure(step: Step, schema: string, name: string): string | null | undefined {
  if (arrival(step, schema, name) !== undefined) return null;
  if (step.does !== "drop" && step.does !== "rename") return undefined;
  const subject = fullName(step.object, schema);
  if (subject === null || !`${name}.`.startsWith(`${subject}.`)) return undefined;
  const it = subject === name ? "it" : subject;
  return step.does === "drop" ? `drops ${it}` : `renames ${it} to ${fullName(step.to, schema)}`;
}

function arrival(step: Step, schema: string, name: string): string | undefined {
  if (step.does === "make" && fullName(step.object, schema) === name) return "makes it";
  return step.does === "rename" && fullName(step.to, schema) === name ? "renames something to it" : undefined;
}

/** Null for what is neither table nor column, nor what these stand in. */
function fullName({ kind, schema, name, column }: Named, searched: string): string | null {
  if (kind === "schema") return name;
  if (kind !== "table" && kind !== "column") return null;
  return [schema ?? searched, name, ...(column === null ? [] : [column])].join(".");
}

import { judge } from "../../checks/index.ts";
import type { Expectation, Measured } from "../../model/declaration.ts";
import type { Evidence } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import { shownName } from "../../sql/quote.ts";
import type { Declared } from "../declared.ts";
import { columnGuesses, movedWhole } from "./columns.ts";
import { columnMeant, type Ground, type ObjectGuess, tableMeant } from "./ground.ts";
import { rowGuesses, valueGuesses } from "./rows.ts";

/** Holds expectations against the rows; what one says of a table bears on the others of it. */
export type Measure = (expectations: readonly Expectation[]) => Promise<Declared>;

/** What was measured to be so, and what remains to be approved. */
export interface Found {
  readonly expectations: readonly Expectation[];
  readonly remaining: readonly Finding[];
}

/** Which migration is to answer for an object. */
type Origins = (object: string) => Pick<Expectation, "migration" | "file">;

/** What belongs together. */
type Trial = readonly ObjectGuess[];

/** Tries for each loss what may have been meant, and keeps what the rows prove. */
export async function search(ground: Ground, evidence: Evidence, measure: Measure, originOf: Origins): Promise<Found> {
  const proven: Expectation[] = [];
  const tried = new Set<string>();
  for (;;) {
    const remaining = await losses(evidence, proven, measure);
    const open = remaining.flatMap(({ object, code }) => (code.startsWith("survival/") ? [object] : []));
    const objects = [...new Set(open)].filter((object) => !tried.has(object));
    if (objects.length === 0) return { expectations: proven, remaining };
    // Where rows are told apart by another key than before, nothing is known of values until that is declared.
    const tables = objects.filter((object) => tableMeant(ground, object) !== null);
    for (const object of tables.length > 0 ? tables : objects) {
      tried.add(object);
      const beside = proven.filter((one) => isOfOneTable(ground, one.object, object));
      proven.push(...(await firstProven(await trialsOf(ground, object), beside, measure, originOf)));
    }
  }
}

/** The first trial that the rows prove, beside what is proven of its table; nothing where there is none. */
async function firstProven(
  trials: readonly Trial[],
  beside: readonly Expectation[],
  measure: Measure,
  originOf: Origins,
): Promise<readonly Expectation[]> {
  for (const trial of trials) {
    const wanted = trial.map(({ object, guess }): Expectation => ({ ...originOf(object), object, ...guess }));
    const { measured } = await measure([...beside, ...wanted]);
    if (holds(measured)) return wanted;
  }
  return [];
}

/** Every row is as it is said, and something happened. */
function holds(measured: readonly Measured[]): boolean {
  return (
    measured.length > 0 &&
    measured.every(({ problem, wrong, changed, rows }) => problem === null && wrong === 0 && changed > 0 && rows > 0)
  );
}

async function losses(
  evidence: Evidence,
  proven: readonly Expectation[],
  measure: Measure,
): Promise<readonly Finding[]> {
  const { measured, compared } = await measure(proven);
  const { matching, comparisons } = compared;
  const declarations = proven.map((one) => ({
    migration: one.migration,
    file: one.file,
    sha256: shaOf(evidence, one),
    expect: [one],
  }));
  const judged = judge({ ...evidence, matching, comparisons, declarations, measured });
  return judged.map(({ finding }) => finding).filter(({ severity, code }) => severity === "error" && isLoss(code));
}

function isLoss(code: string): boolean {
  return code.startsWith("survival/") || code.startsWith("protection/");
}

function shaOf({ split }: Evidence, { migration }: Expectation): string {
  return split.candidate.find(({ id }) => id === migration)?.sha256 ?? "";
}

function isOfOneTable(ground: Ground, one: string, other: string): boolean {
  const table = (object: string) => (tableMeant(ground, object) ?? columnMeant(ground, object))?.old.oid;
  return table(one) === table(other);
}

async function trialsOf(ground: Ground, object: string): Promise<readonly Trial[]> {
  const table = tableMeant(ground, object);
  if (table !== null) {
    const name = shownName(table.old.schema, table.old.name);
    // What is gone as a whole was lost, unless all of it is somewhere else.
    if (table.now === null) return movedWhole(ground, table);
    const rows = (await rowGuesses(ground, table)).map((guesses) => guesses.map((guess) => ({ object: name, guess })));
    return [...rows, ...valueGuesses(ground, table), ...movedWhole(ground, table)];
  }
  const column = columnMeant(ground, object);
  if (column === null) return [];
  const name = shownName(column.old.schema, column.old.name, column.column.name);
  return (await columnGuesses(ground, column)).map((guess) => [{ object: name, guess }]);
}

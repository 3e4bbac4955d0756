import { type Outcome, outcomes, type TableOutcome } from "../checks/index.ts";
import type { Oid } from "../model/catalog.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Report, ReportedStep, ReportedTable } from "../model/report.ts";
import { replayStatements } from "../replay/index.ts";
import { isTransactionControl } from "../sql/kinds.ts";
import { halfWay, onClone } from "./half-way.ts";
import type { Populated } from "./populate.ts";
import type { Run } from "./run.ts";

/**
 * Reads back after which migration of several a table was no longer what it had been, and gives that to the report. Only of
 * tables that did not keep all: what a candidate takes away and puts back is no loss.
 */
export async function withSteps(run: Run, before: Populated, evidence: Evidence, report: Report): Promise<Report> {
  const migrations = run.plan.split.candidate.map(({ id }) => id).slice(0, -1);
  const changed = report.survival.filter(isChanged).map(({ table }) => table);
  if (migrations.length === 0 || changed.length === 0 || evidence.failure !== null) return report;
  const old = before.facts.catalog.relations.filter(({ schema, name }) => changed.includes(`${schema}.${name}`));
  const seen = await walk(run, before, evidence, new Set(old.map(({ oid }) => oid)), migrations);
  const inTheEnd = new Map(outcomes(evidence).map((outcome) => [nameOf(outcome), outcome]));
  return {
    ...report,
    survival: report.survival.map((table) => {
      if (!changed.includes(table.table)) return table;
      const steps = seen.map((tables) => tables?.get(table.table) ?? null);
      const last = inTheEnd.get(table.table);
      return steps.every((step) => step !== null) && last !== undefined
        ? { ...table, steps: reported(table, steps, last) }
        : table;
    }),
  };
}

function isChanged({ now, rows, columns }: ReportedTable): boolean {
  return now === null || rows.lost > 0 || columns.some(({ outcome }) => outcome !== "kept" && outcome !== "unproven");
}

/** What is approved or declared in the end was so when it happened. */
function reported(table: ReportedTable, steps: readonly Step[], last: TableOutcome): readonly ReportedStep[] {
  const meant = new Map(table.columns.map(({ column, outcome }) => [column, outcome]));
  const final = new Map(last.columns.map(({ column, outcome }) => [column, outcome]));
  const named = (column: string, outcome: string) =>
    outcome === final.get(column) ? (meant.get(column) ?? outcome) : outcome;
  const before = steps.map(({ lost, outcomes: found }) => ({
    lost,
    outcomes: Object.fromEntries([...found].map(([column, outcome]) => [column, named(column, outcome)])),
  }));
  const end = table.columns.filter(({ outcome }) => outcome !== "kept").map(({ column, outcome }) => [column, outcome]);
  return [...before, { lost: table.rows.lost, outcomes: Object.fromEntries(end) }];
}

interface Step {
  readonly lost: number;
  /** Columns that are not simply kept. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Keyed "schema.table"; null where the tables could not be read. */
type Seen = ReadonlyMap<string, Step> | null;

/** What stood after each of the migrations. */
async function walk(
  run: Run,
  before: Populated,
  evidence: Evidence,
  tables: ReadonlySet<Oid>,
  migrations: readonly string[],
): Promise<readonly Seen[]> {
  const statements = run.statements.filter(({ migration }) => migrations.includes(migration));
  const seen = new Map<string, Seen>();
  await onClone(run, before, async (client) => {
    let committed = false;
    await replayStatements(client, statements, {
      finish: "rollback",
      async after(index) {
        const statement = statements[index];
        if (statement === undefined) return;
        committed ||= await isTransactionControl(statement);
        if (statements[index + 1]?.migration === statement.migration) return;
        const here = await halfWay(run, client, before, evidence, tables, !committed);
        seen.set(statement.migration, here === null ? null : stepsIn(here, before, tables));
      },
    });
  });
  // A migration without a statement leaves what stood before it; one that stopped here though the deploy did not says nothing.
  let last: Seen = stepsIn(null, before, tables);
  return migrations.map((id) => {
    if (statements.some(({ migration }) => migration === id)) last = seen.get(id) ?? null;
    return last;
  });
}

function stepsIn(here: Evidence | null, { facts }: Populated, tables: ReadonlySet<Oid>): ReadonlyMap<string, Step> {
  const kept = facts.catalog.relations
    .filter(({ oid }) => tables.has(oid))
    .map(({ schema, name }): [string, Step] => [`${schema}.${name}`, { lost: 0, outcomes: new Map() }]);
  const found = here === null ? [] : outcomes(here).filter(({ before }) => tables.has(before.oid));
  const changed = found.map((outcome): [string, Step] => [
    nameOf(outcome),
    {
      lost: outcome.comparison?.rows.lost ?? facts.fingerprints[outcome.before.oid]?.rows ?? 0,
      outcomes: new Map(
        outcome.columns.flatMap((one) => (one.outcome === "kept" ? [] : [[one.column, one.outcome] as const])),
      ),
    },
  ]);
  return new Map([...kept, ...changed]);
}

function nameOf({ before }: TableOutcome): string {
  return `${before.schema}.${before.name}`;
}

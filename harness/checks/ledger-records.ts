import type { Migration } from "../model/history.ts";
import type { LedgerRow } from "../model/ledger.ts";
import { type Check, count, type Judgement } from "./check.ts";

/** All of the candidate runs, in its order, and is recorded, hash by hash; a second run of the migrator has nothing left to do. */
export const ledgerRecords: Check = (evidence) => {
  const { schema, table } = evidence.ledgerLocation;
  const object = `${schema}.${table}`;
  const passage = [...skipped(evidence, object), ...late(evidence)];
  // What a failure took back was never to be recorded.
  if (evidence.after === null) return passage;
  return [...passage, ...notRecorded(evidence, object), ...rowsLost(evidence, object), ...secondRun(evidence, object)];
};

function skipped({ passage, history }: Parameters<Check>[0], object: string): readonly Judgement[] {
  return passage.skipped.map(({ migration, because }) => ({
    finding: {
      code: "ledger/not-recorded",
      severity: "error",
      object: migration,
      message: `${migration} was skipped without a word on a database that stands at the base: ${because === null ? "the migrator did not run it" : `${because} in ${object}`}.`,
      remedy:
        history.layout === "journal"
          ? `Give ${migration} a \`when\` in meta/_journal.json that is later than every migration before it; generate it again after merging.`
          : "Check what keeps the migrator from running it: every existing database would go without it.",
    },
    relation: null,
  }));
}

function late({ passage }: Parameters<Check>[0]): readonly Judgement[] {
  return passage.late.map(({ migration, because }) => ({
    finding: {
      code: "ledger/out-of-order",
      severity: "warning",
      object: migration,
      message: `${migration} runs after migrations that come later in the history${because === null ? "" : ` (${because})`}: existing databases get it in another order than new ones.`,
      remedy:
        "Generate it again after merging, so that it is the last one; or make sure that the order does not matter.",
    },
    relation: null,
  }));
}

function notRecorded(evidence: Parameters<Check>[0], object: string): readonly Judgement[] {
  const told = new Set(evidence.passage.skipped.map(({ migration }) => migration));
  return evidence.split.candidate
    .filter((migration) => !told.has(migration.id) && !isRecorded(evidence, migration))
    .map(({ id }) => ({
      finding: {
        code: "ledger/not-recorded",
        severity: "error",
        object: id,
        message: `The migrator reported success, but the ledger ${object} holds no row for ${id}.`,
        remedy: "Check what the migration does to the ledger's table.",
      },
      relation: null,
    }));
}

/** A migration that ran twice under one hash is recorded as often as it stands in the history. */
function isRecorded({ after, before }: Parameters<Check>[0], migration: Migration): boolean {
  return times(after?.ledger ?? [], migration) > times(before.ledger, migration);
}

type Entry = Pick<LedgerRow, "sha256" | "when">;

/** A ledger that keeps no hashes knows migrations by their numbers. */
function times(rows: readonly Entry[], entry: Entry): number {
  return rows.filter(({ sha256, when }) => when === entry.when && (sha256 === null || sha256 === entry.sha256)).length;
}

/** Without the rows of what ran before, a later run may take it for pending. */
function rowsLost({ before, after }: Parameters<Check>[0], object: string): readonly Judgement[] {
  const now = after?.ledger ?? [];
  const lost = before.ledger.filter((row) => times(now, row) < times(before.ledger, row)).length;
  if (lost === 0) return [];
  return [
    {
      finding: {
        code: "ledger/rows-lost",
        severity: "error",
        object,
        message: `The ledger ${object} lost or changed ${lost} of the ${count(before.ledger.length, "row")} that it held before the candidate.`,
        remedy: "Take the statement that touches the ledger out of the migration: what ran before could run again.",
      },
      relation: null,
    },
  ];
}

function secondRun(evidence: Parameters<Check>[0], object: string): readonly Judgement[] {
  if (evidence.secondRun.length === 0) return [];
  return [
    {
      finding: {
        code: "ledger/second-run",
        severity: "error",
        object,
        message: `A second run of the migrator is not idle: ${evidence.secondRun.join("; ")}.`,
        remedy: "Check what the migration does to the ledger: each deploy would do this again.",
      },
      relation: null,
    },
  ];
}

import type { LedgerRow, Migration } from "../model/history.ts";
import { type Check, count, type Judgement } from "./check.ts";

/** What ran is recorded, hash by hash, and a second run of the migrator has nothing left to do. */
export const ledgerRecords: Check = (evidence) => {
  if (evidence.after === null) return [];
  const { schema, table } = evidence.ledgerLocation;
  const object = `${schema}.${table}`;
  return [...notRecorded(evidence, object), ...rowsLost(evidence, object), ...secondRun(evidence, object)];
};

function notRecorded(evidence: Parameters<Check>[0], object: string): readonly Judgement[] {
  const standing = evidence.before.ledger.reduce((latest, row) => Math.max(latest, row.when ?? 0), 0);
  return evidence.split.candidate
    .filter((migration) => !isRecorded(evidence, migration))
    .map((migration) => ({
      finding: {
        code: "ledger/not-recorded",
        severity: "error",
        object: migration.id,
        message:
          migration.when <= standing
            ? `${migration.id} was skipped without a word: its time in the journal (${migration.when}) is not later than ${standing}, which the ledger ${object} already holds.`
            : `The migrator reported success, but the ledger ${object} holds no row for ${migration.id}.`,
        remedy:
          migration.when <= standing
            ? `Give ${migration.id} a \`when\` in meta/_journal.json that is later than every migration before it; generate it again after merging.`
            : "Check what the migration does to the ledger's table.",
      },
      relation: null,
    }));
}

/** A migration that ran twice under one hash is recorded as often as it stands in the history. */
function isRecorded({ after, before }: Parameters<Check>[0], migration: Migration): boolean {
  return times(after?.ledger ?? [], migration) > times(before.ledger, migration);
}

type Entry = Pick<LedgerRow, "sha256" | "when">;

function times(rows: readonly Entry[], entry: Entry): number {
  return rows.filter(({ sha256, when }) => sha256 === entry.sha256 && when === entry.when).length;
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

import type { Finding } from "../../../model/finding.ts";
import type { Claim, LedgerRow } from "../../../model/ledger.ts";
import { count } from "../../../text/count.ts";
import { rowName } from "../../../text/ledger.ts";
import { shellWord } from "../../../text/shell.ts";
import { day } from "../../clock.ts";
import { shownLedger } from "../reported.ts";
import type { Seen } from "./seen.ts";

/** Rows of the ledger that are odd by themselves, whatever the migrator makes of them. */
export function rowFindings(seen: Seen): readonly Finding[] {
  const { claims, now } = seen;
  const { ledger } = seen.look;
  const object = shownLedger(ledger.location);
  return [
    ...claims.flatMap((claim) => withoutFile(claim, seen)),
    ...claims.filter(({ rows }) => rows.length > 1).map((claim) => duplicate(claim, seen)),
    ...(seen.ground.tool.timed ? ledger.rows : []).flatMap((row) => oddTime(row, object, now)),
    ...claims.flatMap(remarked),
  ];
}

function withoutFile({ state, rows }: Claim, seen: Seen): readonly Finding[] {
  if (state !== "missing" && state !== "future") return [];
  return rows.map((row) =>
    state === "future"
      ? {
          code: "ledger/future",
          severity: "warning",
          object: named(row, seen),
          message: `${named(row, seen)} is later than every migration of the folder: a newer release was deployed here.`,
          remedy:
            "Do not deploy this release over the newer one; compare with the folder of the release that is deployed.",
        }
      : {
          code: "ledger/missing",
          severity: "error",
          object: named(row, seen),
          message: `${named(row, seen)} is recorded, and no migration of the folder matches it.`,
          remedy: `Bring back the file that was applied: \`git log --diff-filter=D --name-only -- ${shellWord(seen.ground.history.label)}\` lists what was deleted. If it never was in this repository, find out who deployed it.`,
        },
  );
}

/** What the tool's reading of the ledger had to overlook. */
function remarked({ migration, state, because }: Claim): readonly Finding[] {
  if (state !== "applied" || because === null) return [];
  return [
    {
      code: "ledger/remark",
      severity: "note",
      object: migration,
      message: `${migration} is recorded, and yet: ${because}.`,
      remedy: "Nothing needs to be done as long as the next migrate does not run it again.",
    },
  ];
}

function named(row: LedgerRow, { ground }: Seen): string {
  return rowName(row, ground.tool.timed);
}

function duplicate({ migration, rows }: Claim, seen: Seen): Finding {
  return {
    code: "ledger/duplicate-row",
    severity: "error",
    object:
      migration ??
      rows
        .slice(0, 1)
        .map((row) => named(row, seen))
        .join(),
    message: `${count(rows.length, "row")} claim the same migration: ${rows.map(({ id }) => id).join(", ")}.`,
    remedy:
      "Find out what wrote it twice (two deploys at once, a row by hand), and keep the row that was written first.",
  };
}

function oddTime(row: LedgerRow, object: string, now: number): readonly Finding[] {
  const { id, when } = row;
  if (when === null) {
    return [
      {
        code: "ledger/null-time",
        severity: "error",
        object,
        message: `Row ${id} has no time: a migrator that goes by the latest time takes it for the latest, and runs everything again.`,
        remedy: "Give the row the time of its migration, or take it away if somebody wrote it by hand.",
      },
    ];
  }
  if (when <= now + day) return [];
  return [
    {
      code: "ledger/time-in-future",
      severity: "error",
      object,
      message: `Row ${id} has a time that is still to come (${when}): every migration made until then would be skipped.`,
      remedy: "Give the row, and the migration it is of, the time at which it was made.",
    },
  ];
}

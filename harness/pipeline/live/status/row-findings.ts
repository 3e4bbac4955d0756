import type { Finding } from "../../../model/finding.ts";
import type { Claim, LedgerRow } from "../../../model/ledger.ts";
import { count } from "../../../text/count.ts";
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
    ...claims.filter(({ rows }) => rows.length > 1).map(duplicate),
    ...ledger.rows.filter(({ when }) => when === null).map((row) => noTime(row, object)),
    ...ledger.rows.filter(({ when }) => when !== null && when > now + day).map((row) => inFuture(row, object)),
    ...claims.flatMap(remarked),
  ];
}

function withoutFile({ state, rows }: Claim, { ground }: Seen): readonly Finding[] {
  if (state !== "missing" && state !== "future") return [];
  return rows.map((row) =>
    state === "future"
      ? {
          code: "ledger/future",
          severity: "warning",
          object: named(row),
          message: `${named(row)} is later than every migration of the folder: a newer release was deployed here.`,
          remedy:
            "Do not deploy this release over the newer one; compare with the folder of the release that is deployed.",
        }
      : {
          code: "ledger/missing",
          severity: "error",
          object: named(row),
          message: `${named(row)} is recorded, and no migration of the folder matches it.`,
          remedy: `Bring back the file that was applied: \`git log --diff-filter=D --name-only -- ${shellWord(ground.history.label)}\` lists what was deleted. If it never was in this repository, find out who deployed it.`,
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

/** "row 4 (0003_notes, 2024-06-01)": as much as the row says. */
function named({ id, name, when, sha256 }: LedgerRow): string {
  const date =
    when === null || when < day || Number.isNaN(new Date(when).valueOf())
      ? // What is so small is a number, and no time.
        null
      : new Date(when).toISOString().slice(0, 10);
  const says = [name ?? (sha256 === null ? null : `hash ${shortHash(sha256)}`), date].filter((part) => part !== null);
  return `row ${id}${says.length === 0 ? "" : ` (${says.join(", ")})`}`;
}

function duplicate({ migration, rows }: Claim): Finding {
  return {
    code: "ledger/duplicate-row",
    severity: "error",
    object: migration ?? named(rows[0] ?? { id: "?", name: null, when: null, sha256: null }),
    message: `${count(rows.length, "row")} claim the same migration: ${rows.map(({ id }) => id).join(", ")}.`,
    remedy:
      "Find out what wrote it twice (two deploys at once, a row by hand), and keep the row that was written first.",
  };
}

function noTime(row: LedgerRow, object: string): Finding {
  return {
    code: "ledger/null-time",
    severity: "error",
    object,
    message: `${named(row)} has no time: a migrator that goes by the latest time takes it for the latest, and runs everything again.`,
    remedy: "Give the row the time of its migration, or take it away if somebody wrote it by hand.",
  };
}

function inFuture(row: LedgerRow, object: string): Finding {
  return {
    code: "ledger/time-in-future",
    severity: "error",
    object,
    message: `${named(row)} has a time that is still to come: every migration made until then would be skipped.`,
    remedy: "Give the row, and the migration it is of, the time at which it was made.",
  };
}

export function shortHash(hash: string | null | undefined): string {
  return hash == null ? "none" : `${hash.slice(0, 10)}…`;
}

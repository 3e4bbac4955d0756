import type { Finding } from "../../../model/finding.ts";
import type { Claim } from "../../../model/ledger.ts";
import type { ReportedMigration } from "../../../model/live-report.ts";
import type { MigrationEffect } from "../../../model/schema.ts";
import { count, firstOf } from "../../../text/count.ts";
import { replayFailed } from "../../replayed/replay-failed.ts";
import { isLedger, tablesOf } from "../live-schema.ts";
import { shownLedger } from "../reported.ts";
import { recordUpTo, remedyByDrift } from "./remedies.ts";
import type { Seen } from "./seen.ts";

/** What the schema shows of the migrations, held against what the ledger claims. */
export function effectFindings(seen: Seen): readonly Finding[] {
  const { compared, ground } = seen;
  const failure = compared?.failure ?? null;
  const failed = failure === null ? [] : [replayFailed(failure, ground.history.label)];
  const other = compared === null || compared.exact ? [] : [otherMajor(seen)];
  if (isEmptyOnPopulated(seen)) return [...failed, ...other, emptyOnPopulated(seen)];
  const found = (compared?.effects ?? []).flatMap((effect) => ofOne(effect, seen));
  const { differences } = compared?.nearest ?? { differences: 0 };
  const isExplained = found.length > 0 || differences === 0 || seen.claims.some(isBeside);
  const drift = isExplained ? [] : [drifted(seen, differences)];
  return [...failed, ...other, ...found, ...drift];
}

function otherMajor({ compared, look }: Seen): Finding {
  const { major } = look.server;
  return {
    code: "history/other-major",
    severity: "note",
    object: "server",
    message: `The database is on PostgreSQL ${major}, and the history was replayed on ${compared?.replayedOn}: what the two print differently is not compared.`,
    remedy: `To have it proven, let it be replayed on PostgreSQL ${major}: --postgres ${major} or --image, with a container runtime.`,
  };
}

/** What the schema lacks or has besides is what the ledger says then. */
function isBeside({ state }: Claim): boolean {
  return state === "out-of-order" || state === "missing" || state === "future";
}

/** Every migration is where the ledger says, and something else than a migration changed the schema. */
function drifted(seen: Seen, differences: number): Finding {
  return {
    code: "ledger/schema-drifted",
    severity: "warning",
    object: shownLedger(seen.look.ledger.location),
    message: `The schema differs in ${count(differences, "place")} from what the migrations leave.`,
    remedy: `${remedyByDrift(seen)} lists what production has and the history would not rebuild, and the reverse.`,
  };
}

function ofOne(effect: MigrationEffect, seen: Seen): readonly Finding[] {
  const shown = seen.migrations.find(({ migration }) => migration === effect.migration);
  if (shown === undefined) return [];
  const isRecorded = shown.rows.length > 0;
  if (effect.effect === "no-effect" && isRecorded) return [withoutEffect(effect, seen)];
  if (effect.effect === "part") return [partly(effect, isRecorded, seen)];
  return effect.effect === "in-effect" && !isRecorded ? [unrecorded(effect, shown.next, seen)] : [];
}

function withoutEffect({ migration, absent }: MigrationEffect, seen: Seen): Finding {
  return {
    code: "ledger/recorded-without-effect",
    severity: "error",
    object: migration,
    message: `${migration} is recorded as applied, and nothing of what it makes is there: ${firstOf(absent)}.`,
    remedy: `${remedyByDrift(seen)} lists all that is missing. Make it by a new migration, and leave the row: without it, the next migrate may run the old file on what came after it.`,
  };
}

function partly({ migration, there, absent }: MigrationEffect, isRecorded: boolean, seen: Seen): Finding {
  const claim = isRecorded
    ? "is recorded as applied, and only a part of it is there"
    : "is not recorded, and a part of it is there";
  return {
    code: "ledger/partly-in-effect",
    severity: "error",
    object: migration,
    message: `${migration} ${claim}. There: ${firstOf(there)}. Not there: ${firstOf(absent)}.`,
    remedy: isRecorded
      ? `It stopped half way, skipped what was there (IF NOT EXISTS), or somebody undid a part of it since. ${remedyByDrift(seen)} lists all that is missing: make it by a new migration.`
      : `It stopped half way, or somebody made a part of it by hand. ${remedyByDrift(seen, migration)} lists what is missing: make that by hand, and then record the migration by \`holdfast baseline\`; or take away what is there, and let it run.`,
  };
}

function unrecorded({ migration, there }: MigrationEffect, then: ReportedMigration["next"], seen: Seen): Finding {
  const next =
    then === "runs"
      ? "; the next run applies it again, and fails where it does not expect that (IF NOT EXISTS)"
      : then === "skipped"
        ? "; the next run passes over it, here and on every database that has later ones"
        : "";
  return {
    code: "ledger/in-effect-unrecorded",
    severity: "error",
    object: migration,
    message: `${migration} is not recorded, and what it makes is there: ${firstOf(there)}${next}.`,
    remedy: recordUpTo(migration, seen),
  };
}

/** One cause has one finding: an empty ledger makes every migration unrecorded. */
function isEmptyOnPopulated(seen: Seen): boolean {
  const { compared, look } = seen;
  if (look.ledger.rows.length > 0 || ownTables(seen) === 0) return false;
  if (compared === null) return true;
  return compared.effects.some(({ effect }) => effect === "in-effect" || effect === "part");
}

function ownTables({ look }: Seen): number {
  return tablesOf(look).filter((table) => !isLedger(look, table)).length;
}

function emptyOnPopulated(seen: Seen): Finding {
  const { compared } = seen;
  const { ledger } = seen.look;
  const what = ledger.columns === null ? "does not exist" : "is empty";
  const nearest = compared?.nearest ?? null;
  const stands =
    nearest === null || nearest.after === null
      ? ""
      : nearest.differences === 0
        ? ` The schema is exactly what ${nearest.after} leaves.`
        : ` The schema is nearest to what ${nearest.after} leaves: ${count(nearest.differences, "difference")}.`;
  return {
    code: "ledger/empty-on-populated",
    // Whose tables they are is not known where the history was not replayed.
    severity: compared === null ? "warning" : "error",
    object: shownLedger(ledger.location),
    message: `The ledger ${what}, and the database has ${count(ownTables(seen), "table")}: the next run begins with the first migration, and fails on what is there.${stands}`,
    remedy:
      nearest === null || nearest.after === null
        ? "Without --no-replay, `holdfast status` says which migrations the schema shows."
        : recordUpTo(nearest.after, seen),
  };
}

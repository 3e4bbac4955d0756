import type { Trigger } from "../model/catalog.ts";
import type { Evidence } from "../model/evidence.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { byApproval, type Check, type Judgement } from "./check.ts";
import { counterpart, type Guarded, guarded, placed, protection } from "./protection.ts";

/** Every user trigger still fires, for the same events, and calls a function that does the same. */
export const triggersSurvive: Check = (evidence) =>
  guarded(evidence).flatMap((table) =>
    table.before.triggers.flatMap((trigger) =>
      trigger.parent === null ? judge(evidence, table, trigger) : judgeClone(evidence, table, trigger, trigger.parent),
    ),
  );

function judge(evidence: Evidence, table: Guarded, before: Trigger): readonly Judgement[] {
  const now = counterpart(before, table.now.triggers);
  if (now === undefined) {
    return [
      protection(table, "trigger-lost", "error", before.name, {
        message: `${named(table, before)}, which calls ${before.function}, is gone.`,
        remedy: `Create it again on the table that stands now, or approve its loss by this code ${byApproval(evidence)}.`,
      }),
    ];
  }
  if (fires(before) && !fires(now)) return [silenced(table, before, now)];
  return changed(table, before, now);
}

/** What the partitioned table's own trigger has become is said there; a clone can only be silenced by itself. */
function judgeClone(evidence: Evidence, table: Guarded, before: Trigger, parent: number): readonly Judgement[] {
  const now = table.now.triggers.find((trigger) => trigger.oid === before.oid);
  const above = evidence.after?.catalog.relations.flatMap(({ triggers }) => triggers).find(({ oid }) => oid === parent);
  const alone = now !== undefined && above !== undefined && fires(before) && fires(above) && !fires(now);
  return alone ? [silenced(table, before, now)] : [];
}

/** In an ordinary session; what is for replicas only does not. */
function fires({ enabled }: Trigger): boolean {
  return enabled === "origin" || enabled === "always";
}

function silenced(table: Guarded, before: Trigger, now: Trigger): Judgement {
  return protection(table, "trigger-disabled", "error", before.name, {
    message: `${named(table, before)} ${now.enabled === "replica" ? "fires in replication only" : "is disabled"}.`,
    remedy: `ALTER TABLE ${qualified(table.now)} ENABLE TRIGGER ${identifier(now.name)}.`,
  });
}

function changed(table: Guarded, before: Trigger, now: Trigger): readonly Judgement[] {
  const same =
    before.type === now.type &&
    before.enabled === now.enabled &&
    sameColumns(table, before, now) &&
    sameCondition(table, before, now);
  // A function that was renamed still does what it did; another one may bear its name.
  const replaced =
    before.function === now.function
      ? `its function ${now.function} has another source`
      : `it calls ${now.function} instead of ${before.function}`;
  const what = [
    ...(same ? [] : [`${before.definition} → ${now.definition}`]),
    ...(before.source === now.source ? [] : [replaced]),
  ];
  if (what.length === 0) return [];
  return [
    protection(table, "trigger-changed", "warning", before.name, {
      message: `${named(table, before)} changed: ${what.join("; ")}.`,
      remedy: "Check that it still fires for what it is meant for, and does what it is meant to do.",
    }),
  ];
}

/** UPDATE OF; no column stands for all of them. A column that is gone is a finding of its own. */
function sameColumns(table: Guarded, before: Trigger, now: Trigger): boolean {
  if (before.columns.length === 0 || now.columns.length === 0) return before.columns.length === now.columns.length;
  const left = before.columns.map((attnum) => table.columnNow(attnum)?.attnum).filter((attnum) => attnum !== undefined);
  return left.every((attnum) => now.columns.includes(attnum)) && now.columns.every((attnum) => left.includes(attnum));
}

/** The printed text changes with a rename of a column; what is stored tells columns by their numbers, which another table has given anew. */
function sameCondition(table: Guarded, before: Trigger, now: Trigger): boolean {
  return before.when === now.when || (table.before.oid === table.now.oid && before.stored === now.stored);
}

function named(table: Guarded, { name }: Trigger): string {
  return `The trigger ${name} on ${placed(table)}`;
}

import type { HarnessErrorParts } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import type { Claim, LedgerRead, Prediction } from "../../model/ledger.ts";
import { shownName } from "../../sql/quote.ts";
import { count, firstOf } from "../../text/count.ts";
import { rowName, shortHash } from "../../text/ledger.ts";

/** What is known before anything runs. */
export interface Known {
  readonly history: History;
  readonly ledger: LedgerRead;
  readonly claims: readonly Claim[];
  readonly next: Prediction;
}

/** Why a deploy must not run; null where it may. What makes the others follow comes first. */
export function refusalOf(known: Known): HarnessErrorParts | null {
  return olderRelease(known) ?? ledgerLies(known) ?? wouldRerun(known) ?? wouldSkip(known) ?? migratorRefuses(known);
}

function refused(code: string, message: string, remedy: string): HarnessErrorParts {
  const step = "hold the ledger against the migrations of this build";
  return { kind: "input", code: `guard/${code}`, step, message, remedy: `Nothing was run. ${remedy}` };
}

function olderRelease({ claims }: Known): HarnessErrorParts | null {
  const named = (state: Claim["state"]) =>
    claims.filter((claim) => claim.state === state).flatMap(({ rows }) => rows.map((row) => rowName(row, true)));
  const [future, missing] = [named("future"), named("missing")];
  if (future.length > 0) {
    return refused(
      "older-release",
      `The database has ${count(future.length, "migration")} of a newer release, which this build does not know: ${firstOf(future)}.`,
      "Deploy the release that has them, or a later one. What is to be undone is undone by a new migration.",
    );
  }
  if (missing.length === 0) return null;
  return refused(
    "older-release",
    `The database has ${count(missing.length, "migration")} that this build does not know, though it has later ones: ${firstOf(missing)}.`,
    "Another branch was deployed, or files were deleted: bring them back. `holdfast status` lists all of it.",
  );
}

function ledgerLies(known: Known): HarnessErrorParts | null {
  const [first, ...others] = liesOf(known);
  if (first === undefined) return null;
  const more = others.length === 0 ? "" : ` So is it with ${count(others.length, "other claim")} of the ledger.`;
  return refused("ledger-lies", `${first}.${more}`, "See `holdfast status` for what each claim is worth, and mend it.");
}

function liesOf({ history, ledger, claims }: Known): readonly string[] {
  // 0.x takes a row without a time for the last one. 1.0 goes by names.
  const timeless = history.layout === "folders" ? [] : ledger.rows.filter(({ when }) => when === null);
  return [
    ...claims.flatMap((claim) => edited(claim, history)),
    ...claims.flatMap(({ migration, rows }) =>
      rows.length > 1
        ? `${migration} is recorded ${rows.length} times (rows ${rows.map(({ id }) => id).join(", ")})`
        : [],
    ),
    ...timeless.map((row) => `${rowName(row, true)} has no time, so that everything would run again`),
  ];
}

function edited(claim: Claim, { migrations }: History): readonly string[] {
  if (claim.state !== "edited" || claim.onlyLineEnds) return [];
  const file = migrations.find(({ id }) => id === claim.migration);
  const hashes = `hash ${shortHash(claim.rows[0]?.sha256)}, now ${shortHash(file?.sha256)}`;
  return [`${claim.migration} was applied with another text than its file has now (${hashes})`];
}

function wouldRerun({ next }: Known): HarnessErrorParts | null {
  const twice = next.runs.filter((id, place) => next.runs.indexOf(id) !== place);
  const again = [...new Set([...next.rerun, ...twice])];
  if (again.length === 0) return null;
  return refused(
    "would-rerun",
    `${next.migrator} would run ${count(again.length, "migration")} twice: ${firstOf(again)}.`,
    "Find the row by which they are taken for pending (its time, its name), or the entry of the journal that is too many.",
  );
}

function wouldSkip({ next }: Known): HarnessErrorParts | null {
  const [first] = next.skipped;
  if (first === undefined) return null;
  const others = next.skipped.slice(1).map(({ migration }) => migration);
  return refused(
    "would-skip",
    `${first.migration} is not recorded and would never run: ${first.because}.${others.length === 0 ? "" : ` So is it with ${firstOf(others)}.`}`,
    `Generate it again, or give it a time later than every recorded one and its place at the end. If its changes are there already: \`holdfast baseline\`.`,
  );
}

function migratorRefuses({ next, ledger: { location } }: Known): HarnessErrorParts | null {
  if (next.refuses === null) return null;
  return refused(
    "migrator-refuses",
    `${next.migrator} would stop before it runs anything: ${next.refuses}.`,
    `Mend what it names first; the ledger is ${shownName(location.schema, location.table)}.`,
  );
}

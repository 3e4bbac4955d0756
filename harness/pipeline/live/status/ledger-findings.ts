import type { Finding } from "../../../model/finding.ts";
import type { ForeignLedger } from "../../../model/ledger.ts";
import { count, firstOf } from "../../../text/count.ts";
import { claimsOf, isAt } from "../../../text/ledger.ts";
import { shownLedger } from "../reported.ts";
import type { Seen } from "./seen.ts";

/** Other ledgers in the database, and what the tool's next major version would do to this one. */
export function ledgerFindings(seen: Seen): readonly Finding[] {
  return [
    ...seen.look.others.map((other) => foreign(other, seen)),
    ...seen.look.others.filter(({ failed }) => failed > 0).map(withFailures),
    ...upgrade(seen),
  ];
}

function foreign(other: ForeignLedger, seen: Seen): Finding {
  const object = shownLedger(other);
  const claims = claimsOf(other);
  const shared = sharedWith(other, seen);
  if (shared.length > 0) return second(object, claims, shared, seen);
  return {
    code: "ledger/foreign",
    severity: "note",
    object,
    message: `${object} is ${other.tool === "custom" ? "a ledger of a tool that is not known" : `another ledger, of ${other.tool}`} (${claims}); what it records is none of this folder's.`,
    remedy:
      "If it belongs to another application, nothing needs to be done. If both change the same tables, let one of them go: two histories of one schema cannot both be true.",
  };
}

/** Migrations of the folder that another ledger of the same tool records, told by their text. */
function sharedWith({ schema, table }: ForeignLedger, { look, ground }: Seen): readonly string[] {
  const found = look.alike.find(({ location }) => isAt(location, { schema, table }));
  const hashes = new Set(found?.rows.map(({ sha256 }) => sha256));
  return ground.history.migrations.filter(({ sha256 }) => hashes.has(sha256)).map(({ id }) => id);
}

function second(object: string, claims: string, shared: readonly string[], seen: Seen): Finding {
  return {
    code: "ledger/second-ledger",
    severity: "error",
    object,
    message: `${object} records migrations of this folder as well (${claims}): ${firstOf(shared)}. What one of the two ledgers knows, a migrator that reads the other does not.`,
    remedy: `Find out which one the deploys use (\`migrations\` in drizzle.config.ts, or the migrate call itself; here it is ${shownLedger(seen.look.ledger.location)}), record in that one what is applied, by \`holdfast baseline\`, and drop the other.`,
  };
}

function withFailures(other: ForeignLedger): Finding {
  const object = shownLedger(other);
  return {
    code: "ledger/foreign-failed",
    severity: "warning",
    object,
    message: `${object} records ${count(other.failed, "migration")} that failed.`,
    remedy: "See with that tool what they left behind.",
  };
}

function upgrade({ upgrade: found, look: { ledger }, ground, next }: Seen): readonly Finding[] {
  // Where the migrator is 1.0 already, what it makes of the rows is what it does next, and is told as that.
  if (found === null || (ground.history.layout === "folders" && next.refuses !== null)) return [];
  const { unmatched, blessed } = found;
  const holes = found.holes.filter((hole) => !next.runs.includes(hole));
  const parts = [
    ...(unmatched.length === 0
      ? []
      : [`it throws over ${count(unmatched.length, "row")} that match no migration: ${firstOf(unmatched)}`]),
    ...(holes.length === 0 ? [] : [`these become pending, and run after later ones: ${firstOf(holes)}`]),
    ...(blessed.length === 0
      ? []
      : [`these were edited, and are taken for applied without a word: ${firstOf(blessed)}`]),
  ];
  if (parts.length === 0 || ledger.rows.length === 0) return [];
  return [
    {
      code: "ledger/upgrade-1.0",
      severity: "note",
      object: shownLedger(ledger.location),
      message: `When drizzle-orm 1.0 first meets this ledger, ${parts.join("; ")}.`,
      remedy:
        "Nothing happens as long as the project stays with 0.x. Before it goes to 1.0: give rows that match nothing their file back, and decide of each one that would become pending whether it is to run.",
    },
  ];
}

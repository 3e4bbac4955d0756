import type { History } from "../../model/history.ts";
import type { LedgerRead, Prediction } from "../../model/ledger.ts";
import { recordedIn } from "../../text/ledger.ts";
import type { MigrationTool } from "../tool.ts";
import { claims, notLater } from "./claims.ts";
import { findEngine } from "./engine.ts";
import { inOrderOfTime, upgrade } from "./upgrade.ts";

type Plan = Omit<Prediction, "migrator">;

/**
 * What the project's drizzle-orm would do: 0.x runs what is later than its last row, 1.0 what it does not know by name.
 * Where none is installed, what the one that runs such a folder would do.
 */
export const predict: MigrationTool["predict"] = (history, ledger) => {
  const engine = findEngine(history);
  const isNew = history.layout === "folders";
  const migrator = engine?.name ?? `drizzle-orm ${isNew ? "1.x" : "0.x"}`;
  if (engine !== null && engine.layout !== history.layout) return { migrator, ...refusing(otherLayout(history)) };
  return { migrator, ...(isNew ? byName(history, ledger) : byTime(history, ledger)) };
};

function refusing(refuses: string): Plan {
  return { runs: [], skipped: [], rerun: [], refuses };
}

function otherLayout({ layout }: History): string {
  return layout === "folders" ? "it finds no meta/_journal.json" : "it does not run a folder with meta/_journal.json";
}

function byTime(history: History, ledger: LedgerRead): Plan {
  const last = lastRow(ledger);
  const recorded = recordedIn(claims(history, ledger));
  const isLater = ({ when }: { readonly when: number }): boolean => last === null || when > last.when;
  const runs = history.migrations.filter(isLater).map(({ id }) => id);
  const skipped = history.migrations.flatMap((one) => {
    if (last === null || isLater(one) || recorded.has(one.id)) return [];
    return { migration: one.id, because: notLater(one.when, last) };
  });
  return { runs, skipped, rerun: runs.filter((id) => recorded.has(id)), refuses: null };
}

/** The one row that 0.x looks at: of those without a time, which sort first and count as 0, else the latest. */
function lastRow({ rows }: LedgerRead): { readonly id: string; readonly when: number } | null {
  const [first, ...others] = rows;
  if (first === undefined) return null;
  const timeless = rows.find(({ when }) => when === null);
  const last = timeless ?? others.reduce((top, row) => (Number(row.when) > Number(top.when) ? row : top), first);
  return { id: last.id, when: Number(last.when) };
}

function byName(history: History, ledger: LedgerRead): Plan {
  const converted = upgrade(history, ledger);
  if (converted !== null && converted.unmatched.length > 0) {
    const { schema, table } = ledger.location;
    return refusing(
      `${schema}.${table} has rows that match no migration of the folder (${converted.unmatched.join(", ")}), and it gives every row a name first`,
    );
  }
  const recorded = recordedIn(claims(history, ledger));
  const names = new Set(converted?.named.map(({ migration }) => migration) ?? ledger.rows.map(({ name }) => name));
  const ordered = converted === null ? history.migrations : inOrderOfTime(history.migrations);
  const runs = ordered.map(({ id }) => id).filter((id) => !names.has(id));
  return { runs, skipped: [], rerun: runs.filter((id) => recorded.has(id)), refuses: null };
}

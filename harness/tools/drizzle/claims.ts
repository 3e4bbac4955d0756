import { createHash } from "node:crypto";
import type { History, Migration } from "../../model/history.ts";
import type { Claim, LedgerRead, LedgerRow } from "../../model/ledger.ts";
import { rowKey } from "../../text/ledger.ts";
import type { MigrationTool } from "../tool.ts";
import { rowsByTime } from "./rows-by-time.ts";
import { namedBy } from "./upgrade.ts";

/** How the rows of a ledger go together with the migrations of a folder. */
interface Reading {
  readonly migrations: readonly Migration[];
  readonly rows: readonly LedgerRow[];
  /** The place in `migrations` of what a row stands for. */
  readonly placeOf: ReadonlyMap<LedgerRow, number>;
  /** What else is to be said of a row that stands for a migration. */
  remark(row: LedgerRow, migration: Migration): string | null;
  /** Why the migration would be late; null where nothing later is recorded. */
  late(migration: Migration): string | null;
  /** Whether a row that stands for nothing is later than every file. */
  isAhead(row: LedgerRow): boolean;
}

/** What the ledger says: of 0.x by hash and time, of 1.0 by name, and where it has none, as 1.0 would name the rows. */
export const claims: MigrationTool["claims"] = (history, ledger) => {
  const reading = history.layout === "folders" ? readByName(history, ledger) : readByTime(history, ledger);
  return [...reading.migrations.map((migration, place) => claimOf(reading, migration, place)), ...leftOver(reading)];
};

function claimOf(reading: Reading, migration: Migration, place: number): Claim {
  const rows = reading.rows.filter((row) => reading.placeOf.get(row) === place);
  const [first] = rows;
  if (first === undefined) {
    const late = reading.late(migration);
    return { migration: migration.id, state: late === null ? "pending" : "out-of-order", rows, because: late };
  }
  if (rows.every(({ sha256 }) => sha256 !== migration.sha256)) {
    const onlyLineEnds = rows.some((row) => hasOtherLineEnds(row, migration));
    return { migration: migration.id, state: "edited", rows, because: null, onlyLineEnds };
  }
  const several = rows.length > 1 ? `recorded ${rows.length} times` : null;
  const because = [several, ...rows.map((row) => reading.remark(row, migration))].filter((words) => words !== null);
  return { migration: migration.id, state: "applied", rows, because: because.length === 0 ? null : because.join("; ") };
}

/** A checkout with the line ends of another system gives another hash. */
function hasOtherLineEnds({ sha256 }: LedgerRow, { sql }: Migration): boolean {
  const unix = sql.replaceAll("\r\n", "\n");
  return [unix, unix.replaceAll("\n", "\r\n")].some(
    (text) => createHash("sha256").update(text).digest("hex") === sha256,
  );
}

function leftOver(reading: Reading): readonly Claim[] {
  const strangers = new Map<string, LedgerRow[]>();
  for (const row of reading.rows.filter((one) => !reading.placeOf.has(one))) {
    strangers.set(rowKey(row), [...(strangers.get(rowKey(row)) ?? []), row]);
  }
  return [...strangers.values()].map((rows) => ({
    migration: null,
    state: rows.some(reading.isAhead) ? "future" : "missing",
    rows,
    because: rows.length > 1 ? `recorded ${rows.length} times` : null,
  }));
}

function readByTime({ migrations }: History, { rows }: LedgerRead): Reading {
  const timed = rows.flatMap(({ id, when }) => (when === null ? [] : { id, when }));
  const [last = null] = timed.toSorted((a, b) => b.when - a.when);
  const newest = Math.max(...migrations.map(({ when }) => when));
  return {
    migrations,
    rows,
    placeOf: rowsByTime(migrations, rows),
    remark: (row, { when }) => {
      if (row.when === when) return null;
      return row.when === null ? "recorded without a time" : `recorded under another time (${row.when}, not ${when})`;
    },
    late: ({ when }) => (last !== null && when <= last.when ? notLater(when, last) : null),
    isAhead: ({ when }) => when !== null && when > newest,
  };
}

/** Why 0.x never runs a migration. */
export function notLater(when: number, row: { readonly id: string; readonly when: number }): string {
  return `its \`when\` (${when}) is not later than that of row ${row.id} (${row.when})`;
}

function readByName({ migrations }: History, { columns, rows }: LedgerRead): Reading {
  const hasNames = columns?.includes("name") === true;
  const places = new Map(migrations.map(({ id }, place) => [id, place]));
  const guessed = namedBy(
    migrations,
    rows.filter(({ name }) => name === null),
  );
  const nameOf = (row: LedgerRow): string | null => row.name ?? guessed.get(row)?.id ?? null;
  const placeOf = rows.flatMap((row) => {
    const place = places.get(nameOf(row) ?? "");
    return place === undefined ? [] : ([[row, place]] as const);
  });
  const lastName =
    rows
      .flatMap((row) => nameOf(row) ?? [])
      .toSorted((a, b) => a.localeCompare(b))
      .at(-1) ?? null;
  const newest = migrations.at(-1);
  return {
    migrations,
    rows,
    placeOf: new Map(placeOf),
    remark: ({ name }) =>
      name === null && hasNames ? "recorded without a name: drizzle-orm 1.0 does not know the row" : null,
    late: ({ id }) => (lastName !== null && id.localeCompare(lastName) < 0 ? `${lastName} is recorded` : null),
    isAhead: ({ name, when }) => {
      if (newest === undefined) return true;
      return name === null ? when !== null && when > newest.when : name.localeCompare(newest.id) > 0;
    },
  };
}

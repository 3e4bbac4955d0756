import type { Finding } from "../../../model/finding.ts";
import type { Migration } from "../../../model/history.ts";
import type { Claim, LedgerRead, Prediction } from "../../../model/ledger.ts";
import type { ReportedRow } from "../../../model/live-report.ts";
import type { SchemaObject } from "../../../model/schema.ts";
import { count, firstOf } from "../../../text/count.ts";
import type { Ground } from "../../plan.ts";
import { ownerOf } from "../live-schema.ts";
import type { Look } from "../look.ts";
import { shownLedger } from "../reported.ts";
import { leavesNoTrace } from "../traceless.ts";
import type { Entries, Entry } from "./entries.ts";
import { inTheWay } from "./in-the-way.ts";

/** What `baseline` would write, and what would come of it. */
export interface BaselinePlan {
  /** The statements that make the ledger's table; none where it is there. */
  readonly makes: readonly string[];
  /** The ledger as the migrator makes it. */
  readonly shape: readonly SchemaObject[];
  /** To be written, in this order. */
  readonly entries: readonly Entry[];
  readonly rows: readonly ReportedRow[];
  readonly next: Prediction;
  readonly findings: readonly Finding[];
}

/**
 * Rows for what the ledger does not claim yet; those that are there stay as they are.
 *
 * @param now milliseconds since 1970
 * @throws {HarnessError} input/ledger-format: there is another table in the ledger's place
 */
export async function planRows(
  ground: Ground,
  look: Look,
  migrations: readonly Migration[],
  made: Entries,
  now: number,
): Promise<BaselinePlan> {
  const { tool, history, ledger: location } = ground;
  const { ledger: live } = look;
  const claims = tool.claims(history, live).filter(({ rows }) => rows.length > 0);
  const claimed = new Map(claims.map(({ migration, rows }) => [migration, rows[0]]));
  const entries = made.entries.filter(({ migration }) => !claimed.has(migration));
  const { columns } = made.ledger;
  const after = { location, columns, rows: [...live.rows, ...entries.map(({ row }) => row)] };
  const makes = tool.ledgerDdl(location, live.columns, made.ledger);
  const ways = isOlder(look, made.ledger)
    ? entries.length === 0
      ? []
      : [olderFormat(live)]
    : inTheWay({ ground, live, made, after, count: migrations.length, now });
  return {
    makes,
    shape: made.shape,
    entries,
    rows: made.entries.map(({ migration, row }) => {
      const { sha256, when, name } = claimed.get(migration) ?? row;
      return { migration, sha256, when, name, state: claimed.has(migration) ? "there" : "to write" };
    }),
    next: tool.predict(history, after),
    findings: [
      ...ways,
      ...edited(claims, migrations),
      ...(ways.length === 0 ? unknown(claims, live) : []),
      ...(await unproven(migrations, entries)),
      ...(makes.length === 0 ? [] : otherRole(look)),
    ],
  };
}

/** Rows of before would have to be converted: that is for the migrator. */
function isOlder({ ledger: { columns, rows } }: Look, made: LedgerRead): boolean {
  return rows.length > 0 && columns !== null && (made.columns ?? []).some((column) => !columns.includes(column));
}

function olderFormat({ location }: LedgerRead): Finding {
  return {
    code: "baseline/ledger-format",
    severity: "error",
    object: shownLedger(location),
    message: "The ledger has rows of an older version of the migrator, which this one converts when it first runs.",
    remedy:
      "Record with the older version of the migrator, before the project goes to this one; or let this one convert them first, by a migrate of a checkout in which nothing is pending. `holdfast status` says what becomes of them.",
  };
}

function edited(claims: readonly Claim[], migrations: readonly Migration[]): readonly Finding[] {
  const ids = new Set(migrations.map(({ id }) => id));
  const found = claims.flatMap(({ migration, state }) => (state === "edited" && ids.has(migration) ? migration : []));
  return found.map((object) => ({
    code: "ledger/edited",
    severity: "warning",
    object,
    message: "It is recorded with the hash of another text; its row is left alone, since the schema is proven.",
    remedy: "Bring the file back to what was applied, if anyone still has it.",
  }));
}

function unknown(claims: readonly Claim[], { location }: LedgerRead): readonly Finding[] {
  const rows = claims.flatMap((claim) => (claim.state === "missing" ? claim.rows : []));
  if (rows.length === 0) return [];
  const ids = firstOf(rows.map(({ id }) => id));
  return [
    {
      code: "ledger/missing",
      severity: "warning",
      object: shownLedger(location),
      message: `${count(rows.length, "row")} of the ledger match no file of the folder, and are left alone: ${ids}.`,
      remedy: "Nothing needs to be done, if they are of a history that was given up.",
    },
  ];
}

async function unproven(migrations: readonly Migration[], entries: readonly Entry[]): Promise<readonly Finding[]> {
  const recorded = new Set(entries.map(({ migration }) => migration));
  const written = migrations.filter(({ id }) => recorded.has(id));
  const isTraceless = await Promise.all(written.map(leavesNoTrace));
  return written
    .filter((_, place) => isTraceless[place] === true)
    .map(({ id }) => ({
      code: "baseline/no-trace",
      severity: "warning",
      object: id,
      message:
        "It leaves no trace in a schema, as what changes rows only: nothing shows whether it ran, and once recorded, it never will.",
      remedy: "See in the rows that it did, before you confirm.",
    }));
}

function otherRole({ server, catalog }: Look): readonly Finding[] {
  const owner = ownerOf(catalog);
  if (owner === null || owner === server.user) return [];
  return [
    {
      code: "baseline/role",
      severity: "warning",
      object: server.user,
      message: `The tables belong to ${owner}; the ledger would be made by ${server.user} and belong to it, and ${owner} may not be able to write to it.`,
      remedy: `Connect as the role that runs the migrations, ${owner}.`,
    },
  ];
}

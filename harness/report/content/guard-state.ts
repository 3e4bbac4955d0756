import type { Finding } from "../../model/finding.ts";
import { type GuardedLedger, type GuardRead, type GuardWish, guardSchema } from "../../model/guard.ts";
import type { GuardReport } from "../../model/live-report.ts";
import { count, firstOf } from "../../text/count.ts";
import { isAt } from "../../text/ledger.ts";

export interface GuardLine {
  readonly what: string;
  /** Whether something gets past; null where that is not the question. */
  readonly open: boolean | null;
  readonly words: string;
}

/** What stands of a guard, one line for each of its powers, and one for who looked. */
export function guardLines(report: GuardReport): readonly GuardLine[] {
  return [
    drops(report),
    truncate(report),
    ...report.asked.ledgers.map((ledger) => ledgerLine(report, ledger)),
    permits(report),
    role(report),
  ];
}

function drops({ guard, asked, findings }: GuardReport): GuardLine {
  if (!(guard.wish ?? asked).eventTriggers)
    return { what: "drops", open: true, words: "installed without event triggers" };
  const open = findings.some((finding) => finding.severity === "error" && isOfGuard(finding));
  return {
    what: "drops",
    open,
    words: open ? below : "no DROP of a table, a column or an attribute, by whichever command",
  };
}

const below = "see the errors below";

/** But for what binds permits, which has a line of its own. */
function isOfGuard({ object }: Finding): boolean {
  return object === guardSchema || (object.startsWith(`${guardSchema}.`) && object !== `${guardSchema}.bind`);
}

/** Whether functions or rights of the guard are not what they should be: then no trigger says what it refuses. */
function isAltered({ findings }: GuardReport): boolean {
  return findings.some((finding) => finding.code === "guard/altered" && isOfGuard(finding));
}

/** The tables that TRUNCATE is to be refused on. */
export function tablesWanted({ tables, ledgers }: GuardWish, guard: GuardRead): GuardRead["tables"] {
  const names = new Set([
    ...(tables === "all" ? [] : tables.map(({ schema, name }) => JSON.stringify([schema, name]))),
    ...ledgers.map(({ location: { schema, table } }) => JSON.stringify([schema, table])),
  ]);
  return guard.tables.filter(({ schema, name }) => tables === "all" || names.has(JSON.stringify([schema, name])));
}

function truncate(report: GuardReport): GuardLine {
  const { guard, asked } = report;
  const wish = guard.wish ?? asked;
  const wanted = tablesWanted(wish, guard);
  const bare = wanted.filter(({ truncate: enabled }) => enabled !== "A");
  const some = `${wanted.length - bare.length} of ${count(guard.tables.length, "table")}${wish.tables === "all" ? "" : ", as listed"}`;
  const names = firstOf(
    bare.map(({ schema, name }) => `${schema}.${name}`),
    3,
  );
  // Whether tables were listed is not for everybody to see.
  const open = isAltered(report) || bare.some((table) => guard.wish !== null || table.truncate !== null);
  return {
    what: "truncate",
    open: bare.length > 0 && !open ? null : open,
    words: bare.length > 0 ? `${some}; not ${names}` : open ? below : some,
  };
}

export function ledgerName({ location: { schema, table } }: GuardedLedger): string {
  return `${schema}.${table}`;
}

function ledgerLine(report: GuardReport, ledger: GuardedLedger): GuardLine {
  const { tables, wish } = report.guard;
  const what = "ledger";
  const { schema, table: name } = ledger.location;
  const table = tables.find((one) => one.schema === schema && one.name === name);
  const known = (wish ?? report.asked).ledgers.find(({ location }) => isAt(location, ledger.location));
  if (known !== undefined && table === undefined) {
    return { what, open: null, words: `${ledgerName(ledger)} is not there yet` };
  }
  const isKept = known?.habit === ledger.habit && known.key === ledger.key && !isAltered(report);
  const isGuarded = isKept && table?.ledger === "A" && (ledger.habit === "append" || table.ledgerEnd === "A");
  const power = ledger.habit === "append" ? "no DELETE, no UPDATE but of what is NULL" : "it goes forward only";
  return { what, open: !isGuarded, words: `${ledgerName(ledger)}${isGuarded ? `: ${power}` : ""}` };
}

function permits({ guard, findings }: GuardReport): GuardLine {
  const what = "permits";
  if (guard.wish === null) {
    return { what, open: null, words: `not for ${guard.role.name} to see, nor to give` };
  }
  const used = guard.permits.filter((permit) => permit.used !== null).length;
  const open = findings.filter(({ code }) => code === "guard/permit-open").length;
  const expired = guard.permits.length - used - open;
  const words = [`${open} to be used`, `${used} used`, ...(expired === 0 ? [] : [`${expired} expired`])].join(", ");
  return { what, open: guard.bind === "A" ? null : true, words };
}

function role({ guard: { role } }: GuardReport): GuardLine {
  const may = role.superuser || role.ownsGuard || role.maySet.length > 0 || role.reaches.length > 0;
  const owns = role.owns === 0 ? "" : `owns ${count(role.owns, "table")}, and `;
  const words = `${role.name} ${owns}${may ? "can turn it off" : "cannot turn it off"}`;
  return { what: "connected", open: null, words };
}

import type { CodeIn } from "../model/codes.ts";
import type { Finding } from "../model/finding.ts";
import type { GuardedLedger, GuardRead, GuardWish, TableName } from "../model/guard.ts";
import { shownName } from "../sql/quote.ts";
import { isAt } from "../text/ledger.ts";

type Table = GuardRead["tables"][number];

const again =
  "As who owns the guard, run: holdfast guard install --url URL --confirm DATABASE. It covers what is not covered.";

/**
 * The tables that a guard should cover and does not.
 *
 * @param wish what was asked for when it was installed, where that may be read
 * @param asked what the history needs
 */
export function judgeTables(read: GuardRead, wish: GuardWish, asked: GuardWish): readonly Finding[] {
  const ledgers = [...asked.ledgers, ...wish.ledgers.filter((one) => !asked.ledgers.some(at(one)))];
  const owed = read.tables.filter(
    (table) => isListed(wish, table) || ledgers.some(({ location }) => isTable(location, table)),
  );
  return [
    ...owed.filter(({ truncate }) => truncate !== "A").map((table) => emptied(read, ledgers, table)),
    ...ledgers.flatMap((ledger) => judgeLedger(read, wish, ledger)),
    ...read.besideLedger.map(beside),
  ];
}

/** Whether a bare table is to be covered, only who may read what was asked for can tell. */
function emptied({ wish, owner, role }: GuardRead, ledgers: readonly GuardedLedger[], table: Table): Finding {
  const found = uncovered(table, "TRUNCATE is", table.truncate);
  if (wish !== null || table.truncate !== null || ledgers.some(({ location }) => isTable(location, table)))
    return found;
  const message = `${found.message} Whether it was listed, ${role.name} may not read.`;
  return { ...found, severity: "warning", message, remedy: `Ask as ${owner}, who owns the guard.` };
}

function isListed({ tables }: GuardWish, { schema, name }: TableName): boolean {
  return tables === "all" || tables.some((one) => one.schema === schema && one.name === name);
}

function at({ location }: GuardedLedger): (other: GuardedLedger) => boolean {
  return (other) => isAt(location, other.location);
}

function isTable({ schema, table }: GuardedLedger["location"], one: Table): boolean {
  return one.schema === schema && one.name === table;
}

function judgeLedger(read: GuardRead, wish: GuardWish, ledger: GuardedLedger): readonly Finding[] {
  const name = shownName(ledger.location.schema, ledger.location.table);
  const known = wish.ledgers.find(at(ledger));
  if (known === undefined) {
    return [
      gap(
        "guard/uncovered",
        name,
        "The guard does not know it as a ledger: DELETE and UPDATE of its rows are not refused.",
      ),
    ];
  }
  if (known.habit !== ledger.habit || known.key !== ledger.key) {
    const message = `The guard takes it for a ledger that ${known.habit === "moves" ? "is overwritten" : "is only added to"}, by its column ${known.key}; this history's tool keeps it otherwise.`;
    return [gap("guard/altered", name, message)];
  }
  const table = read.tables.find((one) => isTable(ledger.location, one));
  if (table === undefined) return [noLedger(ledger, wish.eventTriggers)];
  if (table.ledger !== "A") return [uncovered(table, "Changes of the ledger's rows are", table.ledger)];
  if (ledger.habit !== "moves" || table.ledgerEnd === "A") return [];
  return [uncovered(table, "DELETE of the ledger's rows is", table.ledgerEnd)];
}

function uncovered({ schema, name }: Table, what: string, enabled: string | null): Finding {
  const table = shownName(schema, name);
  if (enabled === null) return gap("guard/uncovered", table, `${what} not refused: no trigger of the guard is on it.`);
  return enabled === "D"
    ? gap("guard/uncovered", table, `${what} not refused: the guard's trigger on it is disabled.`)
    : gap(
        "guard/uncovered",
        table,
        `${what} refused only in some sessions: session_replication_role can turn its trigger off.`,
      );
}

function gap(code: CodeIn<"guard">, object: string, message: string): Finding {
  return { code, severity: "error", object, message, remedy: again };
}

function beside({ schema, name, what }: GuardRead["besideLedger"][number]): Finding {
  return {
    code: "guard/ledger-rule",
    severity: "warning",
    object: shownName(schema, name),
    message: `The ${what} stands on it: what it makes of new rows is not known, and a deploy may go unrecorded.`,
    remedy: "Drop it, unless it is there for a reason; migrators make none.",
  };
}

/** A guard may come before the first migration. Only event triggers cover what is made later. */
export function noLedger({ location }: GuardedLedger, eventTriggers: boolean): Finding {
  return {
    code: "guard/no-ledger",
    severity: "warning",
    object: shownName(location.schema, location.table),
    message: `There is no such table yet. ${eventTriggers ? "It is covered as it appears." : "Without event triggers it is not covered as it appears."}`,
    remedy: eventTriggers
      ? "Nothing is to be done if no migration has run here; else see that the folder is this database's."
      : "Run the first migration, and install the guard again.",
  };
}

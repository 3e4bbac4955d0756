import type { GuardReport } from "../../model/live-report.ts";
import { count } from "../../text/count.ts";
import { shellWord } from "../../text/shell.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { guardState, ledgerName, tablesWanted } from "./guard-state.ts";
import { headline, type Paint, type Style } from "./paint.ts";

/** The verdict, and what stands, would stand, or was given. */
export function guardHead(report: GuardReport, paint: Paint): readonly string[] {
  const { live, guard, verdict } = report;
  const [color, meaning] = meanings(report);
  const of = guard.version === null ? "no guard" : `guard of ${clean(guard.owner ?? "")}, ${clean(guard.version)}`;
  const about = `${clean(live.server)}: ${of}`;
  return [headline(paint, color, verdict.toUpperCase(), meaning, about), body(report, paint), limits(report, paint)];
}

function meanings(report: GuardReport): readonly [Style, string] {
  const { action, verdict, live, permits, findings } = report;
  const name = clean(live.database);
  const gaps = count(findings.filter(({ severity }) => severity === "error").length, "gap");
  const some = count(permits.length, "permit");
  switch (verdict) {
    case "installed":
      return ["green", `the guard stands in ${name}`];
    case "updated":
      return ["green", `the guard of ${name} is as this holdfast installs it; permits were kept`];
    case "unchanged":
      return ["green", `${action === "permit" ? some : "the guard"} stood in ${name} already; nothing was written`];
    case "granted":
      return ["green", `${some} given in ${name}`];
    case "unconfirmed":
      return [
        "yellow",
        `${action === "permit" ? `${some} can be given` : "the guard can be installed"} in ${name}; nothing was written`,
      ];
    case "refused":
      return [
        "red",
        `${action === "permit" ? "no permit was given" : "the guard was not installed"}; nothing was written`,
      ];
    case "closed":
      return ["green", `the guard of ${name} refuses what it should`];
    case "open":
      return ["red", report.guard.version === null ? `${name} has no guard` : `the guard of ${name} has ${gaps}`];
  }
}

function body(report: GuardReport, paint: Paint): string {
  if (report.action === "permit") return permits(report, paint);
  if (report.verdict === "unconfirmed") return would(report);
  return report.guard.version === null ? "" : guardState(report, paint);
}

function would({ asked, guard }: GuardReport): string {
  const tables = count(tablesWanted(asked, guard).length, "table");
  const ledgers = asked.ledgers.map((ledger) => `the ledger ${ledgerName(ledger)}`).join(" and ");
  return asked.eventTriggers
    ? `Would cover ${count(guard.tables.length, "table")} and their columns against DROP, ${tables} against TRUNCATE, and ${ledgers} against DELETE and UPDATE; what is made later as well.`
    : `Would cover ${tables} against TRUNCATE and ${ledgers} against DELETE and UPDATE; nothing against DROP, and nothing that is made later.`;
}

function permits({ permits: given, verdict }: GuardReport, paint: Paint): string {
  if (given.length === 0) return "";
  const width = Math.max(...given.map(({ object }) => clean(object.join(".")).length));
  const lines = given.map(({ action, object, expires, owner, reason }) => {
    const name = clean(object.join(".")).padEnd(width);
    return `  ${action.padEnd("truncate".length)}  ${name}  until ${clean(expires)}  ${clean(owner)}: ${clean(reason)}`;
  });
  const migration = clean(given[0]?.migration ?? "");
  const bound = given.some(({ ledgerKey }) => ledgerKey === null)
    ? "Bound to no transaction: whoever drops or empties one of them first uses its permit up."
    : `Each is used up by the transaction that records ${migration}, and by no other.`;
  const title = paint("bold", `${verdict === "granted" ? "Given for" : "For"} ${migration}`);
  return [title, ...lines, ...(verdict === "refused" ? [] : [bound])].join("\n");
}

function limits({ action, verdict, guard, limits: passing }: GuardReport, paint: Paint): string {
  const isThere = guard.version !== null && verdict !== "refused";
  if (action === "permit" || !(isThere || verdict === "unconfirmed")) return "";
  return [paint("bold", "It does not stop"), ...passing.map((words) => `  ${clean(words)}`)].join("\n");
}

export function guardTail(report: GuardReport, { reproduce }: WriterOptions, paint: Paint): string {
  const { verdict, live, milliseconds } = report;
  return [
    `PostgreSQL ${clean(live.version)}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    verdict === "unconfirmed"
      ? `${paint("dim", "→ To do it:")} ${clean(reproduce)} --confirm ${clean(shellWord(live.database))}`
      : `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

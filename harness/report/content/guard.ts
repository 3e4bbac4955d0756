import type { Permit } from "../../model/guard.ts";
import type { GuardReport } from "../../model/live-report.ts";
import { count } from "../../text/count.ts";
import { ledgerName, tablesWanted } from "./guard-state.ts";
import type { Headline, Tone } from "./headline.ts";

export function guardHeadline(report: GuardReport): Headline {
  const { live, guard, verdict } = report;
  const [tone, meaning] = meanings(report);
  const of = guard.version === null ? "no guard" : `guard of ${guard.owner ?? ""}, ${guard.version}`;
  return { tone, word: verdict.toUpperCase(), meaning, about: `${live.server}: ${of}` };
}

function meanings(report: GuardReport): readonly [Tone, string] {
  const { action, verdict, live, permits, findings } = report;
  const name = live.database;
  const gaps = count(findings.filter(({ severity }) => severity === "error").length, "gap");
  const some = count(permits.length, "permit");
  switch (verdict) {
    case "installed":
      return ["good", `the guard stands in ${name}`];
    case "updated":
      return ["good", `the guard of ${name} is as this holdfast installs it; permits were kept`];
    case "unchanged":
      return ["good", `${action === "permit" ? some : "the guard"} stood in ${name} already; nothing was written`];
    case "granted":
      return ["good", `${some} given in ${name}`];
    case "unconfirmed":
      return [
        "unsure",
        `${action === "permit" ? `${some} can be given` : "the guard can be installed"} in ${name}; nothing was written`,
      ];
    case "refused":
      return [
        "bad",
        `${action === "permit" ? "no permit was given" : "the guard was not installed"}; nothing was written`,
      ];
    case "closed":
      return ["good", `the guard of ${name} refuses what it should`];
    case "open":
      return ["bad", report.guard.version === null ? `${name} has no guard` : `the guard of ${name} has ${gaps}`];
  }
}

/** What an installation would cover. */
export function wouldCover({ asked, guard }: GuardReport): string {
  const tables = count(tablesWanted(asked, guard).length, "table");
  const ledgers = asked.ledgers.map((ledger) => `the ledger ${ledgerName(ledger)}`).join(" and ");
  return asked.eventTriggers
    ? `Would cover ${count(guard.tables.length, "table")} and their columns against DROP, ${tables} against TRUNCATE, and ${ledgers} against DELETE and UPDATE; what is made later as well.`
    : `Would cover ${tables} against TRUNCATE and ${ledgers} against DELETE and UPDATE; nothing against DROP, and nothing that is made later.`;
}

/** What uses permits up; there is at least one. */
export function boundTo(permits: readonly Permit[]): string {
  return permits.some(({ ledgerKey }) => ledgerKey === null)
    ? "Bound to no transaction: whoever drops or empties one of them first uses its permit up."
    : `Each is used up by the transaction that records ${permits[0]?.migration ?? ""}, and by no other.`;
}

/** Whether what no guard stops is to be said: it stands, or would. */
export function isLimited({ action, verdict, guard }: GuardReport): boolean {
  const isThere = guard.version !== null && verdict !== "refused";
  return action !== "permit" && (isThere || verdict === "unconfirmed");
}

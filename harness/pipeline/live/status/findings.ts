import { type Finding, severities } from "../../../model/finding.ts";
import { configUnread } from "../config-unread.ts";
import { claimFindings } from "./claim-findings.ts";
import { effectFindings } from "./effect-findings.ts";
import { ledgerFindings } from "./ledger-findings.ts";
import { rowFindings } from "./row-findings.ts";
import type { Seen } from "./seen.ts";

/** Errors first; within them what the ledger claims, what the schema shows, and what else there is. Of damage of the files, `check` tells. */
export function statusFindings(seen: Seen): readonly Finding[] {
  return [
    ...claimFindings(seen),
    ...rowFindings(seen),
    ...effectFindings(seen),
    ...ledgerFindings(seen),
    ...configUnread(seen.ground),
  ].sort((left, right) => severities.indexOf(left.severity) - severities.indexOf(right.severity));
}

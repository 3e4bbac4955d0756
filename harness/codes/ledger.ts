import { ledgerRows } from "./ledger-rows.ts";
import { ledgerRuns } from "./ledger-runs.ts";
import type { Texts } from "./text.ts";

export const ledger: Texts<"ledger"> = { ...ledgerRuns, ...ledgerRows };

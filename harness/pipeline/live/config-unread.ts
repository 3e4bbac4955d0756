import type { Finding } from "../../model/finding.ts";
import type { Ground } from "../plan.ts";

/** Where the ledger is was guessed: that matters to whoever looks for one in a live database. */
export function configUnread({ history }: Ground): readonly Finding[] {
  return history.findings
    .filter(({ code }) => code === "history/config-unreadable")
    .map((finding) => ({ ...finding, severity: "warning" }));
}

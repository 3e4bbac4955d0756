import type { LedgerRead } from "../../model/ledger.ts";
import { count, firstOf } from "../../text/count.ts";
import { recordedIn } from "../../text/ledger.ts";
import { claims } from "../../tools/drizzle/claims.ts";
import type { Known } from "./refusals.ts";

/**
 * What became of a deploy, in a sentence.
 *
 * @param earlier the ledger as it was before another deploy was waited for; null where none was
 */
export function messageOf({ history, next: { runs }, claims: now }: Known, earlier: LedgerRead | null): string {
  if (earlier === null) {
    return runs.length > 0
      ? `ran ${firstOf(runs)}`
      : `nothing to run: ${count(recordedIn(now).size, "migration")} recorded`;
  }
  const known = recordedIn(claims(history, earlier));
  const others = [...recordedIn(now)].filter((id) => !known.has(id));
  const other =
    others.length > 0 ? `another deploy ran ${firstOf(others)} while this one waited` : "another deploy was waited for";
  return `${other}; ${runs.length > 0 ? `this one ran ${firstOf(runs)}` : "nothing was left to run"}`;
}

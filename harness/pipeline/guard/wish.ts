import type { GuardWish } from "../../model/guard.ts";
import type { Migration } from "../../model/history.ts";
import type { Claim } from "../../model/ledger.ts";
import type { Ground } from "../plan.ts";

/** What a guard is to cover, as far as a user says it. */
export interface WishOptions {
  /** Tables that TRUNCATE is refused on; by default all. */
  readonly tables?: GuardWish["tables"];
  /** false: TRUNCATE and changes of the ledger's rows only, where event triggers may not be made. */
  readonly eventTriggers?: boolean;
}

/**
 * @param recorded the migrations that the ledger has where the guard comes; none where nobody looked
 * @param claims of that ledger, by which its keys are told
 */
export function wishFor(
  { tool, ledger }: Pick<Ground, "tool" | "ledger">,
  recorded: readonly Migration[],
  claims: readonly Claim[],
  { tables = "all", eventTriggers = true }: WishOptions = {},
): GuardWish {
  const { key, habit, keyOf } = tool.guarded;
  const keys = recorded.map((one) => keyOf(one, claims));
  return { ledgers: [{ location: ledger, key, habit, recorded: keys }], tables, eventTriggers };
}

import type { LintSummary } from "../../model/report.ts";

/** What nobody could read before it ran; nothing where all was read. */
export function unreadOf({ unread }: Pick<LintSummary, "unread">): readonly string[] {
  return unread.length === 0 ? [] : [`${unread.length} could not be read whole`];
}

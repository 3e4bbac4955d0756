import { historyFiles } from "./history-files.ts";
import { historyOrder } from "./history-order.ts";
import { historyRefused } from "./history-refused.ts";
import { historySnapshots } from "./history-snapshots.ts";
import { historyStatements } from "./history-statements.ts";
import type { Texts } from "./text.ts";

export const history: Texts<"history"> = {
  ...historyRefused,
  ...historyFiles,
  ...historyOrder,
  ...historyStatements,
  ...historySnapshots,
};

import type { LintRuleName } from "../model/codes.ts";
import type { Rule } from "./rule.ts";
import { addCheck } from "./rules/add-check.ts";
import { addExclusion } from "./rules/add-exclusion.ts";
import { addForeignKey } from "./rules/add-foreign-key.ts";
import { addUnique } from "./rules/add-unique.ts";
import { deleteAll } from "./rules/delete-all.ts";
import { detachPartition } from "./rules/detach-partition.ts";
import { disableRowSecurity } from "./rules/disable-row-security.ts";
import { disableTrigger } from "./rules/disable-trigger.ts";
import { dropAfterCopy } from "./rules/drop-after-copy.ts";
import { dropAndAddAgain } from "./rules/drop-and-add-again.ts";
import { dropAttribute } from "./rules/drop-attribute.ts";
import { dropCascade } from "./rules/drop-cascade.ts";
import { dropColumn } from "./rules/drop-column.ts";
import { dropConstraint } from "./rules/drop-constraint.ts";
import { dropDomain } from "./rules/drop-domain.ts";
import { dropExtension } from "./rules/drop-extension.ts";
import { dropOwned } from "./rules/drop-owned.ts";
import { dropPolicy } from "./rules/drop-policy.ts";
import { dropSchema } from "./rules/drop-schema.ts";
import { dropSequence } from "./rules/drop-sequence.ts";
import { dropTable } from "./rules/drop-table.ts";
import { dropTrigger } from "./rules/drop-trigger.ts";
import { dropType } from "./rules/drop-type.ts";
import { dropView } from "./rules/drop-view.ts";
import { lockForIndex } from "./rules/lock-for-index.ts";
import { lossyUsing } from "./rules/lossy-using.ts";
import { narrowType } from "./rules/narrow-type.ts";
import { rebuildUnderLock } from "./rules/rebuild-under-lock.ts";
import { recomputeColumn } from "./rules/recompute-column.ts";
import { renameAsDropAndAdd } from "./rules/rename-as-drop-and-add.ts";
import { renameInUse } from "./rules/rename-in-use.ts";
import { requiredColumn } from "./rules/required-column.ts";
import { restartSequence } from "./rules/restart-sequence.ts";
import { reuseName } from "./rules/reuse-name.ts";
import { rewriteForDefault } from "./rules/rewrite-for-default.ts";
import { rewriteForType } from "./rules/rewrite-for-type.ts";
import { setNotNull } from "./rules/set-not-null.ts";
import { setUnlogged } from "./rules/set-unlogged.ts";
import { truncate } from "./rules/truncate.ts";
import { updateAll } from "./rules/update-all.ts";
import { validateAtOnce } from "./rules/validate-at-once.ts";

export type { Before, Flag, Rule } from "./rule.ts";

/** Every rule, by the name of its file. */
export const rules: Readonly<Record<LintRuleName, Rule>> = {
  "add-check": addCheck,
  "add-exclusion": addExclusion,
  "add-foreign-key": addForeignKey,
  "add-unique": addUnique,
  "delete-all": deleteAll,
  "detach-partition": detachPartition,
  "disable-row-security": disableRowSecurity,
  "disable-trigger": disableTrigger,
  "drop-after-copy": dropAfterCopy,
  "drop-and-add-again": dropAndAddAgain,
  "drop-attribute": dropAttribute,
  "drop-cascade": dropCascade,
  "drop-column": dropColumn,
  "drop-constraint": dropConstraint,
  "drop-domain": dropDomain,
  "drop-extension": dropExtension,
  "drop-owned": dropOwned,
  "drop-policy": dropPolicy,
  "drop-schema": dropSchema,
  "drop-sequence": dropSequence,
  "drop-table": dropTable,
  "drop-trigger": dropTrigger,
  "drop-type": dropType,
  "drop-view": dropView,
  "lock-for-index": lockForIndex,
  "lossy-using": lossyUsing,
  "narrow-type": narrowType,
  "rebuild-under-lock": rebuildUnderLock,
  "recompute-column": recomputeColumn,
  "rename-as-drop-and-add": renameAsDropAndAdd,
  "rename-in-use": renameInUse,
  "required-column": requiredColumn,
  "restart-sequence": restartSequence,
  "reuse-name": reuseName,
  "rewrite-for-default": rewriteForDefault,
  "rewrite-for-type": rewriteForType,
  "set-not-null": setNotNull,
  "set-unlogged": setUnlogged,
  truncate,
  "update-all": updateAll,
  "validate-at-once": validateAtOnce,
};

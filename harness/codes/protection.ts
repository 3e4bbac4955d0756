import { protectionOfAccess } from "./protection-access.ts";
import { protectionByConstraints } from "./protection-constraints.ts";
import { protectionOfStorage } from "./protection-storage.ts";
import { protectionByTriggers } from "./protection-triggers.ts";
import type { Texts } from "./text.ts";

export const protection: Texts<"protection"> = {
  ...protectionOfAccess,
  ...protectionByTriggers,
  ...protectionByConstraints,
  ...protectionOfStorage,
};

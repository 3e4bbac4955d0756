import { coverFunctions } from "./cover.ts";
import type { GuardFunction } from "./function.ts";
import { commandFunctions } from "./on-command.ts";
import { onDrop } from "./on-drop.ts";
import { ledgerFunctions } from "./on-ledger.ts";
import { onOwn } from "./on-own.ts";
import { onRewrite } from "./on-rewrite.ts";
import { onTruncate } from "./on-truncate.ts";
import { permitFunctions } from "./permits.ts";
import { remember } from "./remember.ts";
import type { GuardEventTrigger } from "./setup.ts";
import { untied } from "./untied.ts";

export const functions: readonly GuardFunction[] = [
  ...permitFunctions,
  ...coverFunctions,
  onTruncate,
  ...ledgerFunctions,
  onDrop,
  ...commandFunctions,
  onRewrite,
  untied,
  onOwn,
  remember,
];

/** The guard's event triggers, each of them always enabled. */
export const eventTriggers: readonly GuardEventTrigger[] = [
  { name: "holdfast_drop", event: "sql_drop", function: onDrop.name },
  { name: "holdfast_command", event: "ddl_command_end", function: "on_command" },
  { name: "holdfast_rewrite", event: "table_rewrite", function: onRewrite.name },
];

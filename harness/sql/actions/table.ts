import type { ActedOn, Action, DroppedKind } from "../action.ts";
import { printed } from "../printed.ts";
import { as, members, type Tree, textOf } from "../tree.ts";
import { typeText } from "../type-text.ts";
import { addedColumn, addedConstraint, type VolatilityOf } from "./column.ts";
import { relationOf } from "./named.ts";

/** What ALTER TABLE does, command by command; also ALTER TYPE of a composite type. */
export function altered(node: Tree, volatilityOf: VolatilityOf): readonly Action[] {
  const object = relationOf(node.relation);
  const read = node.objtype === "OBJECT_TABLE" ? onTable : node.objtype === "OBJECT_TYPE" ? onType : null;
  if (object === null || read === null) return [];
  return members(node.cmds).flatMap((member) => {
    const command = as("AlterTableCmd", member);
    if (command === null) return [];
    return read(object, node.missing_ok === true ? { ...command, missing_ok: true } : command, volatilityOf);
  });
}

function onType(object: ActedOn, command: Tree): readonly Action[] {
  const definition = as("ColumnDef", command.def);
  const type = typeText(definition?.typeName);
  const added = textOf(definition?.colname);
  if (command.subtype === "AT_AddColumn" && added !== null && type !== null) {
    return [{ does: "add-attribute", object: { ...object, part: added }, type }];
  }
  if (command.subtype === "AT_DropColumn")
    return [gone("attribute", { ...object, part: textOf(command.name) }, command)];
  return command.subtype === "AT_AlterColumnType" ? changedType(object, command) : [];
}

type Reader = (object: ActedOn, command: Tree, volatilityOf: VolatilityOf) => readonly Action[];

function onTable(table: ActedOn, command: Tree, volatilityOf: VolatilityOf): readonly Action[] {
  return commands[String(command.subtype)]?.(table, command, volatilityOf) ?? [];
}

const commands: Readonly<Record<string, Reader>> = {
  AT_AddColumn: (table, { def }, volatilityOf) => addedColumn(table, as("ColumnDef", def), volatilityOf),
  AT_DropColumn: drops("column"),
  AT_AlterColumnType: changedType,
  AT_SetNotNull: (table, { name }) => [{ does: "set-not-null", object: { ...table, part: textOf(name) } }],
  AT_ColumnDefault: (table, { name, def }) => [
    { does: def === undefined ? "drop-default" : "set-default", object: { ...table, part: textOf(name) } },
  ],
  AT_DropExpression: drops("expression"),
  AT_DropIdentity: drops("identity"),
  AT_SetIdentity: (table, { name, def }) =>
    restarts(def) ? [{ does: "restart-sequence", object: { ...table, part: textOf(name) } }] : [],
  AT_AddConstraint: (table, { def }) => addedConstraint(table, as("Constraint", def)),
  AT_DropConstraint: drops("constraint"),
  AT_ValidateConstraint: (table, { name }) => [
    { does: "validate-constraint", object: { ...table, part: textOf(name) } },
  ],
  AT_EnableRowSecurity: rowSecurity("enabled"),
  AT_DisableRowSecurity: rowSecurity("disabled"),
  AT_ForceRowSecurity: rowSecurity("forced"),
  AT_NoForceRowSecurity: rowSecurity("not forced"),
  AT_EnableTrig: triggers("enabled"),
  AT_EnableAlwaysTrig: triggers("enabled"),
  AT_EnableTrigAll: triggers("enabled"),
  AT_EnableTrigUser: triggers("enabled"),
  // It fires for replicated rows alone from then on.
  AT_EnableReplicaTrig: triggers("disabled"),
  AT_DisableTrig: triggers("disabled"),
  AT_DisableTrigAll: triggers("disabled"),
  AT_DisableTrigUser: triggers("disabled"),
  AT_SetLogged: (table) => [{ does: "set-logged", object: table, to: "logged" }],
  AT_SetUnLogged: (table) => [{ does: "set-logged", object: table, to: "unlogged" }],
  AT_AttachPartition: partitioned("attach-partition"),
  AT_DetachPartition: partitioned("detach-partition"),
};

function drops(kind: DroppedKind): Reader {
  return (table, command) => [gone(kind, { ...table, part: textOf(command.name) }, command)];
}

/** A DROP, or the command of an ALTER that is one. */
export function gone(kind: DroppedKind, object: ActedOn, { behavior, concurrent, missing_ok }: Tree): Action {
  const cascade = behavior === "DROP_CASCADE";
  const [concurrently, ifExists] = [concurrent === true, missing_ok === true];
  return { does: "drop", kind, object, cascade, concurrently, ifExists, perhaps: false };
}

function changedType(holder: ActedOn, { name, def }: Tree): readonly Action[] {
  const definition = as("ColumnDef", def);
  const type = typeText(definition?.typeName);
  if (type === null) return [];
  const using = definition?.raw_default === undefined ? null : printed(definition.raw_default);
  return [{ does: "change-type", object: { ...holder, part: textOf(name) }, type, using }];
}

function partitioned(does: "attach-partition" | "detach-partition"): Reader {
  return (object, { def }) => {
    const partition = relationOf(as("PartitionCmd", def)?.name);
    return partition === null ? [] : [{ does, object, partition }];
  };
}

function rowSecurity(to: Extract<Action, { does: "row-security" }>["to"]): Reader {
  return (object) => [{ does: "row-security", object, to }];
}

function triggers(to: Extract<Action, { does: "switch-trigger" }>["to"]): Reader {
  return (table, { name }) => [{ does: "switch-trigger", object: { ...table, part: textOf(name) }, to }];
}

/** Whether a sequence's options start it anew. */
export function restarts(options: unknown): boolean {
  return members(options).some((option) => as("DefElem", option)?.defname === "restart");
}

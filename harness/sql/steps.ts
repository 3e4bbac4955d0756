import type { ActedOn, Action } from "./action.ts";
import { cannotBeParsed, namesUnknown } from "./actions/index.ts";
import { type Named, named, type Step } from "./step.ts";

/** What an action does to what holds data. */
export function stepsOf(action: Action): readonly Step[] {
  switch (action.does) {
    case "drop":
      return dropped(action);
    case "truncate":
      return emptied(action, action.cascade);
    case "delete":
      return action.chooses ? [] : emptied(action, false);
    case "make":
      return made(action);
    case "add-column":
      return [{ does: "make", object: { ...thing("column", action.object), temporary: false } }];
    case "add-attribute":
      return [{ does: "make", object: { ...thing("attribute", action.object), temporary: false } }];
    case "rename":
      return renamed(action);
    case "set-schema":
      return moved(action);
    case "set":
      return action.name === "search_path" ? [{ does: "search", schema: action.value }] : [];
    case "unread":
      return takesAway.test(action.text) ? [action.why === cannotBeParsed ? unparsed : atRunTime] : [];
    default:
      return [];
  }
}

/** Constraints, indexes, views and code hold no data. */
const takesAway =
  /\btruncate\b|\bdrop\b(?!\s+(?:constraint|default|function|index|not|policy|rule|sequence|trigger|view)\b)/i;

const unparsed: Step = { does: "unknown", why: cannotBeParsed };
const atRunTime: Step = { does: "unknown", why: "what it drops is named only when it runs" };

/** Foreign tables, views and indexes hold nothing of their own. */
const kinds: Readonly<Record<string, Named["kind"]>> = {
  table: "table",
  column: "column",
  type: "type",
  domain: "type",
  attribute: "attribute",
  schema: "schema",
};

function thing(kind: Named["kind"], { schema, name, part }: ActedOn): Named {
  return named(kind, { schema, table: name }, part);
}

function dropped(action: Extract<Action, { does: "drop" }>): readonly Step[] {
  if (action.kind === "owned") return [{ does: "unknown", why: "DROP OWNED drops whatever belongs to a role" }];
  if (action.kind === "extension" && action.cascade) {
    return [{ does: "unknown", why: "DROP EXTENSION … CASCADE also drops the columns of the extension's types" }];
  }
  const kind = kinds[action.kind];
  if (kind === undefined) return [];
  return [
    namesUnknown(action)
      ? atRunTime
      : { does: "drop", object: { ...thing(kind, action.object), cascade: action.cascade } },
  ];
}

function emptied(
  action: Extract<Action, { does: "truncate" | "delete" | "update" }>,
  cascade: boolean,
): readonly Step[] {
  return [namesUnknown(action) ? atRunTime : { does: "drop", object: { ...thing("rows", action.object), cascade } }];
}

function made({ kind, object, columns, temporary }: Extract<Action, { does: "make" }>): readonly Step[] {
  const own = kinds[kind];
  if (own === undefined) return [];
  const part = own === "type" ? "attribute" : "column";
  const objects = [thing(own, object), ...columns.map(({ name }) => thing(part, { ...object, part: name }))];
  return objects.map((one) => ({ does: "make", object: { ...one, temporary } }));
}

function renamed({ kind, object, to }: Extract<Action, { does: "rename" }>): readonly Step[] {
  const own = kinds[kind];
  if (own === undefined) return [];
  const from = thing(own, object);
  return [{ does: "rename", object: from, to: object.part === null ? { ...from, name: to } : { ...from, column: to } }];
}

function moved({ kind, object, to }: Extract<Action, { does: "set-schema" }>): readonly Step[] {
  const own = kinds[kind];
  if (own === undefined) return [];
  const from = thing(own, object);
  return [{ does: "rename", object: from, to: { ...from, schema: to } }];
}

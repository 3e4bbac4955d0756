import type { ActedOn, Action } from "../sql/action.ts";

/** What names are alike in: two things of one schema and space have two names. */
export type Space =
  | "relation"
  | "type"
  | "schema"
  | "extension"
  | "routine"
  | "column"
  | "attribute"
  | "policy"
  | "trigger"
  | "constraint"
  | "other";

/** Of what hangs on a table and holds nothing of its own. */
export const partSpaces: ReadonlySet<Space> = new Set<Space>(["policy", "trigger", "constraint"]);

const spaces: Readonly<Record<string, Space>> = {
  table: "relation",
  "foreign table": "relation",
  view: "relation",
  "materialized view": "relation",
  index: "relation",
  sequence: "relation",
  type: "type",
  domain: "type",
  schema: "schema",
  extension: "extension",
  routine: "routine",
  column: "column",
  attribute: "attribute",
  policy: "policy",
  trigger: "trigger",
  constraint: "constraint",
};

/** Where an object's name belongs that a rule names because of an action: its own, or a table beside it. */
export function spaceOf(action: Action, object: ActedOn): Space {
  if (!("object" in action) || action.object === null || action.object.name !== object.name) return besides(object);
  if (action.object.part !== object.part) return holderSpace(spaceOf(action, action.object));
  switch (action.does) {
    case "drop":
    case "make":
    case "rename":
    case "set-schema":
      return spaces[action.kind] ?? "other";
    case "add-attribute":
      return "attribute";
    case "add-constraint":
    case "validate-constraint":
      return action.object.part === null ? "relation" : "constraint";
    case "switch-trigger":
      return action.object.part === null ? "relation" : "trigger";
    default:
      return besides(object);
  }
}

function besides({ part }: ActedOn): Space {
  return part === null ? "relation" : "column";
}

/** Where the name of what it hangs on belongs; its own where it hangs on nothing. */
export function holderSpace(space: Space): Space {
  if (space === "attribute") return "type";
  return space === "column" || partSpaces.has(space) ? "relation" : space;
}

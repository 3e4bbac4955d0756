import { columns } from "./columns.ts";
import { constraints } from "./constraints.ts";
import { extensions } from "./extensions.ts";
import { indexes } from "./indexes.ts";
import { largeObjects } from "./large-objects.ts";
import { policies } from "./policies.ts";
import { relations } from "./relations.ts";
import { routines } from "./routines.ts";
import { schemas } from "./schemas.ts";
import { sequences } from "./sequences.ts";
import { triggers } from "./triggers.ts";
import { types } from "./types.ts";

/** Every kind of object that the catalog holds, by the name of its file. */
export const kinds = {
  columns,
  constraints,
  extensions,
  indexes,
  "large-objects": largeObjects,
  policies,
  relations,
  routines,
  schemas,
  sequences,
  triggers,
  types,
} as const;

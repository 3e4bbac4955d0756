import type { DriftReport } from "../../../model/live-report.ts";
import type { SchemaDifference } from "../../../model/schema.ts";
import type { Site } from "../site.fixture.ts";
import type { DriftOptions } from "./drift.ts";

export const real = ({ differences }: DriftReport) => differences.filter(({ noise }) => noise === null);
export const shown = ({ object: { kind, on, name } }: SchemaDifference) =>
  `${kind} ${on === null ? name : `${on}.${name}`}`;

/** Whoever makes a database may make these first, as a superuser. */
export const preamble =
  "create foreign data wrapper w; create server there foreign data wrapper w; grant usage on foreign server there to public;";

export function fileOnly({ options: { url, ...rest } }: Site): Omit<DriftOptions, "url" | "snapshot"> {
  return rest;
}

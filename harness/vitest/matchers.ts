import { expect } from "vitest";
import type { Report } from "../model/report.ts";
import { withReproduction } from "./again.ts";
import { reportIn } from "./lookup.ts";
import { toBeSafe } from "./to-be-safe.ts";
import { toBlockDowngrade } from "./to-block-downgrade.ts";
import { type Loss, toLose } from "./to-lose.ts";
import { toPreserveColumn, toPreserveRows } from "./to-preserve.ts";

expect.extend({
  toLose(received: unknown, object: string, loss: Loss = {}) {
    return withReproduction(toLose(reportIn(received), object, loss, this.isNot), this);
  },
  toPreserveRows(received: unknown, table: string) {
    return withReproduction(toPreserveRows(reportIn(received), table), this);
  },
  toPreserveColumn(received: unknown, column: string) {
    return withReproduction(toPreserveColumn(reportIn(received), column), this);
  },
  toBlockDowngrade(received: unknown, attempt?: string) {
    return withReproduction(toBlockDowngrade(reportIn(received), attempt), this);
  },
  toBeSafe(received: unknown) {
    return withReproduction(toBeSafe(reportIn(received)), this);
  },
});

/** Only a report can be asked; on anything else the matcher does not compile. */
type Asked<T, Arguments extends readonly unknown[]> = T extends Report ? (...given: Arguments) => void : never;

declare module "vitest" {
  /**
   * Names are those before the candidate, unquoted: "schema.table.column". An unknown one is an error, also behind
   * `.not`, and so is an object that held nothing to lose.
   */
  interface Matchers<T> {
    /** A column lost values, or a table rows; with a count, exactly so many. */
    toLose: Asked<T, [object: string, loss?: Loss]>;
    /** Every row of the table is still there. */
    toPreserveRows: Asked<T, [table: string]>;
    /** Every value of the column is still there, also under another name. */
    toPreserveColumn: Asked<T, [column: string]>;
    /** No attempt to go back, or not the named one, changes anything. */
    toBlockDowngrade: Asked<T, [attempt?: string]>;
    /** The verdict is "safe". */
    toBeSafe: Asked<T, []>;
  }
}

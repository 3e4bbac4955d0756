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

/** What `expect` gives for a `T`: a type whose parameters are others in each version of Vitest. */
type Expected<T> = ReturnType<typeof expect<T>>;

/** Only a report can be asked; on anything else the matcher does not compile. */
type Asked<T, Given extends readonly unknown[]> = T extends Report ? Given : [onlyReportsCanBeAsked: never];

declare module "vitest" {
  /**
   * Names are those before the candidate, unquoted: "schema.table.column". An unknown one is an error, also behind
   * `.not`, and so is an object that held nothing to lose.
   */
  interface Matchers {
    /** A column lost values, or a table rows; with a count, exactly so many. */
    toLose<T>(this: Expected<T>, ...given: Asked<T, [object: string, loss?: Loss]>): void;
    /** Every row of the table is still there. */
    toPreserveRows<T>(this: Expected<T>, ...given: Asked<T, [table: string]>): void;
    /** Every value of the column is still there, also under another name. */
    toPreserveColumn<T>(this: Expected<T>, ...given: Asked<T, [column: string]>): void;
    /** No attempt to go back, or not the named one, changes anything. */
    toBlockDowngrade<T>(this: Expected<T>, ...given: Asked<T, [attempt?: string]>): void;
    /** The verdict is "safe". */
    toBeSafe<T>(this: Expected<T>, ...given: Asked<T, []>): void;
  }
}

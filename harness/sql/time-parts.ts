import type { Demand, Subject } from "./subjects.ts";
import { as, members, nameOf } from "./tree.ts";
import { columnPath, literalOf } from "./values.ts";

/** A column of times in `at time zone`, date_trunc(), or the year of extract() and date_part(); null for all else. */
export function partOfTime(side: unknown): Subject | null {
  const call = as("FuncCall", side);
  const [how, time] = members(call?.args);
  const path = columnPath(time);
  if (path === null) return null;
  switch (nameOf(call?.funcname)?.name) {
    case "timezone":
      // Noon is on the same day nearly everywhere.
      return {
        path,
        demands: (value, operator) => [{ operator, value: isDay.test(value) ? `${value} 12:00` : value }],
      };
    case "date_trunc":
      return { path, demands: (value, operator) => [{ operator, value }] };
    case "extract":
    case "date_part":
      return literalOf(how) === "year" ? { path, demands: yearDemands } : null;
    default:
      return null;
  }
}

const isDay = /^\d{4}-\d\d-\d\d$/;

/** Where the year begins and where it ends: the one that answers the comparison comes last. */
function yearDemands(value: string, operator: Demand["operator"]): readonly Demand[] {
  if (!/^\d{4}$/.test(value)) return [];
  const next = String(Number(value) + 1).padStart(4, "0");
  const demands = [next, value].map((year) => ({ operator, value: `${year}-01-01` }));
  return operator === ">" ? demands.toReversed() : demands;
}

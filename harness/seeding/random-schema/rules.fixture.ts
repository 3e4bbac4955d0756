import { identifier } from "../../sql/quote.ts";
import { type Cell, integer, plainCell, text } from "./cells.fixture.ts";
import { named } from "./names.fixture.ts";
import type { RulePlan } from "./plan.fixture.ts";
import type { Table } from "./tables.fixture.ts";

const ordered: ReadonlySet<string> = new Set(["whole", "number", "date", "clock", "span", "text"]);

/** A check between a column of the table and new ones of its type. */
export function addRule(table: Table, { kind, column, names }: RulePlan): void {
  const sums = kind === "sum" ? ["whole", "number"] : null;
  const fitting = table.cells.filter(
    ({ type, free, generated, clause }) =>
      free &&
      !generated &&
      !clause.includes("serial") &&
      !clause.includes("identity") &&
      (sums?.includes(type.family) ?? ordered.has(type.family)) &&
      !type.required,
  );
  const like = fitting[column % fitting.length]?.type ?? integer;
  const cell = (which: 0 | 1): Cell => {
    const made = { ...plainCell(named(names[which], table.taken), like), free: false };
    table.cells.push(made);
    table.ruled.push(made);
    return made;
  };
  const [one, other] = [cell(0), cell(1)];
  const [a, b] = [identifier(one.name), identifier(other.name)];
  const third = (): string => identifier(cell(0).name);
  const checks: Readonly<Record<RulePlan["kind"], () => string>> = {
    "at most": () => `${a} <= ${b}`,
    less: () => `${a} < ${b}`,
    differ: () => `${a} <> ${b}`,
    together: () => `(${a} is null) = (${b} is null)`,
    some: () => `${a} is not null or ${b} is not null`,
    one: () => `num_nonnulls(${a}, ${b}) = 1`,
    chain: () => `${a} <= ${b} and ${b} < ${third()}`,
    "not both": () => `${a} is null or ${b} is null`,
    sum: () => `${a} = ${b} + ${third()}`,
    kinds: () => {
      const sort = plainCell(named(names[1], table.taken), text, " not null");
      table.cells.push({ ...sort, free: false, capacity: 2 });
      const kinds = identifier(sort.name);
      return `(${kinds} = 'one' and ${a} is not null and ${b} is null) or (${kinds} = 'other' and ${a} is null and ${b} is not null)`;
    },
  };
  table.clauses.push(`check (${checks[kind]()})`);
}

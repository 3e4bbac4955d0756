import { identifier, qualified } from "../../sql/quote.ts";
import { type Cell, plainCell } from "./cells.fixture.ts";
import { named } from "./names.fixture.ts";
import type { LinkPlan, SetPlan } from "./plan.fixture.ts";
import type { Table } from "./tables.fixture.ts";

/** Foreign keys have at the least this many parents to choose from. */
const parents = 20;

/** How many rows a key over the cells leaves room for; a link's cells are those of one parent. */
function room({ links, tight }: Table, cells: readonly Cell[], more: (cell: Cell) => number = () => 0): number {
  const linked = links.filter((link) => link.cells.some((cell) => cells.includes(cell)));
  for (const { target } of linked) tight.add(target);
  const own = cells.filter((cell) => linked.every((link) => !link.cells.includes(cell)));
  const counted = [own, ...linked.map((link) => link.cells.filter((cell) => cells.includes(cell)))];
  return counted
    .map((group) => group.reduce((product, cell) => product * (cell.capacity + more(cell)), 1))
    .reduce((product, found, at) => product * (at === 0 ? found : Math.min(found, parents)), 1);
}

/** The cells as SQL lists columns. */
export const list = (cells: readonly Cell[]): string => cells.map(({ name }) => identifier(name)).join(", ");

export function addKey(table: Table, words: string, cells: readonly Cell[]): void {
  table.clauses.push(`${words} (${list(cells)})`);
  const linked = table.links.flatMap((link) => link.cells).filter((cell) => !table.primary.includes(cell));
  // A key to cells that are a key themselves would make circles that nothing can close; of cells that a check
  // binds, one may have to be NULL.
  const closed = [...linked, ...table.ruled];
  if (cells.every((cell) => cell.type.referable && !cell.generated && !closed.includes(cell)))
    table.targets.push(cells);
  table.rooms.push(room(table, cells));
}

export function addLink(table: Table, plan: LinkPlan, tables: readonly Table[], inKey: boolean): void {
  const candidates = tables.filter(({ targets }) => targets.length > 0);
  const target = candidates[plan.to % candidates.length];
  // Keys to the table's own rows point to its primary key.
  const onto = target?.targets[target === table ? 0 : plan.onto % target.targets.length];
  if (target === undefined || onto === undefined) return;
  const required = inKey || plan.form.startsWith("required");
  const cells = onto.map(({ type, capacity }): Cell => {
    const cell = plainCell(named(plan.name, table.taken), type, required || type.required ? " not null" : "");
    // Of parents with NULL in the key, none can be pointed to: those that are left may be few.
    return { ...cell, capacity: Math.min(parents, capacity), free: false, known: onto.every((one) => one.required) };
  });
  const deferrable = !inKey && plan.form.endsWith("deferrable");
  table.cells.push(...cells);
  table.links.push({
    target,
    cells,
    immediate: !deferrable,
    loose: !plan.full && cells.length > 1 && cells.some((cell) => !cell.required),
    required: plan.full ? cells.some((cell) => cell.required) : cells.every((cell) => cell.required),
  });
  table.later.push(`alter table ${qualified(table)} add foreign key (${list(cells)})
  references ${qualified(target)} (${list(onto)})${plan.full ? " match full" : ""}${deferrable ? " deferrable" : ""}`);
  if (!inKey && plan.unique) addSet(table, "unique", cells);
}

export function pick({ cells }: Table, numbers: readonly number[]): readonly Cell[] {
  // What a key over computed cells leaves room for, no plan can tell.
  const keyed = cells.filter(({ type, generated }) => type.keyed && !generated);
  return [...new Set(numbers.flatMap((number) => keyed[number % keyed.length] ?? []))];
}

export function addSet(table: Table, form: SetPlan["form"], chosen: readonly Cell[]): void {
  const cells = [...new Set([...chosen.filter(({ type }) => type.keyed), ...table.parting])];
  const [first] = cells;
  if (first === undefined || chosen.every(({ type }) => !type.keyed)) return;
  // A key over a part of what points to one row decides how many such rows there are, and which.
  for (const link of table.links)
    if (link.cells.some((cell) => cells.includes(cell))) for (const cell of link.cells) table.unsure.add(cell);
  const whole = qualified(table);
  const index = (keys: string, rest = ""): void => {
    table.later.push(`create unique index on ${whole} (${keys})${rest}`);
  };
  const open = cells.some((cell) => !cell.required);
  const limited = open ? Number.POSITIVE_INFINITY : room(table, cells);
  const linked = table.links.some((link) => link.cells.includes(first));
  switch (form) {
    case "unique":
      addKey(table, "unique", cells);
      if (open) table.rooms.pop();
      return;
    case "nulls not distinct":
      table.clauses.push(`unique nulls not distinct (${list(cells)})`);
      // In a circle, the first table's keys stay NULL until the others are there.
      if (cells.every((cell) => !cell.required && table.links.some((link) => link.cells.includes(cell))))
        table.rooms.push(1);
      table.rooms.push(room(table, cells, ({ required }) => (required ? 0 : 1)));
      return;
    case "deferrable":
      table.clauses.push(`unique (${list(cells)}) deferrable initially deferred`);
      table.rooms.push(limited);
      return;
    case "partial":
      if (first.required) table.rooms.push(limited);
      index(list(cells), ` where ${identifier(first.name)} is not null`);
      return;
    case "expression":
      table.rooms.push(limited);
      if (first.type.family === "json") {
        index(["(name ->> 'k')".replace("name", identifier(first.name)), list(cells)].join(", "));
        return;
      }
      index(
        cells
          .map((cell) =>
            cell.type.family === "text" && !table.parting.includes(cell)
              ? `lower(${identifier(cell.name)})`
              : identifier(cell.name),
          )
          .join(", "),
      );
      return;
    default:
      // Parents whose ranges overlap cannot both be pointed to.
      table.rooms.push(
        linked ? parents : first.type.family === "range" && first.required ? room(table, [first]) : limited,
      );
      if (table.parting.length > 0 || !cells.every(({ type }) => type.referable)) {
        index(list(cells));
        return;
      }
      table.clauses.push(
        first.type.family === "range"
          ? `exclude using gist (${identifier(first.name)} with &&)`
          : `exclude using btree (${cells.map((cell) => `${identifier(cell.name)} with =`).join(", ")})`,
      );
  }
}

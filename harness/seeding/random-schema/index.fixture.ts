import { identifier, qualified } from "../../sql/quote.ts";
import type { Cell, World } from "./cells.fixture.ts";
import { named } from "./names.fixture.ts";
import type { SchemaPlan } from "./plan.fixture.ts";
import { partingOf, type Table, tablesOf } from "./tables.fixture.ts";

export { anySchema, type SchemaPlan } from "./plan.fixture.ts";
export { bases, extensionTypes } from "./types.fixture.ts";

/** What must come of a column: values, none, or whatever its table's few rows allow. */
export type Expected = "covered" | "dark" | "either";

export interface ExpectedTable {
  readonly schema: string;
  readonly table: string;
  /** "few": a key leaves room for fewer rows than wanted. "any": so does a circle, which may leave none. */
  readonly rows: "all" | "few" | "any" | "none";
  readonly columns: Readonly<Record<string, Expected>>;
}

export interface RandomSchema {
  readonly schemas: readonly string[];
  readonly sql: string;
  readonly tables: readonly ExpectedTable[];
}

/** The plan as SQL, and what must come of it. */
export function schemaOf(plan: SchemaPlan): RandomSchema {
  const taken = new Set<string>();
  const schemas = ["app", ...plan.schemas.map(({ style, number }) => ({ style, number }))].map((one) =>
    typeof one === "string" ? named({ style: -1, number: 0 }, taken) : named(one, taken),
  );
  const world: World = { taken: new Set(), types: [] };
  const tables = tablesOf(plan, schemas, world);
  const statements = [
    ...schemas.map((name) => `create schema ${identifier(name)}`),
    ...world.types,
    ...tables.map(created),
    ...tables.flatMap(({ later }) => later.filter((sql) => !sql.startsWith("alter"))),
    ...tables.flatMap(({ later }) => later.filter((sql) => sql.startsWith("alter"))),
    ...tables.filter((table) => table.plan.secured).flatMap(secured),
  ];
  const states = statesOf(tables);
  return {
    schemas,
    sql: statements.map((sql) => `${sql};`).join("\n"),
    tables: tables.map((table) => expectedOf(table, states)),
  };
}

function created(table: Table): string {
  const columns = table.cells.map(({ name, type, clause }) =>
    clause.startsWith("serial") ? `${identifier(name)} ${clause}` : `${identifier(name)} ${type.sql}${clause}`,
  );
  const above = table.parent === null ? "" : ` inherits (${qualified(table.parent)})`;
  return `create table ${qualified(table)} (\n  ${[...columns, ...table.clauses].join(",\n  ")})${above}${partingOf(table)}`;
}

function secured(table: Table): readonly string[] {
  const name = qualified(table);
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy none on ${name} using (false)`,
  ];
}

type State = ExpectedTable["rows"];
/** Keys that leave room for more rows than this stop nobody. */
const plenty = 300;

function statesOf(tables: readonly Table[]): ReadonlyMap<Table, State> {
  const filled = fillable(tables, false);
  const inOrder = fillable(tables, true);
  const few = limited(tables);
  const state = (table: Table): State =>
    !filled.has(table) ? "none" : !inOrder.has(table) ? "any" : few.has(table) ? "few" : "all";
  return new Map(tables.map((table) => [table, state(table)]));
}

/** Tables that a key leaves few rows, and those whose keys are over what points to such a table. */
function limited(tables: readonly Table[]): ReadonlySet<Table> {
  const found = new Set(tables.filter(({ rooms }) => rooms.some((room) => room < plenty)));
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const table of tables) if ([...table.tight].some((target) => found.has(target))) found.add(table);
  }
  return found;
}

/**
 * Tables that some order of filling reaches, given that only deferrable keys may wait for their parents.
 * @param strictly not even those wait: no table is in a circle that only a pairing of its rows closes
 */
function fillable(tables: readonly Table[], strictly: boolean): ReadonlySet<Table> {
  let left = tables.filter(({ plan, parent }) => !plan.contradiction && !parent?.plan.contradiction);
  for (;;) {
    const reached = new Set<Table>();
    const reach = (table: Table): boolean =>
      table.links.every(
        ({ target, required, immediate }) =>
          !required || target === table || (immediate || strictly ? reached.has(target) : left.includes(target)),
      );
    for (let size = -1; size < reached.size; ) {
      size = reached.size;
      for (const table of left) if (reach(table)) reached.add(table);
    }
    if (reached.size === left.length) return reached;
    left = [...reached];
  }
}

function expectedOf(table: Table, states: ReadonlyMap<Table, State>): ExpectedTable {
  const rows = states.get(table) ?? "none";
  const of = (cell: Cell): Expected => {
    if (rows === "none") return "dark";
    const targets = table.links.filter(({ cells }) => cells.includes(cell)).map(({ target }) => states.get(target));
    if (targets.includes("none")) return "dark";
    const full = rows === "all" && targets.every((target) => target === "all");
    return full && cell.known ? "covered" : "either";
  };
  const inherited = (table.parent?.cells ?? []).map((cell) => [cell.name, of(cell)] as const);
  return {
    schema: table.schema,
    table: table.name,
    rows,
    columns: Object.fromEntries([...inherited, ...table.cells.map((cell) => [cell.name, of(cell)] as const)]),
  };
}

import { qualified } from "../../sql/quote.ts";
import { type Cell, integer, plainCell, text, type World } from "./cells.fixture.ts";
import { list } from "./keys.fixture.ts";
import { named } from "./names.fixture.ts";
import type { Table } from "./tables.fixture.ts";

/** Gives a partitioned table its columns and its partitions. */
export function partition(table: Table, world: World): void {
  const { form, rest } = table.plan;
  const add = (type: typeof integer, capacity: number): Cell => {
    const name = named({ style: table.plan.name.style, number: table.parting.length + 2 }, table.taken);
    const cell = { ...plainCell(name, type, " not null"), capacity, free: false };
    table.cells.push(cell);
    table.parting.push(cell);
    return cell;
  };
  const part = (of: string, bound: string, more = ""): string => {
    const name = qualified({ schema: table.schema, name: named({ ...table.plan.name, number: 7 }, world.taken) });
    table.later.push(`create table ${name} partition of ${of} ${bound}${more}`);
    return name;
  };
  const by = (method: string, cells: readonly Cell[]): string => ` partition by ${method} (${list(cells)})`;
  const root = qualified(table);
  const parts = (bounds: readonly string[]): void => {
    for (const bound of bounds) part(root, `for values ${bound}`);
    if (rest) part(root, "default");
  };
  const hashed = (of: string): void => {
    for (const remainder of [0, 1, 2]) part(of, `for values with (modulus 3, remainder ${remainder})`);
  };
  switch (form) {
    case "list":
      add(text, rest ? 30 : 3);
      parts(["in ('eu', 'it''s')", "in ('us')"]);
      return;
    case "range":
      add(integer, 200);
      parts(["from (1) to (100)", "from (100) to (300)"]);
      return;
    case "dates":
      add({ ...integer, sql: "timestamptz", family: "date", given: "now()" }, 1000);
      parts(["from ('2024-01-01') to ('2025-01-01')", "from ('2025-01-01') to ('2025-07-01')"]);
      return;
    case "hash":
      add(integer, 1000);
      hashed(root);
      return;
    case "two levels": {
      const inner = add(integer, 1000);
      add(text, rest ? 30 : 3);
      hashed(part(root, "for values in ('eu', 'it''s')", by("hash", [inner])));
      const ranged = part(root, "for values in ('us')", by("range", [inner]));
      part(ranged, "for values from (minvalue) to (50)");
      part(ranged, "for values from (50) to (maxvalue)");
      if (rest) part(root, "default");
      return;
    }
    default:
      return;
  }
}

/** How the table is partitioned, as its CREATE says. */
export function partingOf({ plan, parting }: Table): string {
  const methods = { list: "list", range: "range", dates: "range", hash: "hash", "two levels": "list" } as const;
  if (plan.form === "plain" || plan.form === "child") return "";
  return ` partition by ${methods[plan.form]} (${list(parting.slice(-1))})`;
}

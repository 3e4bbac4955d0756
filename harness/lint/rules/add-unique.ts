import type { ActedOn, Action, ColumnDefault } from "../../sql/action.ts";
import { addedHere, areMended } from "../reading/deploy.ts";
import { columnOf, listed, shown, tableOf } from "../reading/objects.ts";
import { isReplaced } from "../reading/replaced.ts";
import type { Before, Rule } from "../rule.ts";

export const addUnique: Rule = {
  code: "add-unique",
  title: "A unique key is added to a table with rows",
  about: "data",
  severity: "warning",
  settledBy: ["candidate"],
  needs: "repeated",
  harm: "Two rows with the same values refuse the whole deploy, and what production holds twice is not known from a test database; the table cannot be written while the index is built.",
  remedy:
    "Look for what is there twice (SELECT … GROUP BY … HAVING count(*) > 1) and merge it in the same migration. On a large table build the unique index with CONCURRENTLY, outside of any migrator's transaction, and let the migration say ADD CONSTRAINT … UNIQUE USING INDEX ….",
  flags: [
    "alter table people add constraint people_email_key unique (email)",
    "create unique index people_email on people (email)",
    "alter table people add primary key (id)",
    "alter table people drop constraint people_email_team_unique; alter table people add constraint people_email_unique unique (email)",
    "alter table people add column code text not null default '' unique",
  ],
  permits: [
    "create table notes (id int); create unique index notes_id on notes (id)",
    "alter table people add constraint people_email_key unique using index people_email",
    "delete from people a using people b where a.email = b.email and a.id > b.id; alter table people add constraint people_email_key unique (email)",
    "alter table people add column code text; alter table people add constraint people_code_key unique (code)",
    "alter table people add column code uuid not null default gen_random_uuid() unique",
    "create index people_email on people (email)",
    "alter table people rename to persons; alter table persons drop constraint people_email_unique; alter table persons add constraint persons_email_unique unique (email)",
  ],
  judge(action, before) {
    const added = uniqueIn(action);
    if (added === null || before.isFresh(added.table) || holds(added, before)) return [];
    const columns = added.columns.length === 0 ? "the same expression" : `the same ${listed(added.columns)}`;
    const object = added.columns.length === 1 ? columnOf(added.table, added.columns[0] ?? "") : added.table;
    return [{ object, message: `${added.kind} fails if two rows of ${shown(added.table)} hold ${columns}.` }];
  },
};

interface Unique {
  readonly kind: "UNIQUE" | "PRIMARY KEY";
  readonly table: ActedOn;
  readonly columns: readonly string[];
  /** Null where an index or a column brings it along. */
  readonly constraint: ActedOn | null;
  /** Of the column that brings it along; else null. */
  readonly own: ColumnDefault | null;
}

function uniqueIn(action: Action): Unique | null {
  if (action.does === "add-constraint" && !action.usingIndex) {
    const kind = ({ unique: "UNIQUE", "primary key": "PRIMARY KEY" } as const)[action.kind as "unique"] ?? null;
    return kind === null
      ? null
      : { kind, table: tableOf(action.object), columns: action.columns, constraint: action.object, own: null };
  }
  if (action.does === "add-column" && action.unique) {
    return {
      kind: "UNIQUE",
      table: tableOf(action.object),
      columns: [action.object.part ?? ""],
      constraint: null,
      own: action.default,
    };
  }
  if (action.does !== "make" || action.index?.unique !== true) return null;
  return { kind: "UNIQUE", table: action.index.table, columns: action.index.columns, constraint: null, own: null };
}

/** Rows were mended for it, or a column of it is new and tells rows apart or holds NULL. */
function holds({ kind, table, columns, constraint, own }: Unique, before: Before): boolean {
  if (areMended(table, columns, before)) return true;
  const name = constraint?.part ?? "";
  if (constraint !== null && columns.every((column) => name.includes(column)) && isReplaced(constraint, before)) {
    return true;
  }
  return columns.some((column) => {
    const given = own ?? addedHere(columnOf(table, column), before)?.default;
    if (given === "volatile" || given === "identity") return true;
    return kind === "UNIQUE" && (given === "none" || given === "null");
  });
}

import type { Catalog, Oid, Relation } from "../model/catalog.ts";
import type { Approval } from "../model/evidence.ts";
import type { Permit, PermitAction } from "../model/guard.ts";
import { isMeant } from "../sql/quote.ts";

/** What approvals let through a guard. */
export interface PermitsOf {
  /** In the approvals' order, each once. */
  readonly permits: readonly Permit[];
  /** Approvals whose object is not in the catalog, or is there under two names that read the same. */
  readonly unresolved: readonly Approval[];
}

/**
 * The permits that accepted losses stand for. Whether an approval is in force is the caller's to know.
 *
 * Partitions and inheriting tables are refused each under their own name, and so have a permit of their own.
 * @param catalog of the database that the permits are for, as it is before the migration
 * @param keyOf what the ledger records of a migration; null where it records in a transaction of its own
 */
export function permitsOf(
  approvals: readonly Approval[],
  catalog: Catalog,
  keyOf: (migration: string) => string | null,
): PermitsOf {
  const permits = new Map<string, Permit>();
  const unresolved: Approval[] = [];
  for (const approval of approvals) {
    if (!needsPermit(approval)) continue;
    const wanted = wantedOf(approval, catalog);
    if (wanted.length === 0) unresolved.push(approval);
    for (const permit of wanted.map((one) => permitFor(approval, one, keyOf(approval.migration)))) {
      const key = JSON.stringify([permit.migration, permit.action, permit.object]);
      // The later date holds where two approvals are of one object.
      if ((permits.get(key)?.expires ?? "") < permit.expires) permits.set(key, permit);
    }
  }
  return { permits: [...permits.values()], unresolved };
}

/** What protects rows is no business of a guard. */
function needsPermit({ code }: Approval): boolean {
  return code === null || code.startsWith("survival/") || code.startsWith("guard/");
}

interface Wanted {
  readonly action: PermitAction;
  readonly object: readonly string[];
}

function permitFor(approval: Approval, { action, object }: Wanted, ledgerKey: string | null): Permit {
  const { migration, sha256, reason, owner, expires } = approval;
  return { action, object, migration, sha256, ledgerKey, reason, owner, expires };
}

/** Empty where the object cannot be told. */
function wantedOf({ object, code }: Approval, catalog: Catalog): readonly Wanted[] {
  const found = targets(catalog).filter(({ name }) => isMeant(object, name));
  const [target] = found;
  // A table and its row type are one name.
  const names = new Set(found.map(({ name }) => JSON.stringify(name)));
  if (target === undefined || names.size > 1) return [];
  const actions = target.isTable ? tableActions(code) : code === "guard/truncate" ? [] : (["drop"] as const);
  const family = [target.name, ...target.children()];
  return actions.flatMap((action) => family.map((name) => ({ action, object: name })));
}

/** Rows that are given up may go by either way. */
function tableActions(code: string | null): readonly PermitAction[] {
  if (code === "guard/drop") return ["drop"];
  return code === "guard/truncate" ? ["truncate"] : ["drop", "truncate"];
}

type Name = readonly string[];

interface Target {
  readonly name: Name;
  readonly isTable: boolean;
  /** What the server refuses along with it. */
  children(): readonly Name[];
}

/** Everything that a guard refuses to lose. */
function targets({ relations, types }: Catalog): readonly Target[] {
  const tables = relations.filter(({ kind }) => kind === "r" || kind === "p");
  const below = childrenOf(tables);
  return [
    ...tables.flatMap((table): readonly Target[] => [
      { name: [table.schema, table.name], isTable: true, children: () => below(table.oid).map(nameOf) },
      ...table.columns.map(({ name }) => ({
        name: [...nameOf(table), name],
        isTable: false,
        children: () =>
          below(table.oid)
            .filter(has(name))
            .map((child) => [...nameOf(child), name]),
      })),
    ]),
    ...types.flatMap(({ schema, name, attributes }) =>
      attributes.map((one): Target => ({ name: [schema, name, one.name], isTable: false, children: () => [] })),
    ),
  ];
}

function nameOf({ schema, name }: Relation): Name {
  return [schema, name];
}

function has(column: string): (table: Relation) => boolean {
  return ({ columns }) => columns.some(({ name }) => name === column);
}

/** All that is below a table, at any depth, each once. */
function childrenOf(tables: readonly Relation[]): (of: Oid) => readonly Relation[] {
  const direct = (of: Oid) => tables.filter(({ partitionOf, inherits }) => partitionOf === of || inherits.includes(of));
  const walk = (of: Oid): readonly Relation[] => direct(of).flatMap((child) => [child, ...walk(child.oid)]);
  return (of) => [...new Set(walk(of))];
}

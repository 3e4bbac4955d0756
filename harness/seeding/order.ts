import type { Constraint, Oid, Relation } from "../model/catalog.ts";
import { mayBeNull } from "./relations.ts";

export function foreignKeys(relation: Relation): readonly Constraint[] {
  return relation.constraints.filter(({ references }) => references !== null);
}

/**
 * Puts tables behind those that they refer to. Tables that refer to each other in a circle come as one
 * group, in an order in which as few keys as possible point ahead, and those preferably nullable.
 */
export function groupsInOrder(relations: readonly Relation[]): readonly (readonly Relation[])[] {
  const edges = new Map(
    relations.map((relation) => [
      relation.oid,
      foreignKeys(relation)
        .map((key) => key.references?.relation ?? 0)
        .filter((target) => target !== relation.oid && relations.some(({ oid }) => oid === target)),
    ]),
  );
  const groups = components(
    relations.map(({ oid }) => oid),
    edges,
  );
  return groups.map((group) => withinCircle(relations.filter(({ oid }) => group.includes(oid))));
}

/** Within a circle: always next the table with the fewest NOT NULL keys to tables that are not placed yet. */
function withinCircle(circle: readonly Relation[]): readonly Relation[] {
  const left = [...circle];
  const placed: Relation[] = [];
  const weight = (relation: Relation): number =>
    foreignKeys(relation).reduce((sum, key) => {
      const ahead = left.some(({ oid }) => oid === key.references?.relation && oid !== relation.oid);
      if (!ahead) return sum;
      return sum + (isNullable(relation, key) ? 1 : key.deferrable ? 10 : 1000);
    }, 0);
  while (left.length > 0) {
    const weights = left.map(weight);
    const lightest = weights.indexOf(Math.min(...weights));
    placed.push(...left.splice(lightest, 1));
  }
  return placed;
}

/** Whether the key can be left open: one NULL suffices, with MATCH FULL all columns must take it. */
export function isNullable(relation: Relation, key: Constraint): boolean {
  const open = key.columns.map((attnum) => mayBeNull(relation, attnum));
  return key.references?.matchFull === true ? open.every(Boolean) : open.some(Boolean);
}

// Tarjan's algorithm; components come out with the referenced ones first.
function components(nodes: readonly Oid[], edges: ReadonlyMap<Oid, readonly Oid[]>): readonly (readonly Oid[])[] {
  const index = new Map<Oid, number>();
  const low = new Map<Oid, number>();
  const stack: Oid[] = [];
  const found: Oid[][] = [];
  const visit = (node: Oid): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const target of edges.get(node) ?? []) {
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) low.set(node, Math.min(low.get(node) as number, low.get(target) as number));
    }
    if (low.get(node) === index.get(node)) found.push(stack.splice(stack.indexOf(node)));
  };
  for (const node of nodes) if (!index.has(node)) visit(node);
  return found;
}

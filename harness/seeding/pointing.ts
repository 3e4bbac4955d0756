import type { Text } from "./judge.ts";
import type { Random } from "./random.ts";
import type { SelfReference } from "./references.ts";
import type { Given, Row } from "./rows.ts";

/** Points a row at an earlier one, so that the rows form trees. */
export function point(
  row: Text[],
  reference: SelfReference,
  given: Given,
  earlier: readonly (readonly Row[])[],
  random: Random,
): void {
  const { positions, targets, own, open } = reference;
  if (own.some((position) => given.has(position)) || own.length === 0) return;
  const shared = positions.flatMap((position, at) =>
    own.includes(position) ? [] : [{ position, target: targets[at] as number }],
  );
  if (reference.bound && own.some((position) => row[position] === null)) return;
  const parent = !reference.bound && random.next() < 0.2 ? null : parentOf(row, reference, shared, earlier, random);
  for (const [at, position] of positions.entries()) {
    if (!own.includes(position)) continue;
    if (parent !== null || open.length === 0) row[position] = (parent ?? row)[targets[at] as number] ?? null;
    else if (open.includes(position)) row[position] = null;
  }
}

/** Every row must point, and this one would point at a row whose own cells are NULL. */
export function leadsNowhere(row: Row, { own, open }: SelfReference): boolean {
  return open.length === 0 && own.some((position) => row[position] === null);
}

/** An earlier row that agrees with the row in the cells that another key fills; null where none is found soon. */
function parentOf(
  row: Row,
  { targets, open }: SelfReference,
  shared: readonly { readonly position: number; readonly target: number }[],
  earlier: readonly (readonly Row[])[],
  random: Random,
): Row | null {
  const filled = earlier.filter(({ length }) => length > 0);
  for (let tries = 0; tries < 40 && filled.length > 0; tries++) {
    const parent = random.pick(random.pick(filled));
    const whole = open.length > 0 || targets.every((target) => parent[target] !== null);
    if (whole && shared.every(({ position, target }) => parent[target] === row[position])) return parent;
  }
  return null;
}

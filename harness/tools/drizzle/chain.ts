import type { Finding } from "../../model/finding.ts";
import { damageOf } from "../files/codes.ts";
import type { Snapshot } from "./snapshots.ts";

const root = "00000000-0000-0000-0000-000000000000";
const again =
  "Generate the later migration again: delete its SQL file, its snapshot and its entry, then run `drizzle-kit generate`.";

/** Whether each snapshot follows another one that is there, and no two the same. `merges`: two may, until a later one follows both. */
export function chainDamage(snapshots: readonly Snapshot[], merges: boolean): readonly Finding[] {
  return [
    ...copies(snapshots),
    ...unknownParents(snapshots),
    ...(merges ? openLeaves(snapshots) : forks(snapshots)),
    ...cycles(snapshots),
  ];
}

function copies(snapshots: readonly Snapshot[]): readonly Finding[] {
  const first = firstById(snapshots);
  return snapshots.flatMap((one) => {
    const original = one.id === null ? undefined : first.get(one.id);
    if (original === undefined || original === one) return [];
    const message = `${one.file} has the id of ${original.file}: it is a copy, so drizzle-kit cannot tell which of them comes first`;
    return damageOf("snapshot-copied", one.object, message, one.idAt, again);
  });
}

function firstById(snapshots: readonly Snapshot[]): ReadonlyMap<string, Snapshot> {
  const first = new Map<string, Snapshot>();
  for (const one of snapshots) if (one.id !== null && !first.has(one.id)) first.set(one.id, one);
  return first;
}

function unknownParents(snapshots: readonly Snapshot[]): readonly Finding[] {
  const known = new Set(snapshots.map(({ id }) => id));
  return snapshots.flatMap((one) => {
    const lost = one.parents.find((parent) => parent !== root && !known.has(parent));
    if (lost === undefined) return [];
    const message = `${one.file} follows the snapshot ${lost}, which is not there`;
    const remedy =
      "Restore the snapshot that it follows, or name the id of the one before it; `drizzle-kit up` to 1.0 refuses the folder otherwise.";
    return damageOf("snapshot-parent-unknown", one.object, message, one.parentsAt, remedy);
  });
}

/** Two snapshots after the same one, unless they are copies, which is told already. */
function forks(snapshots: readonly Snapshot[]): readonly Finding[] {
  const first = new Map<string, Snapshot>();
  return snapshots.flatMap((one) => {
    const parent = one.parents[0];
    const other = parent === undefined ? undefined : first.get(parent);
    if (parent !== undefined && other === undefined) first.set(parent, one);
    if (parent === undefined || other === undefined || (one.id !== null && one.id === other.id)) return [];
    const message =
      parent === root
        ? `${one.file} begins a history of its own, beside ${other.file}: \`drizzle-kit generate\` refuses both`
        : `${one.file} follows the same snapshot as ${other.file}: \`drizzle-kit generate\` refuses both`;
    return damageOf("snapshot-forked", one.object, message, one.parentsAt, again);
  });
}

/** In 1.0 branches may stand side by side, until the next migration follows them all. */
function openLeaves(snapshots: readonly Snapshot[]): readonly Finding[] {
  const followed = new Set(snapshots.flatMap(({ parents }) => parents));
  const known = new Set([root, ...snapshots.map(({ id }) => id)]);
  // Of what is missing, nobody knows what it followed: that it is missing is told already.
  if ([...followed].some((parent) => !known.has(parent))) return [];
  const leaves = snapshots.filter(({ id }) => id !== null && !followed.has(id));
  return leaves.slice(1).map((one) => {
    const message = `${one.file} and ${leaves[0]?.file} are both followed by nothing: two branches were never brought together`;
    const remedy =
      "Run `drizzle-kit check`, which tells whether they agree, and generate the migration that follows both.";
    return damageOf("snapshot-forked", one.object, message, one.parentsAt, remedy, "warning");
  });
}

function cycles(snapshots: readonly Snapshot[]): readonly Finding[] {
  const byId = firstById(snapshots);
  const done = new Set<Snapshot>();
  const found: Finding[] = [];
  for (const start of snapshots) {
    const way = new Set<Snapshot>();
    for (let at: Snapshot | undefined = start; at !== undefined && !done.has(at); at = byId.get(at.parents[0] ?? "")) {
      if (way.has(at)) {
        const message = `${at.file} follows itself, by way of the snapshots that it names as earlier`;
        found.push(damageOf("snapshot-cycle", at.object, message, at.parentsAt, again));
        break;
      }
      way.add(at);
    }
    for (const one of way) done.add(one);
  }
  return found;
}

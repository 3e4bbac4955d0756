import type { FoundMigration } from "../files/migrations.ts";
import { codeOf, namesSetTo } from "./python.ts";

/** A revision as its file says it. */
export interface Revision {
  readonly id: string;
  /** What it follows; a merge follows several, the first one none. */
  readonly follows: readonly string[];
  /** What must have run before it, on whichever branch: revisions, or labels of them. */
  readonly needs: readonly string[];
  readonly labels: readonly string[];
  /** "2025-11-16 10:00:00", as Alembic writes it into the file; "" where it does not say. */
  readonly created: string;
  readonly migration: FoundMigration;
}

/** A file whose revision only running it would tell, and why. */
export interface Unclear {
  readonly migration: FoundMigration;
  readonly why: string;
}

/** Reads what a file of Python says of its place among the others, without running it. */
export function revisionOf(migration: FoundMigration): Revision | Unclear {
  const code = codeOf(migration.sql);
  const unclear = (why: string): Unclear => ({ migration, why });
  const own = namesSetTo(code, "revision");
  if (own === null) return unclear("sets no `revision`");
  const [id, ...others] = own === "computed" ? [] : own;
  if (id === undefined || id === "" || others.length > 0) return unclear("sets `revision` to what is no plain text");
  const follows = namesSetTo(code, "down_revision");
  if (follows === null) return unclear("sets no `down_revision`");
  if (follows === "computed") return unclear("computes its `down_revision`");
  const needs = namesSetTo(code, "depends_on") ?? [];
  if (needs === "computed") return unclear("computes its `depends_on`");
  const labels = namesSetTo(code, "branch_labels") ?? [];
  const created = /^Create Date:\s*(\S.*?)\s*$/m.exec(migration.sql)?.[1] ?? "";
  return { id, follows, needs, labels: labels === "computed" ? [] : labels, created, migration };
}

/** What Alembic's revisions say about each other. */
export interface Graph {
  /** Each behind all that it follows and needs; where that leaves a choice, the older one first. Without those in a circle. */
  readonly order: readonly Revision[];
  /** Those that follow themselves, by whatever way. */
  readonly circle: readonly Revision[];
  /** What a revision names, and no file has. */
  readonly missing: readonly { readonly revision: Revision; readonly name: string }[];
  /** Those that nothing follows. */
  readonly heads: readonly Revision[];
  /** The ids of what a revision follows and needs, as far as there are files of them. */
  parents(revision: Revision): readonly string[];
}

/** @param revisions no two of one id */
export function graphOf(revisions: readonly Revision[]): Graph {
  const known = new Map(revisions.flatMap((one) => [one.id, ...one.labels].map((name) => [name, one.id] as const)));
  for (const { id } of revisions) known.set(id, id);
  const parents = ({ follows, needs }: Revision): readonly string[] => [
    ...new Set([...follows, ...needs].flatMap((name) => known.get(name) ?? [])),
  ];
  const order = sorted(revisions, parents);
  const done = new Set(order);
  const followed = new Set(revisions.flatMap(({ follows }) => follows));
  return {
    order,
    circle: revisions.filter((one) => !done.has(one)),
    missing: revisions.flatMap((revision) =>
      [...revision.follows, ...revision.needs].filter((name) => !known.has(name)).map((name) => ({ revision, name })),
    ),
    heads: order.filter(({ id }) => !followed.has(id)),
    parents,
  };
}

function sorted(
  revisions: readonly Revision[],
  parents: (revision: Revision) => readonly string[],
): readonly Revision[] {
  const waiting = new Map(revisions.map((one) => [one, new Set(parents(one))]));
  const order: Revision[] = [];
  for (;;) {
    const ready = [...waiting].flatMap(([one, wants]) => (wants.size === 0 ? one : [])).toSorted(byAge);
    const [next] = ready;
    if (next === undefined) return order;
    waiting.delete(next);
    for (const wants of waiting.values()) wants.delete(next.id);
    order.push(next);
  }
}

function byAge(a: Revision, b: Revision): number {
  const [one, other] = [a, b].map(({ created, migration: { file } }) => `${created}\0${file}`);
  return (one ?? "") < (other ?? "") ? -1 : 1;
}

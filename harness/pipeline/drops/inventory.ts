import type { Drop, ReportedDrop } from "../../model/drops.ts";
import type { Migration, Statement } from "../../model/history.ts";
import { type Step, stepReader } from "../../sql/drops.ts";
import { shownName } from "../../sql/quote.ts";
import { splitStatements } from "../../sql/split.ts";
import type { DownPath } from "../../tools/index.ts";
import type { Ground } from "../plan.ts";
import { type Fate, fateOf, namesIn } from "./fate.ts";
import type { Production } from "./production.ts";
import { type Moment, shownThing, type Thing } from "./thing.ts";
import { apply, emptyWorld, endSession, trying, type World } from "./world.ts";

/** A drop with what its finding needs to know. */
export interface Inventoried extends ReportedDrop, Pick<Fate, "atOnce"> {
  /** Production has not run the migration; null where nobody looked. */
  readonly pending: boolean | null;
}

/** Statements that may drop something, and cannot be told. */
export interface Unread {
  readonly migration: string;
  readonly path: Drop["path"];
  readonly at: Drop["at"];
  readonly why: string;
}

export interface Inventory {
  /** In the history's order, up before down. */
  readonly drops: readonly Inventoried[];
  readonly unread: readonly Unread[];
}

/** A drop, and what it took or emptied. */
interface Seen {
  readonly drop: Drop;
  readonly thing: Thing;
}

interface Walked {
  readonly seen: readonly Seen[];
  readonly unread: readonly Unread[];
}

/** Every drop in the up and down paths of a history, and what became of what they drop. */
export async function inventory(
  { history, ledger }: Pick<Ground, "history" | "ledger">,
  downs: readonly DownPath[],
  production: Production | null,
): Promise<Inventory> {
  const world = emptyWorld();
  const read = stepReader();
  const walks: Walked[] = [];
  let names: ReadonlyMap<Thing, string> = new Map();
  for (const [place, migration] of history.migrations.entries()) {
    const moment = { migration: migration.id, place };
    walks.push(await walk(await splitStatements(migration), { world, read, path: "up", moment }));
    endSession(world);
    const down = downs.find((one) => one.migration === migration.id);
    if (down !== undefined) {
      const taken = () => walk(down.statements, { world, read: stepReader(), path: "down", moment });
      walks.push(await trying(world, taken), untold(migration, down));
    }
    endSession(world);
    if (place === production?.last) names = namesIn(world);
  }
  const own = shownName(ledger.schema, ledger.table);
  const seen = walks.flatMap((one) => one.seen).filter(({ drop }) => drop.object !== own);
  return {
    drops: seen.map((one) => inventoried(one, production, names)),
    unread: walks.flatMap(({ unread }) => unread),
  };
}

function untold({ id, file }: Migration, { problem }: DownPath): Walked {
  if (problem === null) return { seen: [], unread: [] };
  return { seen: [], unread: [{ migration: id, path: "down", at: { file, line: 1, column: 1 }, why: problem }] };
}

interface Way {
  readonly world: World;
  readonly read: (statement: Statement) => Promise<readonly Step[]>;
  readonly path: Drop["path"];
  readonly moment: Moment;
}

async function walk(statements: readonly Statement[], { world, read, path, moment }: Way): Promise<Walked> {
  const [seen, unread]: [Seen[], Unread[]] = [[], []];
  const { migration } = moment;
  for (const statement of statements) {
    const { file, line, column, sql } = statement;
    const at = { file, line, column, statement: sql };
    for (const step of await read(statement)) {
      if (step.does === "unknown") unread.push({ migration, path, at, why: step.why });
      for (const thing of apply(world, step, moment)) {
        if (step.does !== "drop" || isTemporary(thing)) continue;
        const kind = step.object.kind === "rows" ? "rows" : thing.kind;
        const { cascade } = step.object;
        seen.push({ drop: { migration, path, at, kind, object: shownThing(thing), cascade }, thing });
      }
    }
  }
  return { seen, unread };
}

function isTemporary({ temporary, parent }: Thing): boolean {
  return temporary || parent?.temporary === true;
}

function inventoried(
  { drop, thing }: Seen,
  production: Production | null,
  names: ReadonlyMap<Thing, string>,
): Inventoried {
  const { now, ...fate } = fateOf(thing, production?.last ?? -1);
  const isThere = production?.has(drop.kind, names.get(now) ?? shownThing(now), now.guessed);
  return {
    ...drop,
    ...fate,
    production: isThere === undefined ? null : isThere ? "there" : "not there",
    madeAgainBy: drop.path === "up" ? fate.madeAgainBy : null,
    restored: drop.path === "down" ? fate.restored : null,
    pending: production === null ? null : !production.hasRun(drop.migration),
  };
}

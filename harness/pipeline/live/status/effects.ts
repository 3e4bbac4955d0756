import type { Migration } from "../../../model/history.ts";
import type { Claim } from "../../../model/ledger.ts";
import type { Effect, Effects, MigrationEffect } from "../../../model/schema.ts";
import { compareSchemas } from "../../../schema/index.ts";
import { recordedIn } from "../../../text/ledger.ts";
import type { MigrationFailure } from "../../../tools/index.ts";
import { replayedOn } from "../../replayed/on-scratch.ts";
import { type Bench, replayState, replayStates } from "../../replayed/states.ts";
import { liveSchema } from "../live-schema.ts";
import type { Look } from "../look.ts";
import { leavesNoTrace } from "../traceless.ts";

/** What the replayed history says of the live schema. */
export interface Compared {
  /** Of migrations that ran here. */
  readonly effects: readonly MigrationEffect[];
  /** Null where it is not known, since the history ended early. */
  readonly nearest: Effects["nearest"] | null;
  readonly failure: MigrationFailure | null;
  readonly replayedOn: string;
  /** Both are of the same major version of PostgreSQL. */
  readonly exact: boolean;
}

/** Holds a live schema against the states of the history: all of them, unless it is just what the ledger claims. */
export async function compareStates(
  bench: Bench,
  look: Look,
  claims: readonly Claim[],
  say: (line: string) => void,
): Promise<Compared> {
  const { migrations } = bench.ground.history;
  const claimed = claimedPrefix(claims, migrations);
  const told = claimed === null ? null : await ifAsClaimed(bench, look, claimed);
  if (told !== null) return told;
  say("reading the schema after each migration, which takes longer");
  const states = await replayStates(bench, migrations);
  const live = liveSchema(look, states.made);
  const { migrations: effects, nearest } = states.chains.effects(live);
  const isWhole = states.failure === null;
  return {
    effects: isWhole ? effects : effects.map(orUndoneLater),
    nearest: isWhole || nearest.differences === 0 ? nearest : null,
    failure: states.failure,
    replayedOn: replayedOn(bench.scratch),
    exact: live.postgres === states.last.postgres,
  };
}

/** What is not there may have been taken away by a migration that did not run here. */
function orUndoneLater(effect: MigrationEffect): MigrationEffect {
  return effect.absent.length === 0 ? effect : { ...effect, effect: "unknown" };
}

/** What is recorded, where that is the history up to some migration without a hole; else null. */
function claimedPrefix(claims: readonly Claim[], migrations: readonly Migration[]): readonly Migration[] | null {
  const recorded = recordedIn(claims);
  const first = migrations.findIndex(({ id }) => !recorded.has(id));
  const prefix = first < 0 ? migrations : migrations.slice(0, first);
  const isWhole = migrations.slice(prefix.length).every(({ id }) => !recorded.has(id));
  return isWhole ? prefix : null;
}

/** Where the schema is just what the claimed migrations leave, all of them are in effect, and none that comes after. */
async function ifAsClaimed(bench: Bench, look: Look, claimed: readonly Migration[]): Promise<Compared | null> {
  const { last, failure, made } = await replayState(bench, claimed);
  if (failure !== null) return null;
  const live = liveSchema(look, made);
  if (compareSchemas(live, last).some(({ noise }) => noise === null)) return null;
  const recorded = new Set(claimed);
  const effects = bench.ground.history.migrations.map(async (migration) => ({
    migration: migration.id,
    effect: await effectIf(recorded.has(migration), migration),
    there: [],
    absent: [],
  }));
  return {
    effects: await Promise.all(effects),
    nearest: { after: claimed.at(-1)?.id ?? null, differences: 0 },
    failure: null,
    replayedOn: replayedOn(bench.scratch),
    exact: live.postgres === last.postgres,
  };
}

async function effectIf(applied: boolean, migration: Migration): Promise<Effect> {
  if (await leavesNoTrace(migration)) return "unseen";
  return applied ? "in-effect" : "no-effect";
}

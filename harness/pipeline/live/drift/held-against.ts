import type { Migration } from "../../../model/history.ts";
import type { DriftReport } from "../../../model/live-report.ts";
import type { Schema, SchemaDifference, SchemaFile } from "../../../model/schema.ts";
import { recordedIn } from "../../../text/ledger.ts";
import type { MigrationFailure } from "../../../tools/index.ts";
import type { Ground } from "../../plan.ts";
import { type Bench, replayState, replayStates, type State } from "../../replayed/states.ts";
import { upTo } from "../up-to.ts";
import type { Production } from "./production.ts";

/** What production is held against. */
export interface Held {
  readonly against: DriftReport["against"];
  readonly schema: Schema;
  readonly made: State["made"];
  /** The history ended early. */
  readonly failure: MigrationFailure | null;
  /** Migrations that were left out, though later ones ran: the ledger lacks them. */
  readonly without: readonly string[];
  /** Learns which migration made what the history has; the answer is null where none is known to have. */
  trace(): Promise<(difference: SchemaDifference) => string | null>;
}

/** A reviewed file. */
export function againstFile({ label, schema }: SchemaFile): Held {
  return {
    against: { snapshot: label },
    schema,
    made: () => false,
    failure: null,
    without: [],
    trace: async () => () => null,
  };
}

/** The history up to a migration: the one that is named, else what the ledger claims, else what production is nearest to. */
export async function againstHistory(bench: Bench, production: Production, to: string | null): Promise<Held> {
  const { history } = bench.ground;
  const chosen = to === null ? claimed(bench.ground, production) : upTo(history, to);
  if (chosen === null) return againstNearest(bench, production);
  const { last, made, failure } = await replayState(bench, chosen);
  const after = chosen.at(-1)?.id ?? "";
  return {
    against: { folder: history.label, after, by: to === null ? "ledger" : "to" },
    schema: last,
    made,
    failure,
    without: upTo(history, after).flatMap((one) => (chosen.includes(one) ? [] : one.id)),
    trace: async () => (await replayStates(bench, chosen)).chains.madeBy,
  };
}

async function againstNearest(bench: Bench, production: Production): Promise<Held> {
  const { history } = bench.ground;
  const { chains, last, made, failure } = await replayStates(bench, history.migrations);
  const { after } = chains.effects(production.read(made).schema).nearest;
  return {
    against: { folder: history.label, after, by: "nearest" },
    schema: chains.after(after) ?? last,
    made,
    failure,
    without: [],
    trace: async () => chains.madeBy,
  };
}

/** What the ledger claims, in the history's order; null where it claims nothing. Pending files are no drift. */
function claimed({ tool, history }: Ground, { ledger }: Production): readonly Migration[] | null {
  const recorded = recordedIn(tool.claims(history, ledger));
  const migrations = history.migrations.filter(({ id }) => recorded.has(id));
  return migrations.length === 0 ? null : migrations;
}

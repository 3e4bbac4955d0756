import type { Evidence, Rehearsal } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { SeedWish } from "../model/seed.ts";
import { attempts } from "./attempts/index.ts";
import { dropsOf } from "./guard/drops-of.ts";
import { permitsOn } from "./guard/on-scratch.ts";
import type { Plan } from "./plan.ts";
import type { Run } from "./run.ts";
import type { Tried } from "./tries.ts";
import { countEffects } from "./walk.ts";

/** Where the base comes from. */
export interface Origin {
  /** It ran only migration by migration. */
  readonly stepwise: boolean;
  /** It is a copy of a database that was there. */
  readonly copied: boolean;
}

/**
 * Tries to go back, and puts all that was seen together.
 *
 * @param rehearsal Done before: what runs here again moves roles out of the way that a restore needs.
 */
export async function gather(
  run: Run,
  { before, ran, extremes, overflow }: Tried,
  { stepwise, copied }: Origin,
  wish: SeedWish,
  rehearsal: Rehearsal | null,
): Promise<Evidence> {
  const { plan, time, say } = run;
  const { history, split, ledger, approvals } = plan;
  const { compared } = ran;
  const effects = await time.time("candidate", () => countEffects(run, before));
  if (compared !== null) say("trying to go back");
  return {
    history: stepwise ? { ...history, findings: [...history.findings, notInOneDeploy(plan)] } : history,
    split,
    ledgerLocation: ledger,
    before: before.facts,
    after: compared?.after ?? null,
    matching: compared?.matching ?? null,
    comparisons: compared?.comparisons ?? [],
    failure: ran.failure,
    passage: ran.passage,
    overflow,
    effects,
    coverage: before.coverage,
    wishes: copied ? null : wish.wishes,
    secondRun: ran.secondRun,
    attempts: ran.failure === null ? await time.time("downgrade", () => attempts(run, ran, wish, extremes)) : [],
    drops: await dropsOf(run.statements, before.facts.catalog),
    guard: { setting: run.guard, permits: await permitsOn(run, ran.database) },
    rehearsal,
    approvals,
    declarations: [],
    measured: [],
    today: run.today,
  };
}

function notInOneDeploy({ history }: Plan): Finding {
  return {
    code: "history/not-in-one-deploy",
    severity: "note",
    object: history.label,
    message:
      "The base does not run as one deploy (SQLSTATE 55P04: an enum label is used in the transaction that added it); it was replayed migration by migration.",
    remedy:
      "A new environment cannot be built from this history in one go. Squash it, or let the label be used in a later deploy.",
  };
}

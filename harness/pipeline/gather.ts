import { otherVersion } from "../checks/index.ts";
import type { Evidence, Rehearsal } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { SeedWish } from "../model/seed.ts";
import { attempts } from "./attempts/index.ts";
import type { Ran } from "./candidate.ts";
import { type Declared, measureDeclared } from "./declared.ts";
import { dropsOf } from "./guard/drops-of.ts";
import { permitsOn } from "./guard/on-scratch.ts";
import type { Plan } from "./plan.ts";
import type { Populated } from "./populate.ts";
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
  const { history, split, ledger, approvals, declarations } = plan;
  const declared = await measured(run, before, ran);
  const compared = declared?.compared ?? null;
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
    declarations,
    measured: declared?.measured ?? [],
    today: run.today,
  };
}

/** Of a candidate that failed, nothing can be measured. */
async function measured({ plan, time, say }: Run, { database }: Populated, ran: Ran): Promise<Declared | null> {
  const { compared } = ran;
  if (compared === null) return null;
  const { declarations, split } = plan;
  const expectations = declarations
    .filter((declaration) => otherVersion(declaration, split.candidate) === null)
    .flatMap(({ expect }) => expect);
  if (expectations.length > 0) say("holding the rows against what is declared");
  return time.time("capture", () => measureDeclared(database, ran.database, compared, expectations));
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

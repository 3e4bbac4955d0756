import type { GuardSetting } from "../model/guard.ts";
import type { Statement } from "../model/history.ts";
import type { Clock } from "./clock.ts";
import type { Plan } from "./plan.ts";
import type { Scratch } from "./scratch.ts";

/** What every step of one run works with. */
export interface Run {
  readonly plan: Plan;
  readonly scratch: Scratch;
  /** The statements of the candidate, in order. */
  readonly statements: readonly Statement[];
  /** Whether what stands before the candidate refuses what loses data. */
  readonly guard: GuardSetting;
  /** The day of the run, as an ISO date. */
  readonly today: string;
  readonly time: Clock;
  /** Receives progress, one line at a time. */
  readonly say: (line: string) => void;
}

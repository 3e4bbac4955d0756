import type { Finding } from "../../model/finding.ts";
import type { GuardWish, Permit } from "../../model/guard.ts";
import type { GuardReport } from "../../model/live-report.ts";
import { withoutPasswordsIn } from "../../text/secrets.ts";
import type { Clock } from "../clock.ts";
import { reportedLive } from "../live/reported.ts";
import { passing } from "./limits.ts";
import type { GuardLook } from "./look.ts";

/** How a command about a guard ended, and all that is said of it. */
export interface GuardEnd extends Pick<GuardReport, "action" | "verdict"> {
  readonly look: GuardLook;
  readonly asked: GuardWish;
  readonly permits?: readonly Permit[];
  readonly findings: readonly Finding[];
  readonly time: Clock;
}

export function guardReport({ action, verdict, look, asked, permits = [], findings, time }: GuardEnd): GuardReport {
  return withoutPasswordsIn({
    schemaVersion: 1,
    command: "guard",
    action,
    verdict,
    live: reportedLive(look),
    guard: look.guard,
    asked,
    limits: passing((action === "verify" ? (look.guard.wish ?? asked) : asked).eventTriggers),
    permits,
    findings,
    milliseconds: { total: time.read().total },
  });
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

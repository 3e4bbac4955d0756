import { judgeGuard } from "../../guard/index.ts";
import type { GuardReport } from "../../model/live-report.ts";
import { clock, today } from "../clock.ts";
import { configUnread } from "../live/config-unread.ts";
import { type GuardOptions, guardGround, lookAtGuard } from "./look.ts";
import { guardReport, hasErrors } from "./report.ts";
import { wishFor } from "./wish.ts";

/**
 * Says what a guard covers, what of it is disabled, altered or missing, and what the connected role could get around.
 *
 * The database is only read, in one transaction.
 * @throws {HarnessError} input: address or history cannot be read; environment: the database cannot be reached or read.
 */
export async function verifyGuard(options: GuardOptions): Promise<GuardReport> {
  const time = clock();
  const ground = await guardGround(options);
  const look = await lookAtGuard(ground, options);
  const asked = wishFor(ground.ground, [], []);
  const findings = [...judgeGuard(look.guard, asked, today()), ...configUnread(ground.ground)];
  return guardReport({
    action: "verify",
    verdict: hasErrors(findings) ? "open" : "closed",
    look,
    asked,
    findings,
    time,
  });
}

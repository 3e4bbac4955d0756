import { grantPermits } from "../../guard/index.ts";
import type { GuardRead, Permit } from "../../model/guard.ts";
import type { GuardReport } from "../../model/live-report.ts";
import { clock } from "../clock.ts";
import { readIntent } from "../intent.ts";
import { configUnread } from "../live/config-unread.ts";
import { requireConfirmed } from "../live/confirmed.ts";
import { migrationNamed } from "../live/up-to.ts";
import { type GuardLook, type GuardOptions, guardGround, lookAtGuard } from "./look.ts";
import { permitsFor } from "./permits-for.ts";
import { guardReport, hasErrors } from "./report.ts";
import { wishFor } from "./wish.ts";
import { writeGuard } from "./write.ts";

export interface PermitOptions extends GuardOptions {
  /** The migration whose approvals are to become permits; it is still to run. */
  readonly migration: string;
  /** The database's name: without it, nothing is written. */
  readonly confirm?: string;
  /** Whether any transaction may use the permits, for a migrator that records in another one than it migrates in. */
  readonly unbound?: boolean;
}

/**
 * Makes permits of the committed approvals of one migration that is still to come.
 *
 * @throws {HarnessError} input: address, history, migration, approvals or confirmation; environment: the database is not
 *   to be had, or does not take them. Nothing was written then.
 */
export async function permitGuard(options: PermitOptions): Promise<GuardReport> {
  const time = clock();
  const ground = await guardGround(options);
  const { history } = ground.ground;
  const migration = migrationNamed(history, options.migration);
  const { approvals } = await readIntent(history, [migration], ground.cwd);
  const look = await lookAtGuard(ground, { ...options, claims: true });
  requireConfirmed(look, options.confirm);
  const found = await permitsFor(ground, look, migration, approvals, options.unbound === true);
  const { permits } = found;
  const findings = [...found.findings, ...configUnread(ground.ground)];
  const asked = wishFor(ground.ground, [], []);
  const end = (verdict: GuardReport["verdict"], at: GuardLook = look) =>
    guardReport({ action: "permit", verdict, look: at, asked, permits, findings, time });
  if (hasErrors(findings)) return end("refused");
  const wanted = permits.filter((permit) => !isGiven(permit, look.guard));
  if (wanted.length === 0) return end("unchanged");
  if (options.confirm === undefined) return end("unconfirmed");
  await writeGuard(look.target, "grant the permits", (client) => grantPermits(client, wanted));
  return end("granted", await lookAtGuard(ground, options));
}

/** One that is open still, and for as long. */
function isGiven(wanted: Permit, { permits }: GuardRead): boolean {
  const key = ({ action, object, sha256, ledgerKey }: Permit) => JSON.stringify([action, object, sha256, ledgerKey]);
  return permits.some((given) => given.used === null && given.expires >= wanted.expires && key(given) === key(wanted));
}

import { installSql, judgeGuard } from "../../guard/index.ts";
import type { Finding } from "../../model/finding.ts";
import type { GuardRead, GuardWish } from "../../model/guard.ts";
import type { GuardReport } from "../../model/live-report.ts";
import { recordedIn } from "../../text/ledger.ts";
import { clock, today } from "../clock.ts";
import { configUnread } from "../live/config-unread.ts";
import { requireConfirmed } from "../live/confirmed.ts";
import { inTheWay, requireTables } from "./in-the-way.ts";
import { type GuardLook, type GuardOptions, guardGround, lookAtGuard } from "./look.ts";
import { guardReport, hasErrors } from "./report.ts";
import { type WishOptions, wishFor } from "./wish.ts";
import { writeGuard } from "./write.ts";

export interface InstallOptions extends GuardOptions, WishOptions {
  /** The database's name: without it, nothing is written. */
  readonly confirm?: string;
  /** Whether who connects may own tables, though migrations that run as that role could take the guard off. */
  readonly allowOwner?: boolean;
}

/**
 * Puts a guard into a database, in one transaction, and reads it back. Run again, it changes nothing.
 *
 * @throws {HarnessError} input: address, history, tables or confirmation; environment: the database is not to be had, or
 *   does not take it. Nothing was written then.
 */
export async function installGuard(options: InstallOptions): Promise<GuardReport> {
  const time = clock();
  const ground = await guardGround(options);
  const look = await lookAtGuard(ground, { ...options, claims: true });
  requireConfirmed(look, options.confirm);
  const recorded = recordedIn(look.claims);
  const known = ground.ground.history.migrations.filter(({ id }) => recorded.has(id));
  const asked = wishFor(ground.ground, known, look.claims, options);
  requireTables(asked, look.guard);
  const unread = configUnread(ground.ground);
  const end = (verdict: GuardReport["verdict"], findings: readonly Finding[], at: GuardLook = look) =>
    guardReport({ action: "install", verdict, look: at, asked, findings: [...findings, ...unread], time });
  const stands = standing(look.guard, asked);
  if (isWhole(stands) && isWished(look.guard, asked)) return end("unchanged", stands);
  const before = await inTheWay(look, asked, options.allowOwner === true);
  if (hasErrors(before)) return end("refused", before);
  if (options.confirm === undefined) return end("unconfirmed", before);
  await writeGuard(look.target, "install the guard", async (client) => {
    await client.query(installSql(asked));
  });
  const after = await lookAtGuard(ground, options);
  const found = standing(after.guard, asked);
  const done = look.guard.version === null ? "installed" : "updated";
  return end(hasErrors(found) ? "open" : done, found, after);
}

function isWhole(findings: readonly Finding[]): boolean {
  return findings.every(({ code, severity }) => severity !== "error" && code !== "guard/outdated");
}

function isWished({ wish }: GuardRead, asked: GuardWish): boolean {
  return wish?.eventTriggers === asked.eventTriggers && JSON.stringify(sorted(wish)) === JSON.stringify(sorted(asked));
}

function sorted({ tables }: GuardWish): readonly string[] | "all" {
  return tables === "all" ? tables : tables.map(({ schema, name }) => JSON.stringify([schema, name])).toSorted();
}

/** Whoever installs it can take it off: that is no news. */
function standing(guard: GuardRead, asked: GuardWish): readonly Finding[] {
  return judgeGuard(guard, asked, today()).filter(({ code }) => code !== "guard/bypass");
}

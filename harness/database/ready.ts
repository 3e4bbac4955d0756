import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { ConnectionSettings } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { open } from "./connect.ts";

/**
 * Waits until a server lets us in, which is the only sign of readiness that every server gives.
 *
 * @param ended Says why the server is no more; null while it is there.
 * @returns The first connection, or the text of `ended`.
 * @throws {HarnessError} Kind "environment" when the server is there but lets nobody in for `seconds`.
 */
export async function untilReady(
  settings: ConnectionSettings,
  ended: () => Promise<string | null>,
  seconds: number,
): Promise<pg.Client | string> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await open(settings, 5_000);
    } catch (error) {
      const end = await ended();
      if (end !== null) return end;
      if (Date.now() > deadline) throw notReady(seconds, error);
    }
    await pause(20);
  }
}

function notReady(seconds: number, cause: unknown): HarnessError {
  const last = cause instanceof Error ? cause.message : String(cause);
  return new HarnessError({
    kind: "environment",
    code: "environment/server-not-ready",
    step: "start PostgreSQL",
    message: `the server accepted no connection within ${seconds} seconds; the last attempt: ${last}`,
    remedy: "See whether the machine is overloaded, or whether a firewall keeps local ports closed.",
    cause,
  });
}

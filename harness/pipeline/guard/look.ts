import { resolve } from "node:path";
import { readAddress, withLive } from "../../database/index.ts";
import { readGuard } from "../../guard/index.ts";
import type { ToolConfig } from "../../model/config.ts";
import type { GuardRead } from "../../model/guard.ts";
import type { Claim } from "../../model/ledger.ts";
import type { LiveServer, LiveTarget } from "../../model/live.ts";
import { unlessStopped } from "../live/look.ts";
import { type Ground, groundOf } from "../plan.ts";

export interface GuardOptions extends ToolConfig {
  /** The migrations folder, which tells where the ledger is and how its tool keeps it. */
  readonly folder: string;
  /** postgres://…, or `env:NAME` or `file:PATH`, where that stands. */
  readonly url: string;
  /** What file names in the report are relative to; by default the working folder. */
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

/** All that the commands about a guard read of a database, in one read-only transaction. */
export interface GuardLook {
  readonly target: LiveTarget;
  readonly server: LiveServer;
  readonly guard: GuardRead;
  /** What the ledger says of every migration; empty where that was not asked. */
  readonly claims: readonly Claim[];
}

/** What stands before a database is looked at. */
export interface GuardGround {
  readonly ground: Ground;
  readonly target: LiveTarget;
  readonly cwd: string;
}

/** @throws {HarnessError} input: address or history cannot be read */
export async function guardGround(options: GuardOptions): Promise<GuardGround> {
  const cwd = resolve(options.cwd ?? ".");
  const target = await readAddress(options.url, process.env);
  return { target, cwd, ground: await groundOf(resolve(cwd, options.folder), cwd, options) };
}

export interface GuardWanted extends Pick<GuardOptions, "signal"> {
  readonly claims?: boolean;
}

/** @throws {HarnessError} environment: the database cannot be reached, or may not be read. */
export function lookAtGuard({ target, ground }: GuardGround, wanted: GuardWanted): Promise<GuardLook> {
  const { tool, history, ledger } = ground;
  const look = withLive(target, "read the guard", async (client, server): Promise<GuardLook> => {
    const guard = await readGuard(client);
    const read = wanted.claims === true ? await tool.readLedger(client, ledger) : null;
    return { target, server, guard, claims: read === null ? [] : tool.claims(history, read) };
  });
  return unlessStopped(wanted, look);
}

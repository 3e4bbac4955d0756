import type { ProviderName, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { environmentError } from "./errors.ts";
import { administratorFor, removeMarked } from "./lent.ts";
import type { Provider, Running, Wish } from "./provider.ts";
import { embedded } from "./providers/embedded.ts";
import { findLent, server as lentServer } from "./providers/server.ts";
import { testcontainers } from "./providers/testcontainers.ts";
import { serverOn } from "./server.ts";

export { connect, withClient } from "./connect.ts";
export { openLive, withLive } from "./live.ts";
export { liveError } from "./live-errors.ts";
export { describeRuntimes, type RuntimeProbe } from "./runtimes.ts";
export { readAddress } from "./url.ts";
export { environmentError };

/** In the order in which `auto` tries those that it may choose. */
export const providers: readonly Provider[] = [testcontainers, embedded, lentServer];

export interface ServerOptions extends Wish {
  readonly provider: "auto" | ProviderName;
}

async function startWith(provider: Provider, wish: Wish, start: () => Promise<Running>) {
  await provider.sweep(false, wish.say);
  const running = await start().catch((error: unknown) => {
    throw environmentError(error, "start PostgreSQL") ?? error;
  });
  try {
    return { server: await serverOn(running, provider.name, wish), what: running.what };
  } catch (error) {
    await running.remove();
    throw error;
  }
}

function nothingThere(refusals: readonly HarnessError[]): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/no-server",
    step: "start PostgreSQL",
    message: `no PostgreSQL can be started: ${refusals.map((refusal) => refusal.message).join("; and ")}`,
    tried: refusals.flatMap((refusal) => refusal.tried),
    remedy: refusals.map((refusal) => refusal.remedy).join(" Or: "),
  });
}

/**
 * Starts a PostgreSQL of our own and sweeps away what crashed runs left; or takes the one that the user names.
 *
 * @returns A server with nothing of ours on it. Its `stop` removes it, as the end of this process does, however it ends;
 *   with `keep` it stays, and `stop` says how to reach it. From the user's own server `stop` removes what was made there.
 * @throws {HarnessError} Kind "environment" when no server can be started; kind "input" when the wish makes no sense
 *   for the provider: an image or another version than 17 for the embedded server.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const refusals: HarnessError[] = [];
  for (const provider of providers) {
    if (options.provider === "auto" ? !provider.automatic : options.provider !== provider.name) continue;
    const start = await provider.prepare(options).catch((error: unknown) => {
      if (options.provider !== "auto" || !(error instanceof HarnessError)) throw error;
      refusals.push(error);
      return null;
    });
    if (start === null) continue;
    const { server, what } = await startWith(provider, options, start);
    const why = refusals.length === 0 ? "" : `, because ${refusals.map((refusal) => refusal.message).join("; and ")}`;
    options.say(`${what} ${server.version}${why}`);
    return server;
  }
  throw nothingThere(refusals);
}

/**
 * Removes what earlier runs left on this machine: servers, containers and folders of processes that are gone, also those
 * kept on purpose. What belongs to a running process stays.
 *
 * @param say Receives one line for each.
 * @returns How many were removed.
 */
export async function clean(say: (line: string) => void): Promise<number> {
  let removed = 0;
  for (const provider of providers) removed += await provider.sweep(true, say);
  return removed;
}

/**
 * Removes what crashed runs left on a server of the user's: databases and roles that carry the mark of a run that is over.
 *
 * @param address As `readAddress` takes it.
 * @param say Receives one line for each that was removed, or had to stay.
 * @returns How many were removed.
 * @throws {HarnessError} input/url, input/server-role; environment/live-unreachable, live-refused.
 */
export async function cleanServer(address: string, say: (line: string) => void): Promise<number> {
  const { settings } = await findLent(address);
  const admin = administratorFor(settings, null);
  try {
    return await removeMarked(admin, say);
  } finally {
    await admin.end();
  }
}

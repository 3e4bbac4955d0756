import type { ProviderName, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { environmentError } from "./errors.ts";
import { administratorFor, markedLeftovers } from "./lent.ts";
import type { Leftover, Provider, Running, Wish } from "./provider.ts";
import { embedded } from "./providers/embedded.ts";
import { findLent, server as lentServer } from "./providers/server.ts";
import { testcontainers } from "./providers/testcontainers.ts";
import { serverOn } from "./server.ts";

export { connect, open, withClient } from "./connect.ts";
export { join, type Lease, lease } from "./lease.ts";
export { openLive, withLive } from "./live.ts";
export { liveError } from "./live-errors.ts";
export { dataPlace } from "./places.ts";
export type { Leftover } from "./provider.ts";
export { describeRuntimes, type RuntimeProbe } from "./runtimes.ts";
export { type RuntimeFound, surveyRuntime, tryEmbedded, tryLent } from "./survey.ts";
export { readAddress } from "./url.ts";
export { environmentError };

/** In the order in which `auto` tries those that it may choose. */
export const providers: readonly Provider[] = [testcontainers, embedded, lentServer];

export interface ServerOptions extends Wish {
  readonly provider: "auto" | ProviderName;
}

async function startWith(provider: Provider, wish: Wish, start: () => Promise<Running>) {
  const over = (await provider.leftovers(false)).filter(({ stays }) => stays === null);
  for (const leftover of over) {
    const why = await removeLeftover(leftover, wish.say);
    if (why !== null) wish.say(`left ${leftover.name}: ${why}`);
  }
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
 * What runs made on this machine and did not take away, kept servers included: containers, and folders with what runs in them.
 * What belongs to a process that still runs is among it, and has to stay.
 */
export async function leftovers(): Promise<readonly Leftover[]> {
  return (await Promise.all(providers.map((provider) => provider.leftovers(true)))).flat();
}

/**
 * Lends what runs made on a server of the user's and did not take away: databases and roles that carry their mark.
 *
 * @param address As `readAddress` takes it.
 * @param use Also receives the server's address for people, "user@host:port/database".
 * @throws {HarnessError} input/url, input/server-role; environment/live-unreachable, live-refused.
 */
export async function withLeftoversOn<Result>(
  address: string,
  use: (found: readonly Leftover[], shown: string) => Promise<Result>,
): Promise<Result> {
  const { settings, shown } = await findLent(address);
  const admin = administratorFor(settings, null);
  try {
    return await use(await markedLeftovers(admin), shown);
  } finally {
    await admin.end();
  }
}

/**
 * Removes what was left by somebody who is gone.
 *
 * @param say Receives one line where it was removed.
 * @returns Why it stays; null where it is gone.
 */
export async function removeLeftover(leftover: Leftover, say: (line: string) => void): Promise<string | null> {
  const { kind, name, by, stays } = leftover;
  const what = kind === "folder" ? name : `the ${kind} ${name}`;
  const why = stays ?? (await leftover.remove());
  if (why === null) say(`removed ${what}, left by ${by}`);
  return why;
}

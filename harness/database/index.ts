import type { ProviderName, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { environmentError } from "./errors.ts";
import type { Provider, Running, Wish } from "./provider.ts";
import { embedded } from "./providers/embedded.ts";
import { testcontainers } from "./providers/testcontainers.ts";
import { serverOn } from "./server.ts";

export { connect, withClient } from "./connect.ts";
export { describeRuntimes, type RuntimeProbe } from "./runtimes.ts";
export { environmentError };

/** In the order in which `auto` tries them. */
export const providers: readonly Provider[] = [testcontainers, embedded];

export interface ServerOptions extends Wish {
  readonly provider: "auto" | ProviderName;
}

async function startWith(provider: Provider, wish: Wish, start: () => Promise<Running>) {
  await provider.sweep(false, wish.say);
  const running = await start().catch((error: unknown) => {
    throw environmentError(error, "start PostgreSQL") ?? error;
  });
  try {
    return await serverOn(running, provider.name, wish);
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
 * Starts a PostgreSQL of our own and sweeps away what crashed runs left.
 *
 * @returns A server with nothing on it. Its `stop` removes it, as the end of this process does, however it ends; with
 *   `keep` it stays, and `stop` says how to reach it.
 * @throws {HarnessError} Kind "environment" when no server can be started; kind "input" when the wish makes no sense
 *   for the provider: an image or another version than 17 for the embedded server.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const refusals: HarnessError[] = [];
  for (const provider of providers) {
    if (options.provider !== "auto" && options.provider !== provider.name) continue;
    const start = await provider.prepare(options).catch((error: unknown) => {
      if (options.provider !== "auto" || !(error instanceof HarnessError)) throw error;
      refusals.push(error);
      return null;
    });
    if (start === null) continue;
    const server = await startWith(provider, options, start);
    const why = refusals.length === 0 ? "" : `, because ${refusals.map((refusal) => refusal.message).join("; and ")}`;
    const where = server.image === null ? "embedded PostgreSQL" : `a container of ${server.image}, PostgreSQL`;
    options.say(`${where} ${server.version}${why}`);
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

import { environmentError } from "../../database/index.ts";
import { HarnessError } from "../../model/error.ts";
import type { Clock } from "../clock.ts";
import { sayer } from "../sayer.ts";
import { openScratch, type Scratch, type ScratchOptions } from "../scratch.ts";

/** Where a history is replayed, and who hears of it. */
export interface ReplayOptions extends Omit<ScratchOptions, "say" | "keep"> {
  /** Receives progress, one line at a time. */
  readonly say?: (line: string) => void;
  /** Aborting it ends what runs, and removes the scratch server. */
  readonly signal?: AbortSignal;
}

/** Lends a scratch server like the live one, and takes it away afterwards. */
export async function onScratch<Result>(
  major: number,
  options: ReplayOptions,
  time: Clock,
  use: (scratch: Scratch) => Promise<Result>,
): Promise<Result> {
  const open = () => time.time("server", () => scratchLike(major, { ...options, say: sayer(options) }));
  return lending(open, options, use);
}

/**
 * A scratch server of the live one's major version, since PostgreSQL prints some things differently from one to the next;
 * of another, where that version is not to be had and none was asked for.
 */
async function scratchLike(major: number, options: ScratchOptions): Promise<Scratch> {
  const { postgres, image, server, address, provider } = options;
  if ((postgres ?? image ?? server ?? address) !== undefined || provider === "server") return openScratch(options);
  try {
    return await openScratch({ ...options, postgres: String(major) });
  } catch (error) {
    if (!(error instanceof HarnessError) || error.kind === "bug") throw error;
    options.say(`no PostgreSQL ${major} can be started here: ${error.message}`);
    return openScratch(options);
  }
}

/** Lends a scratch server, and takes it away afterwards; a signal takes it away at once. */
export async function lending<Result>(
  open: () => Promise<Scratch>,
  { signal }: Pick<ReplayOptions, "signal">,
  use: (scratch: Scratch) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const scratch = await open();
  const stop = () => void scratch.close();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    signal?.throwIfAborted();
    return await use(scratch);
  } catch (error) {
    throw environmentError(error, "replay the history") ?? error;
  } finally {
    signal?.removeEventListener("abort", stop);
    await scratch.close();
  }
}

/** What a history was replayed on, for people: "PostgreSQL 16.4, postgres:16". */
export function replayedOn({ server }: Scratch): string {
  return `PostgreSQL ${server.version}, ${server.image ?? server.provider}`;
}

import { environmentError } from "../../database/index.ts";
import type { Clock } from "../clock.ts";
import type { Scratch } from "../scratch.ts";
import { scratchLike } from "./look.ts";
import type { LiveOptions } from "./options.ts";

/** Lends a scratch server like the live one, and takes it away afterwards. */
export async function onScratch<Result>(
  major: number,
  options: Omit<LiveOptions, "url">,
  time: Clock,
  step: string,
  use: (scratch: Scratch) => Promise<Result>,
): Promise<Result> {
  const open = () => time.time("server", () => scratchLike(major, { ...options, say: sayer(options) }));
  return lending(open, options, step, use);
}

/** Lends a scratch server, and takes it away afterwards; a signal takes it away at once. */
export async function lending<Result>(
  open: () => Promise<Scratch>,
  { signal }: Pick<LiveOptions, "signal">,
  step: string,
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
    throw environmentError(error, step) ?? error;
  } finally {
    signal?.removeEventListener("abort", stop);
    await scratch.close();
  }
}

export function sayer({ say }: Pick<LiveOptions, "say">): (line: string) => void {
  return say ?? (() => undefined);
}

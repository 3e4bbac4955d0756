import type { ToolConfig } from "../../model/config.ts";
import type { ScratchOptions } from "../scratch.ts";

/**
 * How a live database is reached, and where the history is replayed: on a server like the live one, or on the one of
 * `address`, which the provider "server" needs.
 */
export interface LiveOptions extends Omit<ScratchOptions, "say" | "keep" | "role">, ToolConfig {
  /** postgres://…, or `env:NAME` or `file:PATH`, where that stands. */
  readonly url: string;
  /** What file names in the report are relative to; by default the working folder. */
  readonly cwd?: string;
  /** Receives progress, one line at a time. */
  readonly say?: (line: string) => void;
  /** Aborting it stops the scratch server. */
  readonly signal?: AbortSignal;
}

/** What is only read needs no orderly end: it is not waited for when the signal comes. */
export function unlessStopped<Result>({ signal }: Pick<LiveOptions, "signal">, work: Promise<Result>): Promise<Result> {
  if (signal === undefined) return work;
  return new Promise((settle, fail) => {
    const stop = () => fail(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    work.then(settle, fail).finally(() => signal.removeEventListener("abort", stop));
  });
}

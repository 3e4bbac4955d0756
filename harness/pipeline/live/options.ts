import type { ToolConfig } from "../../model/config.ts";
import type { ReplayOptions } from "../replayed/on-scratch.ts";

/**
 * How a live database is reached, and where the history is replayed: on a server like the live one, or on the one of
 * `address`, which the provider "server" needs.
 */
export interface LiveOptions extends Omit<ReplayOptions, "role">, ToolConfig {
  /** postgres://…, or `env:NAME` or `file:PATH`, where that stands. */
  readonly url: string;
  /** What file names in the report are relative to; by default the working folder. */
  readonly cwd?: string;
}

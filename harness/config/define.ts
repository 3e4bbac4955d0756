import type { HoldfastConfig } from "../model/config.ts";

/** Gives an editor the types of holdfast.config.ts; returns what it is given. */
export function defineConfig(config: HoldfastConfig): HoldfastConfig {
  return config;
}

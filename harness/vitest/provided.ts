import { inject } from "vitest";
import type { DeskAddress } from "./desk.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where `holdfast/vitest` asks for the server of its worker; there with the global set-up `holdfast/vitest/setup` only. */
    readonly holdfast: DeskAddress;
  }
}

/** The desk of this run; null where the global set-up is not in use. */
export function desk(): DeskAddress | null {
  const given: DeskAddress | undefined = inject("holdfast");
  return given ?? null;
}

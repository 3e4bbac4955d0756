import { majorVersion, providers } from "../../config/keys.ts";
import type { ScratchOptions } from "../../pipeline/scratch.ts";
import { oneOf, usage } from "./common.ts";

/** Where a server of ours runs: what a config may say, too. What was not said is not there, and so overrides nothing. */
export type Where = Pick<ScratchOptions, "provider" | "postgres" | "image" | "address">;

export const where = {
  provider: { type: "string" },
  postgres: { type: "string" },
  image: { type: "string" },
  server: { type: "string" },
} as const;

/** What was given of them. */
export interface WhereValues {
  readonly provider?: string | undefined;
  readonly postgres?: string | undefined;
  readonly image?: string | undefined;
  readonly server?: string | undefined;
}

export function whereOf({ provider, postgres, image, server }: WhereValues): Where {
  const named = provider === undefined ? null : oneOf("provider", provider, providers);
  if (server !== undefined && named !== null && named !== "server") {
    throw usage(`--server and --provider ${named} exclude each other`);
  }
  return {
    ...(named === null ? {} : { provider: named }),
    ...(postgres === undefined ? {} : { postgres: major(postgres) }),
    ...(image === undefined ? {} : { image }),
    ...(server === undefined ? {} : { provider: "server", address: server }),
  };
}

function major(given: string): string {
  if (!majorVersion.test(given)) throw usage(`--postgres is a major version such as 17, not "${given}"`);
  return given;
}

import { type RuntimeFound, surveyRuntime, tryEmbedded, tryLent } from "../../database/index.ts";
import type { ProviderName } from "../../model/database.ts";
import { HarnessError } from "../../model/error.ts";
import type { ScratchOptions } from "../scratch.ts";
import { amiss, fine, type Looked, refused, skipped } from "./look.ts";

export type ServersWish = Pick<ScratchOptions, "provider" | "postgres" | "image" | "address" | "say">;

export interface Servers {
  readonly looked: readonly Looked[];
  /** What a run would take; null where it could take none. */
  readonly provider: ProviderName | null;
  /** Where the runtime keeps images; null where no runtime of this machine answers. */
  readonly runtimeFolder: string | null;
}

/** Looks at each place where a run could have its server. What nobody needs, since another one serves, is a warning at most. */
export async function lookAtServers(wish: ServersWish): Promise<Servers> {
  const chosen = wish.provider ?? (wish.address === undefined ? "auto" : "server");
  const [runtime, embedded, lent] = await Promise.all([
    surveyRuntime(wish).catch(input),
    serves(() => tryEmbedded({ ...wish, address: undefined })),
    wish.address === undefined ? null : serves(() => tryLent(wish.address ?? "")),
  ]);
  const serving: readonly (readonly [ProviderName, boolean])[] = [
    ["testcontainers", couldServe(runtime)],
    ["embedded", !(embedded instanceof HarnessError)],
    ["server", lent !== null && !(lent instanceof HarnessError)],
  ];
  const usable = serving.filter(([name, works]) => works && (chosen === "auto" ? name !== "server" : name === chosen));
  const provider = usable[0]?.[0] ?? null;
  const stateOf = (name: ProviderName) =>
    provider === null && (chosen === "auto" || chosen === name) ? "problem" : "warning";
  const looked = [
    ...containers(runtime, stateOf("testcontainers")),
    told("embedded-server", embedded, stateOf("embedded")),
    lent === null
      ? skipped("lent-server", "none was named: --server URL")
      : told("lent-server", lent, stateOf("server")),
  ];
  const folder = "runtime" in runtime && runtime.runtime.refusal === null ? runtime.runtime.folder : null;
  return { looked, provider, runtimeFolder: folder };
}

function input(error: unknown): HarnessError {
  if (error instanceof HarnessError) return error;
  throw error;
}

function serves(attempt: () => Promise<{ readonly found: string }>): Promise<string | HarnessError> {
  return attempt().then(({ found }) => found, input);
}

function told(item: "embedded-server" | "lent-server", outcome: string | HarnessError, state: "warning" | "problem") {
  return outcome instanceof HarnessError ? refused(item, state, outcome) : fine(item, outcome);
}

/** A runtime answers, and an image is here or can be had; no container is started to see more. */
function couldServe(found: RuntimeFound | HarnessError): boolean {
  return "runtime" in found && found.runtime.refusal === null && found.runtime.image.state !== "missing";
}

function containers(runtime: RuntimeFound | HarnessError, state: "warning" | "problem"): readonly Looked[] {
  if (runtime instanceof HarnessError)
    return [skipped("container-runtime", "not asked"), refused("image", state, runtime)];
  const answers = runtime.probes.map(({ source, address, outcome }) => `${source} (${address}): ${outcome}`);
  const found = runtime.runtime;
  if (found.refusal !== null) {
    return [refused("container-runtime", state, found.refusal), skipped("image", "no runtime could be asked for it")];
  }
  return [fine("container-runtime", found.name, answers), image(found.image, state)];
}

function image({ state, image, why }: ImageOf, severity: "warning" | "problem"): Looked {
  switch (state) {
    case "here":
      return fine("image", `${image} is here`);
    case "pullable":
      return fine("image", `${image} is not here yet, and can be pulled`);
    case "other-here":
      return fine("image", `${image} is here and would be used`, [why]);
    case "missing":
      return amiss(
        "image",
        severity,
        `${image} is not here and cannot be pulled`,
        "Pull or load an image of PostgreSQL and name it with --image, or use --provider embedded.",
        [why],
      );
  }
}

type ImageOf = Extract<RuntimeFound["runtime"], { readonly refusal: null }>["image"];

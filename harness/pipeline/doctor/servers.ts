import { type RuntimeFound, surveyRuntime, tryLent, tryServer } from "../../database/index.ts";
import type { ProviderName } from "../../model/database.ts";
import { HarnessError } from "../../model/error.ts";
import type { ScratchOptions } from "../scratch.ts";
import { amiss, fine, type Looked, refused, skipped } from "./look.ts";

export interface ServersWish extends Pick<ScratchOptions, "provider" | "postgres" | "image" | "address" | "say"> {
  /** Also start a container, and remove it; may pull its image. */
  readonly startContainer: boolean;
}

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
    serves(() => tryServer("embedded", { ...wish, address: undefined })),
    wish.address === undefined ? null : serves(() => tryLent(wish.address ?? "")),
  ]);
  const container = await containerServes(runtime, wish);
  const serving: readonly (readonly [ProviderName, boolean])[] = [
    ["testcontainers", container === null],
    ["embedded", !(embedded instanceof HarnessError)],
    ["server", lent !== null && !(lent instanceof HarnessError)],
  ];
  const usable = serving.filter(([name, works]) => works && (chosen === "auto" ? name !== "server" : name === chosen));
  const provider = usable[0]?.[0] ?? null;
  const state = provider === null ? "problem" : "warning";
  const looked = [
    ...containers(runtime, container, state),
    told("embedded-server", embedded, state),
    lent === null ? skipped("lent-server", "none was named: --server URL") : told("lent-server", lent, state),
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

/** @returns why no container would serve; null where one would */
async function containerServes(
  runtime: RuntimeFound | HarnessError,
  wish: ServersWish,
): Promise<"no runtime" | "no image" | HarnessError | null> {
  if (runtime instanceof HarnessError || runtime.runtime.refusal !== null) return "no runtime";
  if (!wish.startContainer) return runtime.runtime.image.state === "missing" ? "no image" : null;
  const started = await serves(() => tryServer("testcontainers", { ...wish, address: undefined }));
  return started instanceof HarnessError ? started : null;
}

function containers(
  runtime: RuntimeFound | HarnessError,
  serving: Awaited<ReturnType<typeof containerServes>>,
  state: "warning" | "problem",
): readonly Looked[] {
  if (runtime instanceof HarnessError)
    return [skipped("container-runtime", "not asked"), refused("image", state, runtime)];
  const answers = runtime.probes.map(({ source, address, outcome }) => `${source} (${address}): ${outcome}`);
  const found = runtime.runtime;
  if (found.refusal !== null) {
    return [refused("container-runtime", state, found.refusal), skipped("image", "no runtime could be asked for it")];
  }
  const name = serving instanceof HarnessError ? null : found.name;
  return [
    name === null ? refused("container-runtime", state, serving) : fine("container-runtime", found.name, answers),
    image(found.image, state),
  ];
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

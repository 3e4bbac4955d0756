import type { ContainerRuntimeClient } from "testcontainers";
import { HarnessError } from "../model/error.ts";
import { isThere, reasonOf, relatives, wanted } from "./images.ts";
import type { Wish } from "./provider.ts";
import { embedded } from "./providers/embedded.ts";
import { findLent } from "./providers/server.ts";
import { describeRuntimes, noRuntime, type RuntimeProbe } from "./runtimes.ts";

/** What an image is to a runtime that answers. */
export interface ImageFound {
  readonly state: "here" | "other-here" | "pullable" | "missing";
  /** The image that a run would take, or the one that is missing. */
  readonly image: string;
  /** Why it would not be the first choice, or none at all; "" where nothing stands in the way. */
  readonly why: string;
}

/** What runs containers here. */
export interface RuntimeFound {
  readonly probes: readonly RuntimeProbe[];
  /** "Docker 20.10.24 at unix:///var/run/docker.sock", and the rest; or why it cannot be used. */
  readonly runtime:
    | { readonly name: string; readonly folder: string; readonly image: ImageFound; readonly refusal: null }
    | { readonly refusal: HarnessError };
}

const longestAnswer = 15_000;

/** Looks for a container runtime and the image that a run would take, and pulls nothing. */
export async function surveyRuntime(wish: Pick<Wish, "postgres" | "image">): Promise<RuntimeFound> {
  const probes = await describeRuntimes();
  if (!probes.some((probe) => probe.answers && probe.lookedAt))
    return { probes, runtime: { refusal: noRuntime(probes) } };
  try {
    const { getContainerRuntimeClient } = await import("testcontainers");
    const client = await getContainerRuntimeClient();
    // Who may not list containers may not run any.
    await client.container.dockerode.listContainers({ limit: 1 });
    const { DockerRootDir: folder } = await client.container.dockerode.info();
    const name = `${await nameOf(client)} at ${probes.find(({ answers, lookedAt }) => answers && lookedAt)?.address}`;
    return { probes, runtime: { name, folder, image: await imageOf(client, wish), refusal: null } };
  } catch (error) {
    if (error instanceof HarnessError && error.kind === "input") throw error;
    return { probes, runtime: { refusal: error instanceof HarnessError ? error : noRuntime(probes, error) } };
  }
}

async function nameOf({ container }: ContainerRuntimeClient): Promise<string> {
  const { Version, Components = [] } = await container.dockerode.version();
  return `${Components.some(({ Name }) => Name.includes("Podman")) ? "Podman" : "Docker"} ${Version}`;
}

async function imageOf(client: ContainerRuntimeClient, wish: Pick<Wish, "postgres" | "image">): Promise<ImageFound> {
  const { version, image } = wanted(wish);
  if (await isThere(client, image)) return { state: "here", image, why: "" };
  const why = await whyNotPullable(client, image);
  if (why === null) return { state: "pullable", image, why: "" };
  const [relative] = wish.image === undefined ? await relatives(client, version) : [];
  return relative === undefined
    ? { state: "missing", image, why }
    : { state: "other-here", image: relative, why: `${image} cannot be pulled: ${why}` };
}

/** Asks the registry, through the runtime, for the image's description only. */
async function whyNotPullable(client: ContainerRuntimeClient, image: string): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${longestAnswer / 1000} seconds`), longestAnswer);
  });
  const asked = client.container.dockerode
    .getImage(image)
    .distribution()
    .then(() => null, reasonOf);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** What a server that can be had is. */
export interface ServerFound {
  /** "PostgreSQL 17.10" */
  readonly found: string;
}

/** Starts an embedded server as a run would, and takes it away again. @throws {HarnessError} environment, input: as a run would */
export async function tryEmbedded(wish: Omit<Wish, "keep">): Promise<ServerFound> {
  const start = await embedded.prepare({ ...wish, keep: false });
  const running = await start();
  await running.remove();
  return { found: `${running.what} was started and stopped` };
}

/** @throws {HarnessError} why a run could not use the server at the address */
export async function tryLent(address: string): Promise<ServerFound> {
  const { shown } = await findLent(address);
  return { found: `${shown} lets a superuser in, who can make databases` };
}

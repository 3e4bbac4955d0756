import { randomBytes } from "node:crypto";
import type { ContainerRuntimeClient } from "testcontainers";
import { findImage } from "../images.ts";
import { stateOf, thisProcess } from "../owner.ts";
import type { Provider, Running, Wish } from "../provider.ts";
import { describeRuntimes, noRuntime, type RuntimeProbe } from "../runtimes.ts";
import { watch } from "../watchdog.ts";

// Testcontainers takes half a second to load, so that it is loaded only when something answers.
async function clientOf(probes: readonly RuntimeProbe[]): Promise<ContainerRuntimeClient> {
  if (!probes.some((probe) => probe.answers && probe.lookedAt)) throw noRuntime(probes);
  const { getContainerRuntimeClient } = await import("testcontainers");
  return getContainerRuntimeClient().catch((cause: unknown) => {
    throw noRuntime(probes, cause);
  });
}

async function start(client: ContainerRuntimeClient, image: string, { keep }: Wish): Promise<Running> {
  const { startContainer } = await import("../container.ts");
  const run = randomBytes(6).toString("hex");
  const labels = { "holdfast.run": run, "holdfast.owner": thisProcess(), "holdfast.kept": String(keep) };
  const watchdog = keep ? null : watch(`holdfast.run=${run}`);
  const running = await startContainer(client, image, `holdfast-${run}`, labels);
  async function remove(): Promise<void> {
    await running.remove();
    watchdog?.release();
  }
  return { ...running, remove };
}

async function sweep(kept: boolean, say: (line: string) => void): Promise<number> {
  const probes = await describeRuntimes();
  if (!probes.some((probe) => probe.answers && probe.lookedAt)) return 0;
  const client = await clientOf(probes);
  const { removeContainers } = await import("../container.ts");
  let removed = 0;
  for (const found of await client.container.dockerode.listContainers({
    all: true,
    filters: { label: ["holdfast.owner"] },
  })) {
    const owner = found.Labels["holdfast.owner"] ?? "";
    const stays = (found.Labels["holdfast.kept"] === "true" && !kept) || stateOf(owner) !== "gone";
    if (stays) continue;
    await removeContainers(client, `holdfast.run=${found.Labels["holdfast.run"]}`);
    say(`removed the container ${found.Names.join(", ").replaceAll("/", "")}, left by process ${owner.split("-")[1]}`);
    removed += 1;
  }
  return removed;
}

export const testcontainers: Provider = {
  name: "testcontainers",
  automatic: true,
  async prepare(wish) {
    const client = await clientOf(await describeRuntimes());
    const image = await findImage(client, wish);
    return () => start(client, image, wish);
  },
  sweep,
};

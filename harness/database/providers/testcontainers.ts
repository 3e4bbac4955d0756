import { randomBytes } from "node:crypto";
import type { ContainerRuntimeClient } from "testcontainers";
import { findImage } from "../images.ts";
import { makerOf, thisProcess, whyStays } from "../owner.ts";
import type { Leftover, Provider, Running, Wish } from "../provider.ts";
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

async function leftovers(kept: boolean): Promise<readonly Leftover[]> {
  const probes = await describeRuntimes();
  if (!probes.some((probe) => probe.answers && probe.lookedAt)) return [];
  // What a DOCKER_HOST that is wrong, or a proxy, keeps from being found is not ours to judge here.
  const client = await clientOf(probes).catch(() => null);
  if (client === null) return [];
  const filters = { label: ["holdfast.owner"] };
  const found = await client.container.dockerode.listContainers({ all: true, filters }).catch(() => []);
  return found
    .filter(({ Labels }) => kept || Labels["holdfast.kept"] !== "true")
    .map(({ Names, Labels }) => {
      const owner = Labels["holdfast.owner"] ?? "";
      const name = Names.join(", ").replaceAll("/", "");
      const remove = () => removed(client, `holdfast.run=${Labels["holdfast.run"]}`);
      return { kind: "container", name, by: makerOf(owner), stays: whyStays(owner), remove };
    });
}

async function removed(client: ContainerRuntimeClient, label: string): Promise<string | null> {
  const { removeContainers } = await import("../container.ts");
  return removeContainers(client, label).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

export const testcontainers: Provider = {
  name: "testcontainers",
  automatic: true,
  async prepare(wish) {
    const client = await clientOf(await describeRuntimes());
    const image = await findImage(client, wish);
    return () => start(client, image, wish);
  },
  leftovers,
};

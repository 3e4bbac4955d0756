import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { getContainerRuntimeClient } from "testcontainers";
import type { ConnectionSettings, ProviderName } from "../model/database.ts";
import { open } from "./connect.ts";
import { dataPlaces } from "./places.ts";

/** Our containers that a process started, running or not. */
async function containersOf(pid: number) {
  const { container } = await getContainerRuntimeClient();
  const all = await container.dockerode.listContainers({ all: true, filters: { label: ["holdfast.owner"] } });
  return all.filter((found) => found.Labels["holdfast.owner"]?.split("-")[1] === String(pid));
}

/** What a process has left behind: folders and containers. */
export async function leftBy(pid: number, provider: ProviderName): Promise<string[]> {
  const folders = dataPlaces()
    .flatMap((place) => readdirSync(place))
    .filter((name) => /^holdfast-(server|kept|copy|dump)-/.test(name) && name.includes(`-${pid}-`));
  const containers = provider === "embedded" ? [] : await containersOf(pid);
  return [...folders, ...containers.map((found) => found.Id)];
}

/** Kills a whole server, as an out-of-memory killer or `docker kill` would. */
export async function killServer(provider: ProviderName, settings: ConnectionSettings): Promise<void> {
  if (provider === "testcontainers") {
    const { container } = await getContainerRuntimeClient();
    const found = (await containersOf(process.pid)).find(({ Ports }) =>
      Ports.some((port) => port.PublicPort === settings.port),
    );
    await container.dockerode.getContainer(found?.Id ?? "none").kill();
    return;
  }
  const client = await open(settings);
  const { rows } = await client.query<{ pid: string }>(
    "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid",
  );
  process.kill(Number(rows[0]?.pid), "SIGKILL");
  await client.end();
}

/** Kills the one server that another process started. */
export async function killServerOf(pid: number, provider: ProviderName): Promise<void> {
  if (provider === "testcontainers") {
    const { container } = await getContainerRuntimeClient();
    const [found] = await containersOf(pid);
    await container.dockerode.getContainer(found?.Id ?? "none").kill();
    return;
  }
  process.kill(postmasterOf(pid) ?? 0, "SIGKILL");
}

/** The server process in the folder that another process made; null where none is there. */
export function postmasterOf(pid: number): number | null {
  for (const place of dataPlaces()) {
    const name = readdirSync(place).find((folder) => folder.startsWith("holdfast-") && folder.includes(`-${pid}-`));
    const file = join(place, name ?? "", "data/postmaster.pid");
    if (name !== undefined && existsSync(file)) return Number(readFileSync(file, "utf8").split("\n")[0]);
  }
  return null;
}

/** The process that started another one; Linux only. */
export function parentOf(pid: number): number {
  return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

export interface Run {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The superuser's, of the run's database. */
  readonly settings: ConnectionSettings;
}

/** Starts run.fixture.ts in a process of its own and waits until it has a server; with an address, the one there. */
export async function startRun(provider: ProviderName, keep: boolean, then = "work", address?: string): Promise<Run> {
  const jiti = join(dirname(createRequire(import.meta.url).resolve("jiti")), "jiti-cli.mjs");
  const fixture = fileURLToPath(new URL("run.fixture.ts", import.meta.url));
  const more = address === undefined ? [] : [address];
  const child = spawn(process.execPath, [jiti, fixture, provider, keep ? "keep" : "", then, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { process: child, pid: child.pid ?? 0, settings: JSON.parse(String(line)) as ConnectionSettings };
}

export async function kill(run: Run, signal: NodeJS.Signals): Promise<void> {
  const ended = once(run.process, "exit");
  run.process.kill(signal);
  await ended;
}

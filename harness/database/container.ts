import { randomBytes } from "node:crypto";
import { PostgreSqlContainer, type StartedPostgreSqlContainer } from "@testcontainers/postgresql";
import { type ContainerRuntimeClient, Wait } from "testcontainers";
import { HarnessError } from "../model/error.ts";
import { literal } from "../sql/quote.ts";
import { environmentError } from "./errors.ts";
import { initdbOptions, plainStretch, serverArguments, superuser } from "./parameters.ts";
import type { Running, Shell } from "./provider.ts";
import { untilReady } from "./ready.ts";

const step = "start a PostgreSQL container";
const memory = "/holdfast";

/** What Testcontainers has no options for: the port on this machine's loopback only, and no password in a health check. */
class PrivateContainer extends PostgreSqlContainer {
  readonly local: boolean;

  constructor(image: string, local: boolean) {
    super(image);
    this.local = local;
  }

  protected override beforeContainerCreated = async (): Promise<void> => {
    if (this.local) this.hostConfig.PortBindings = { "5432/tcp": [{ HostIp: "127.0.0.1", HostPort: "0" }] };
    this.createOpts.Healthcheck = { Test: ["NONE"] };
  };
}

/** Whether this machine's loopback is the runtime's, too: however its address is written. */
function isHere(host: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(host);
}

function describe(image: string, local: boolean, name: string, labels: Record<string, string>) {
  return (
    new PrivateContainer(image, local)
      .withName(name)
      .withLabels(labels)
      // Without Testcontainers' own cleaner, whose image may not be there: watchdog and sweep do its work.
      .withAutoCleanup(false)
      .withUsername(superuser)
      .withDatabase("postgres")
      .withPassword(randomBytes(16).toString("hex"))
      // Not the image's volume, which moved in version 18.
      .withTmpFs({ [memory]: "rw" })
      .withEnvironment({ PGDATA: `${memory}/data`, TZ: "UTC", POSTGRES_INITDB_ARGS: initdbOptions.join(" ") })
      .withSecurityOpt("no-new-privileges")
      .withCommand(["postgres", ...serverArguments()])
      // A connection is the only sign of readiness; see `untilReady`.
      .withWaitStrategy(Wait.forAll([]))
  );
}

async function lastLines(client: ContainerRuntimeClient, id: string): Promise<string[]> {
  const logs = await client.container.dockerode.getContainer(id).logs({ stdout: true, stderr: true, tail: 10 });
  // Each piece of a container's log carries eight bytes of its own in front.
  return logs
    .toString("utf8")
    .replaceAll(/[\0-\x08\x0b-\x1f]/g, "")
    .trim()
    .split("\n");
}

function refused(image: string, message: string, tried: readonly string[], cause?: unknown): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/container-failed",
    step,
    message: `the container of ${image} did not start: ${message}`,
    tried,
    remedy: "Try the image with docker run, name another one with --image, or use --provider embedded.",
    cause,
  });
}

async function endOf(client: ContainerRuntimeClient, id: string): Promise<string | null> {
  try {
    const { State } = await client.container.dockerode.getContainer(id).inspect();
    return State.Running ? null : `it ended with exit code ${State.ExitCode}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Waits for the server and changes its password: the first one stands in the container's description.
 */
async function settle(client: ContainerRuntimeClient, started: StartedPostgreSqlContainer, image: string) {
  const host = started.getHost();
  const reachable = { host: isHere(host) ? "127.0.0.1" : host, port: started.getPort() };
  const first = { ...reachable, user: superuser, password: started.getPassword(), database: "postgres" };
  const connection = await untilReady(first, () => endOf(client, started.getId()), 120);
  if (typeof connection === "string") throw refused(image, connection, await lastLines(client, started.getId()));
  const password = randomBytes(16).toString("hex");
  await connection.query(`${plainStretch}; ALTER ROLE ${superuser} PASSWORD ${literal(password)}`);
  await connection.end();
  return { ...first, password };
}

function shellIn(started: StartedPostgreSqlContainer): Shell {
  return {
    where: "in the container",
    async run(program, options, environment) {
      const { exitCode, output } = await started.exec([program, ...options], { env: { ...environment } });
      return { code: exitCode, output };
    },
    async room() {
      const file = `${memory}/${randomBytes(6).toString("hex")}.dump`;
      return {
        file,
        // By its socket, where the programs of the same image look for it.
        reach: {},
        size: async () => Number((await started.exec(["stat", "-c", "%s", file])).stdout),
        remove: async () => void (await started.exec(["rm", "-f", file])),
      };
    },
  };
}

/** Removes every container that carries a label, running or not. @returns Their names. */
export async function removeContainers(client: ContainerRuntimeClient, label: string): Promise<void> {
  const { dockerode } = client.container;
  const found = await dockerode.listContainers({ all: true, filters: { label: [label] } });
  for (const { Id } of found) {
    await dockerode
      .getContainer(Id)
      .remove({ force: true, v: true })
      .catch((error: { statusCode?: number }) => {
        // Gone, or on its way out.
        if (error.statusCode !== 404 && error.statusCode !== 409) throw error;
      });
  }
}

/**
 * Starts PostgreSQL in a container.
 *
 * @param labels The container's; the one named `holdfast.run` is its own.
 * @throws {HarnessError} Kind "environment", with the end of the container's log. Nothing is left behind.
 */
export async function startContainer(
  client: ContainerRuntimeClient,
  image: string,
  name: string,
  labels: Record<string, string> & { readonly "holdfast.run": string },
): Promise<Running> {
  const label = `holdfast.run=${labels["holdfast.run"]}`;
  const remove = () => removeContainers(client, label);
  const local = isHere(client.info.containerRuntime.host);
  try {
    const started = await describe(image, local, name, labels).start();
    const reach = `docker exec -it ${name} psql -U ${superuser}`;
    const admin = await settle(client, started, image);
    const shell = shellIn(started);
    return { image, what: `a container of ${image}, PostgreSQL`, superuser: admin, run: null, shell, reach, remove };
  } catch (error) {
    await remove();
    if (error instanceof HarnessError) throw error;
    throw (
      environmentError(error, step) ?? refused(image, error instanceof Error ? error.message : String(error), [], error)
    );
  }
}

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { Socket } from "node:net";

/**
 * Waits in a process of its own for the pipe from us to end. If we ended without a word, it removes
 * the containers that carry the run's label; twice, as one may just have been asked for.
 */
const script = `
const [module, label] = process.argv.slice(1);
let released = false;
async function remove() {
  const { container } = await require(module).getContainerRuntimeClient();
  const found = await container.dockerode.listContainers({ all: true, filters: { label: [label] } });
  await Promise.all(found.map((each) => container.dockerode.getContainer(each.Id).remove({ force: true, v: true }).catch(() => {})));
}
process.stdin.on("data", () => { released = true; });
process.stdin.on("error", () => {});
process.stdin.on("close", async () => {
  if (released) process.exit(0);
  await remove().catch(() => {});
  setTimeout(() => remove().catch(() => {}).finally(() => process.exit(0)), 2000);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.stdin.destroy());
`;

/** What tells the way to a container runtime. */
const needed =
  /^(PATH|PATHEXT|HOME|USERPROFILE|SYSTEMROOT|COMSPEC|TMPDIR|TEMP|TMP|XDG_RUNTIME_DIR|SSH_AUTH_SOCK|DOCKER_\w+|TESTCONTAINERS_\w+)$/i;
/** Who only removes containers logs in nowhere. */
const secret = "DOCKER_AUTH_CONFIG";

/** It may live longer than we do, and everyone who is us can read its environment: no address of a database is in it. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => needed.test(name) && name !== secret));
}

export interface Watchdog {
  /** The containers are removed; nothing is left to watch. */
  release(): void;
}

/**
 * Removes the containers of a run when this process ends without having done so, also by `kill -9`. Keeps no process from ending.
 *
 * @param label `name=value`.
 */
export function watch(label: string): Watchdog {
  const module = createRequire(import.meta.url).resolve("testcontainers");
  const child = spawn(process.execPath, ["-e", script, module, label], {
    detached: true,
    windowsHide: true,
    cwd: "/",
    env: ownEnvironment(),
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return { release: () => void child.stdin.end("released") };
}

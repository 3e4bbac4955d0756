import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A place where a container runtime may listen. */
export interface RuntimeCandidate {
  /** Where the address comes from: "DOCKER_HOST", "docker context colima", "usual socket". */
  readonly source: string;
  /** `unix:///…`, `npipe:////…` or `tcp://host:port`. */
  readonly address: string;
  /** Whether Testcontainers looks there by itself; elsewhere it needs DOCKER_HOST. */
  readonly lookedAt: boolean;
}

/** The file's text; empty where it cannot be read. */
export function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function text(json: string, path: readonly string[]): string | null {
  try {
    const found: unknown = path.reduce((value, key) => Reflect.get(Object(value), key), JSON.parse(json));
    return typeof found === "string" ? found : null;
  } catch {
    return null;
  }
}

function contextCandidate(env: NodeJS.ProcessEnv): RuntimeCandidate[] {
  const folder = env.DOCKER_CONFIG ?? join(homedir(), ".docker");
  const name = env.DOCKER_CONTEXT ?? text(readOrEmpty(join(folder, "config.json")), ["currentContext"]) ?? "default";
  if (name === "default") return [];
  const hash = createHash("sha256").update(name).digest("hex");
  const meta = readOrEmpty(join(folder, "contexts", "meta", hash, "meta.json"));
  const address = text(meta, ["Endpoints", "docker", "Host"]);
  return [
    { source: `docker context ${name}`, address: address ?? "unknown: its files cannot be read", lookedAt: false },
  ];
}

function propertyCandidates(): RuntimeCandidate[] {
  const lines = readOrEmpty(join(homedir(), ".testcontainers.properties")).split("\n");
  return lines.flatMap((line) => {
    const [, key, address] = /^\s*(tc\.host|docker\.host)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    return address === undefined ? [] : [{ source: `${key} in ~/.testcontainers.properties`, address, lookedAt: true }];
  });
}

function socketCandidates(env: NodeJS.ProcessEnv): RuntimeCandidate[] {
  if (process.platform === "win32") {
    return [{ source: "usual pipe", address: "npipe:////./pipe/docker_engine", lookedAt: true }];
  }
  const home = homedir();
  const run = env.XDG_RUNTIME_DIR ?? `/run/user/${process.getuid?.() ?? 0}`;
  const known = [
    "/var/run/docker.sock",
    `${run}/docker.sock`,
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
  ];
  const others = [
    `${run}/podman/podman.sock`,
    "/run/podman/podman.sock",
    `${home}/.colima/default/docker.sock`,
    `${home}/.orbstack/run/docker.sock`,
    `${home}/.rd/docker.sock`,
  ];
  return [
    ...known.map((path) => ({ source: "usual socket", address: `unix://${path}`, lookedAt: true })),
    // Named only when it is there: nobody has all of these.
    ...others
      .filter((path) => existsSync(path))
      .map((path) => ({ source: "usual socket", address: `unix://${path}`, lookedAt: false })),
  ];
}

/** Every place, most explicit first, each once. Sockets that few machines have only where they exist. */
export function runtimeCandidates(env: NodeJS.ProcessEnv): RuntimeCandidate[] {
  const host = env.DOCKER_HOST;
  const given = host === undefined || host === "" ? [] : [{ source: "DOCKER_HOST", address: host, lookedAt: true }];
  const all = [...given, ...propertyCandidates(), ...contextCandidate(env), ...socketCandidates(env)];
  return all.filter((each, index) => all.findIndex((other) => other.address === each.address) === index);
}

import http from "node:http";
import https from "node:https";
import { homedir } from "node:os";
import { join } from "node:path";
import { HarnessError } from "../model/error.ts";
import { type RuntimeCandidate, readOrEmpty, runtimeCandidates } from "./runtime-candidates.ts";

/** One place where a container runtime may listen, and what it said. The address holds no credentials. */
export interface RuntimeProbe extends RuntimeCandidate {
  readonly answers: boolean;
  /** "answers", or why not. */
  readonly outcome: string;
}

function requestOptions(address: string, env: NodeJS.ProcessEnv): https.RequestOptions | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port, pathname } = new URL(address);
  if (protocol === "unix:") return { socketPath: decodeURIComponent(pathname) };
  if (protocol === "npipe:") return { socketPath: address.slice("npipe:".length) };
  if (!/^(tcp|https?):$/.test(protocol)) return null;
  if (env.DOCKER_TLS_VERIFY !== "1") return { hostname, port };
  const certificates = env.DOCKER_CERT_PATH ?? join(homedir(), ".docker");
  const [ca, cert, key] = ["ca.pem", "cert.pem", "key.pem"].map((name) => readOrEmpty(join(certificates, name)));
  return { hostname, port, ca, cert, key };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such socket",
  EACCES: "no permission to use the socket; is this user in the group that owns it?",
  ECONNREFUSED: "refused; nothing listens there",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host's name cannot be resolved",
  ENOTSOCK: "not a socket",
};

function ask(options: https.RequestOptions, milliseconds: number): Promise<string> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(milliseconds);
    const protocol = options.ca === undefined ? http : https;
    const request = protocol.get({ ...options, path: "/_ping", signal }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? "answers" : `answered with HTTP status ${response.statusCode}`);
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (signal.aborted) resolve(`no answer within ${milliseconds / 1000} seconds`);
      else resolve(reasons[error.code ?? ""] ?? error.message);
    });
  });
}

function withoutCredentials(address: string): string {
  return address.replace(/\/\/[^/@]*@/, "//");
}

/**
 * Asks every place where a container runtime may listen: DOCKER_HOST, Testcontainers' own settings, the docker context,
 * the usual sockets of Docker, Podman, Colima, OrbStack and Rancher Desktop. Takes at most two seconds; throws nothing.
 */
export async function describeRuntimes(env: NodeJS.ProcessEnv = process.env): Promise<readonly RuntimeProbe[]> {
  return Promise.all(
    runtimeCandidates(env).map(async (candidate) => {
      const options = requestOptions(candidate.address, env);
      const outcome = options === null ? "not an address that Testcontainers can use" : await ask(options, 2_000);
      return { ...candidate, address: withoutCredentials(candidate.address), outcome, answers: outcome === "answers" };
    }),
  );
}

/** The error when none of the places serves Testcontainers: what was tried, why each failed, what to do. */
export function noRuntime(probes: readonly RuntimeProbe[], cause?: unknown): HarnessError {
  const elsewhere = probes.find((probe) => probe.answers && !probe.lookedAt);
  const usual = probes.find((probe) => probe.answers && probe.lookedAt);
  const isSet = probes.some(({ source }) => source === "DOCKER_HOST");
  const remedy =
    elsewhere !== undefined
      ? `Set DOCKER_HOST=${elsewhere.address}, where a runtime answers`
      : usual !== undefined && isSet
        ? `Unset DOCKER_HOST, for a runtime answers at ${usual.address}`
        : "Start Docker or Podman, or set DOCKER_HOST to where it listens";
  return new HarnessError({
    kind: "environment",
    code: "environment/no-container-runtime",
    step: "find a container runtime",
    message: "no container runtime answered",
    tried: probes.map((probe) => `${probe.source} (${probe.address}): ${probe.outcome}`),
    remedy: `${remedy}; or use --provider embedded.`,
    cause,
  });
}

import { HarnessError } from "../model/error.ts";

/** What keeps a server from being used, in words. */
export interface Trouble {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

const gone: Trouble = {
  code: "environment/server-gone",
  what: "the PostgreSQL server went away",
  remedy:
    "Run again. If it happens again, look for a memory limit or an out-of-memory kill, or try the other --provider.",
};
const diskFull: Trouble = {
  code: "environment/disk-full",
  what: "the PostgreSQL server has no room left for its data",
  remedy: "Free disk space (for containers: memory, as the data is on tmpfs), or ask for fewer rows with --rows.",
};
const outOfMemory: Trouble = {
  code: "environment/out-of-memory",
  what: "the PostgreSQL server ran out of memory",
  remedy: "Raise the memory limit of the machine or of the container runtime, or ask for fewer rows with --rows.",
};
const tooMany: Trouble = {
  code: "environment/too-many-connections",
  what: "the PostgreSQL server has no connection left",
  remedy: "Close connections that your own code keeps open to the scratch databases.",
};
const failed: Trouble = {
  code: "environment/server-failed",
  what: "the PostgreSQL server failed",
  remedy: "Run again with --keep and read the server's log; a failing disk or a broken image shows there.",
};

const network = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND)$/;
// What pg says when a connection ends without a word from the server; these errors carry no code.
const silence = /^(Connection terminated|timeout expired|Client has encountered a connection error)/;

function troubleOf(code: string, message: string): Trouble | null {
  if (code === "53100" || code === "ENOSPC") return diskFull;
  if (code === "53200") return outOfMemory;
  if (code === "53300") return tooMany;
  if (network.test(code) || silence.test(message)) return gone;
  if (/^(08|57P)/.test(code)) return gone;
  if (/^(53|58|XX00[12])/.test(code)) return failed;
  return null;
}

export function property(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}

/** The error and what caused it, outermost first. A chain that bites its own tail ends. */
function chain(error: unknown): unknown[] {
  const links: unknown[] = [];
  for (let link = error; link !== undefined && link !== null && !links.includes(link); link = property(link, "cause")) {
    links.push(link, ...(link instanceof AggregateError ? link.errors : []));
  }
  return links;
}

/**
 * Tells a server that cannot be used from SQL that was refused.
 *
 * @param error Whatever was thrown, by `pg` or by a library that wraps it (`cause` is followed).
 * @param step What was being done, as in `HarnessError.step`.
 * @returns The environment error to throw instead; null when the connection is not to blame. A
 *   `HarnessError` of kind "environment" comes back as it is.
 */
export function environmentError(error: unknown, step: string): HarnessError | null {
  for (const link of chain(error)) {
    if (link instanceof HarnessError) return link.kind === "environment" ? link : null;
    const message = link instanceof Error ? link.message : String(link);
    const trouble = troubleOf(String(property(link, "code") ?? ""), message);
    if (trouble === null) continue;
    return new HarnessError({
      kind: "environment",
      code: trouble.code,
      step,
      message: `${trouble.what}: ${message}`,
      remedy: trouble.remedy,
      cause: error,
    });
  }
  return null;
}

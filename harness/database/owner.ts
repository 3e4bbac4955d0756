import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

// Who started a server stands in the name of its folder, or in the label of its container, as
// `<machine>-<pid>-<start>`. A pid alone is not enough: pids come back, and the same pid means
// another process on another host or in another pid namespace.

export type OwnerState = "alive" | "gone" | "elsewhere";

export const ownerPattern = /[0-9a-f]{8}-\d+-[0-9a-f]{1,8}/;

function short(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}

function machine(): string {
  return short(`${hostname()}\n${orEmpty(() => readlinkSync("/proc/self/ns/pid"))}`);
}

function linuxStart(pid: number): string | null {
  const stat = orEmpty(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The command's name, in parentheses, may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, ticks] = [fields[0], fields[19]];
  if (ticks === undefined || state === "Z" || state === "X") return null;
  return short(`${orEmpty(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"))}${ticks}`);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When a process started, as an opaque text; null when there is no such process. */
function startOf(pid: number): string | null {
  if (process.platform === "linux") return linuxStart(pid);
  if (!isThere(pid)) return null;
  if (process.platform === "win32") return "0";
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  return short(orEmpty(() => execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env })));
}

/** The running process, in the form that `stateOf` reads. */
export function thisProcess(): string {
  return `${machine()}-${process.pid}-${startOf(process.pid) ?? "0"}`;
}

/** What became of a process. "elsewhere" cannot be judged from here: another host or container. */
export function stateOf(owner: string): OwnerState {
  const [where, pid, start] = owner.split("-");
  if (where !== machine()) return "elsewhere";
  return startOf(Number(pid)) === start ? "alive" : "gone";
}

/** For people: "process 4711". */
export function makerOf(owner: string): string {
  return `process ${owner.split("-")[1]}`;
}

/** Why what a process made has to stay; null where the process is gone. */
export function whyStays(owner: string): string | null {
  const reasons = { alive: `${makerOf(owner)} still runs`, elsewhere: "it was made on another machine", gone: null };
  return reasons[stateOf(owner)];
}

import { access, constants, statfs } from "node:fs/promises";
import { availableParallelism, freemem, tmpdir, totalmem } from "node:os";
import { dataPlace, leftovers } from "../../database/index.ts";
import { count } from "../../text/count.ts";
import { addressShown } from "../../text/secrets.ts";
import { amiss, fine, type Looked } from "./look.ts";

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;
/** A verify of a small project needs a fifth of it; below the least, no server starts. */
const enough = gibibyte;
const least = 200 * mebibyte;

function sizeOf(bytes: number): string {
  return bytes < gibibyte ? `${Math.round(bytes / mebibyte)} MiB` : `${(bytes / gibibyte).toFixed(1)} GiB`;
}

/** Also what containers keep their data in, and embedded servers where there is plenty. */
export function lookAtMemory(): Looked {
  const free = freemem();
  const found = `${sizeOf(free)} of ${sizeOf(totalmem())} available, ${count(availableParallelism(), "CPU")}`;
  if (free >= enough) return fine("memory", found);
  return amiss("memory", "warning", found, "Close what takes memory, or ask for fewer rows with --rows.");
}

/** @param runtimeFolder where a container runtime of this machine keeps its images; null where there is none */
export async function lookAtDisk(runtimeFolder: string | null): Promise<Looked> {
  const places = new Map([
    [tmpdir(), "temporary files"],
    [dataPlace(), "data of embedded servers"],
    ...(runtimeFolder === null ? [] : [[runtimeFolder, "images and containers"] as const]),
  ]);
  const free = await Promise.all(
    [...places].map(async ([place, holds]) => ({ place, holds, bytes: await freeIn(place) })),
  );
  const known = free.flatMap(({ bytes, ...rest }) => (bytes === null ? [] : [{ ...rest, bytes }]));
  const tried = known.map(({ place, holds, bytes }) => `${place} (${holds}): ${sizeOf(bytes)} free`);
  const short = known.toSorted((a, b) => a.bytes - b.bytes)[0];
  if (short === undefined || short.bytes >= enough) {
    return fine("disk-space", known.map(({ place, bytes }) => `${sizeOf(bytes)} in ${place}`).join(", "));
  }
  return amiss(
    "disk-space",
    short.bytes < least ? "problem" : "warning",
    `${sizeOf(short.bytes)} are left in ${short.place}`,
    "Free some, or set TMPDIR to a folder with more room; npx holdfast clean removes what crashed runs left.",
    tried,
  );
}

async function freeIn(place: string): Promise<number | null> {
  return statfs(place).then(
    ({ bavail, bsize }) => bavail * bsize,
    // A runtime in a virtual machine names a folder that is not of this one.
    () => null,
  );
}

export async function lookAtLeftovers(): Promise<Looked> {
  const over = (await leftovers()).filter(({ stays }) => stays === null);
  if (over.length === 0) return fine("leftovers", "none of crashed or kept runs");
  return amiss(
    "leftovers",
    "warning",
    `${count(over.length, "leftover")} of crashed or kept runs`,
    "npx holdfast clean removes them; with --dry-run it only lists them.",
    over.map(({ kind, name, by }) => `${kind} ${name}, left by ${by}`),
  );
}

/** What may say where and how things run. Their values are shown; a password in one is not. */
const heeded =
  /^(CI|GITHUB_ACTIONS|GITLAB_CI|DOCKER_(HOST|CONTEXT|CONFIG|CERT_PATH|TLS_VERIFY)|TESTCONTAINERS_\w+|TMPDIR|HOLDFAST_KEEP|NO_COLOR|FORCE_COLOR|XDG_RUNTIME_DIR)$/;
/** What people expect to be read, and is not. */
const ignored = /^(DATABASE_URL|POSTGRES_URL|PG(HOST|PORT|USER|PASSWORD|DATABASE|SERVICE|SSLMODE|PASSFILE|OPTIONS))$/;

export async function lookAtVariables(env: NodeJS.ProcessEnv): Promise<Looked> {
  const names = Object.keys(env).toSorted();
  const set = names.filter((name) => heeded.test(name)).map((name) => `${name}=${addressShown(env[name] ?? "")}`);
  const not = names.filter((name) => ignored.test(name));
  const found = [
    set.length === 0 ? "none is set that counts" : set.join(", "),
    ...(not.length === 0 ? [] : [`${not.join(", ")} ${not.length === 1 ? "is" : "are"} set, and not read`]),
  ].join("; ");
  const isWritable = await access(tmpdir(), constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (isWritable) return fine("variables", found);
  const remedy = "Set TMPDIR to a folder that is there and may be written to, or leave it out.";
  return amiss("variables", "problem", `TMPDIR names ${tmpdir()}, which cannot be written to`, remedy, [found]);
}

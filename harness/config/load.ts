import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { HarnessError } from "../model/error.ts";
import { withoutAddresses } from "../text/secrets.ts";
import { defineConfig } from "./define.ts";

/** What `import … from "holdfast"` gives in a config: the running holdfast, wherever it is installed, and no more of it than a config is for. */
const api = { defineConfig, HarnessError };

/** Milliseconds until a config that does not end is given up. */
const longestLoad = 20_000;

/**
 * Executes a config in this process, since its functions are called later.
 *
 * @returns what it exports by default, awaited
 * @throws {HarnessError} input/config-unreadable: it throws, does not parse, ends the process or does not
 *   end; input/config-empty: it has no default export
 */
export async function load(file: string, label: string): Promise<unknown> {
  const { exit } = process;
  let left = false;
  process.exit = () => {
    left = true;
    throw unreadable(label, "it calls process.exit");
  };
  try {
    const loaded = await inTime(evaluate(file), label);
    // It may have caught what stands in for the exit.
    if (left) throw unreadable(label, "it calls process.exit");
    if (loaded.missing) throw empty(label);
    return loaded.config;
  } catch (error) {
    throw error instanceof HarnessError ? error : unreadable(label, reasonOf(error, dirname(file)), error);
  } finally {
    process.exit = exit;
  }
}

interface Loaded {
  readonly config: unknown;
  readonly missing: boolean;
}

async function evaluate(file: string): Promise<Loaded> {
  // Most commands run where there is no config, and this takes a good part of their time to load.
  const { createJiti } = await import("jiti");
  const jiti = createJiti(file, { fsCache: false, virtualModules: { holdfast: api } });
  const exported: unknown = await jiti.import(file);
  if (typeof exported !== "object" || exported === null) return { config: exported, missing: false };
  if ("default" in exported) return { config: await exported.default, missing: false };
  // `module.exports = {…}` and `export = {…}` are the config themselves.
  return { config: exported, missing: "__esModule" in exported || Object.keys(exported).length === 0 };
}

async function inTime<Result>(work: Promise<Result>, label: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const why = `it is not done after ${longestLoad / 1000} s`;
    timer = setTimeout(() => reject(unreadable(label, why)), longestLoad);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What a syntax error or a throw says, with its line; the line of transpiled code is that of the source. */
function reasonOf(error: unknown, folder: string): string {
  if (!(error instanceof Error)) return `it throws ${withoutAddresses(String(error))}`;
  const parse = /^(?:ParseError: )?(.*?)\s*\n\s*(\S.*):(\d+):\d+/s.exec(error.message);
  if (parse?.[1] !== undefined && error.message.startsWith("ParseError")) {
    return `${relative(folder, parse[2] ?? "")}:${parse[3]} does not parse: ${parse[1]}`;
  }
  const words = withoutAddresses(error.message.split("\n")[0] ?? "");
  const at = thrownAt(error.stack ?? "", folder);
  return at === null ? words : `${at} throws: ${words}`;
}

/** The first frame of the user's own code. */
function thrownAt(stack: string, folder: string): string | null {
  for (const line of stack.split("\n")) {
    const [, url, row] = /(?:\(|at (?:async )?)((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^()]*):(\d+):\d+\)?$/.exec(line) ?? [];
    if (url === undefined || /[\\/]node_modules[\\/]/.test(url)) continue;
    const path = url.startsWith("file:") ? fileURLToPath(url) : url;
    return path === fileURLToPath(import.meta.url) ? null : `${relative(folder, path)}:${row}`;
  }
  return null;
}

function unreadable(label: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/config-unreadable",
    step: "load the config",
    message: `${label} cannot be loaded: ${why}.`,
    remedy: "Correct it. It is run with every command; what it needs must be there without a server or an environment.",
    cause,
  });
}

function empty(label: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/config-empty",
    step: "load the config",
    message: `${label} has no default export.`,
    remedy: "Write export default defineConfig({ … }), with defineConfig from holdfast.",
  });
}

import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileAbove } from "../../text/above.ts";
import { withoutAddresses } from "../../text/secrets.ts";

/** What counts of a project's drizzle.config: never its credentials. */
export interface DrizzleConfig {
  /** Absolute path. */
  readonly file: string;
  /** Why it could not be loaded, in a few words; then the rest is null. */
  readonly problem: string | null;
  /** As written: relative to where drizzle-kit is run. */
  readonly out: string | null;
  /** Of `migrations`: where the ledger is. */
  readonly schema: string | null;
  readonly table: string | null;
}

const names = ["ts", "mts", "cts", "js", "mjs", "cjs", "json"].map((extension) => `drizzle.config.${extension}`);
const longestLoad = 20_000;

/**
 * Loads the nearest drizzle.config.* in the folder or above it, up to the end of the repository.
 *
 * It runs in a process of its own: such files read .env, connect, and exit. Null where there is none;
 * one that does not load is told as `problem`, without a throw.
 */
export async function readDrizzleConfig(folder: string): Promise<DrizzleConfig | null> {
  const file = await fileAbove(folder, names);
  return file === null ? null : load(file);
}

/** Sends only what `DrizzleConfig` holds, so that no credential leaves the child. */
const loader = `
const [jiti, file] = process.argv.slice(1);
const text = (value) => (typeof value === "string" ? value : null);
try {
  const { createJiti } = await import(jiti);
  const loaded = await createJiti(file, { fsCache: false, interopDefault: true }).import(file, { default: true });
  const config = typeof loaded === "object" && loaded !== null ? loaded : {};
  const { schema, table } = config.migrations ?? {};
  process.send({ problem: null, out: text(config.out), schema: text(schema), table: text(table) });
} catch (error) {
  process.send({ problem: String(error?.message ?? error).split("\\n")[0] });
}`;

function load(file: string): Promise<DrizzleConfig> {
  const failed = (problem: string): DrizzleConfig => ({ file, problem, out: null, schema: null, table: null });
  return new Promise((settle) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", loader, import.meta.resolve("jiti"), file], {
      cwd: dirname(file),
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      timeout: longestLoad,
    });
    child.on("message", (message) => {
      settle(answerOf(message, failed));
      child.kill();
    });
    child.on("error", () => settle(failed("it could not be run")));
    child.on("exit", () => settle(failed("it ended the process, or took too long")));
  });

  function answerOf(message: unknown, otherwise: typeof failed): DrizzleConfig {
    const answer: Readonly<Record<string, unknown>> = { ...(typeof message === "object" ? message : null) };
    const field = (name: string): string | null => (typeof answer[name] === "string" ? answer[name] : null);
    const problem = field("problem");
    if (problem !== null) return otherwise(withoutAddresses(problem));
    return { file, problem: null, out: field("out"), schema: field("schema"), table: field("table") };
  }
}

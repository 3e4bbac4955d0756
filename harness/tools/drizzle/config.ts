import { dirname } from "node:path";
import { fileAbove } from "../../text/above.ts";
import { withoutAddresses } from "../../text/secrets.ts";
import { ask } from "./child.ts";

/** What counts of a project's drizzle.config: never its credentials. */
export interface DrizzleConfig {
  /** Absolute path. */
  readonly file: string;
  /** Why it could not be loaded, in a few words; then the rest is null. */
  readonly problem: string | null;
  /** As written: "postgresql", "mysql". */
  readonly dialect: string | null;
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
  const [dialect, out] = [config.dialect, config.out].map(text);
  process.send({ problem: null, dialect, out, schema: text(schema), table: text(table) });
} catch (error) {
  process.send({ problem: String(error?.message ?? error).split("\\n")[0] });
}`;

async function load(file: string): Promise<DrizzleConfig> {
  const args = ["--input-type=module", "-e", loader, import.meta.resolve("jiti"), file];
  const answer = await ask({ args, folder: dirname(file), milliseconds: longestLoad });
  const problem = answer === null ? "it ended the process, or took too long" : textIn(answer.problem);
  if (answer === null || problem !== null) {
    return { file, problem: withoutAddresses(problem ?? ""), dialect: null, out: null, schema: null, table: null };
  }
  const { dialect, out, schema, table } = answer;
  return {
    file,
    problem: null,
    dialect: textIn(dialect),
    out: textIn(out),
    schema: textIn(schema),
    table: textIn(table),
  };
}

function textIn(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

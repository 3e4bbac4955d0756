import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";

/** A drizzle-orm that can migrate. */
export interface Engine {
  /** For people: "drizzle-orm 0.45.4 of the project". */
  readonly name: string;
  /** The layout that it runs, "journal" for 0.x and "folders" from 1.0 on; it throws over the other one. */
  readonly layout: Layout;
  /** Loads what it exports. */
  readonly require: ReturnType<typeof createRequire>;
}

/** How drizzle-kit lays a folder out. By a journal, the latest time says what is pending; by folders, their names do. */
export type Layout = "journal" | "folders";

type Laid = Pick<History, "folder" | "layout">;

/** The drizzle-orm that is installed for the folder, whatever it runs; else ours, where it runs the layout; else null. */
export function findEngine({ folder, layout }: Laid): Engine | null {
  const project = engineAt(join(folder, "_"), "of the project");
  if (project !== null) return project;
  const own = engineAt(import.meta.url, "of holdfast");
  return own?.layout === layout ? own : null;
}

/**
 * The drizzle-orm that runs the history.
 *
 * @throws {HarnessError} input: the project's runs the other layout; environment: there is none.
 */
export function engineOf(history: Laid): Engine {
  const engine = findEngine(history);
  if (engine === null) throw noEngine(history);
  if (engine.layout !== history.layout) throw mismatch(engine);
  return engine;
}

function engineAt(place: string, whose: string): Engine | null {
  const require = createRequire(place);
  const version = versionOf(require);
  if (version === null) return null;
  const layout = Number.parseInt(version, 10) >= 1 ? "folders" : "journal";
  return { name: `drizzle-orm ${version} ${whose}`, layout, require };
}

/** Null where there is none. Its package.json is not among what it exports, so it is looked for above a file that is. */
function versionOf(require: Engine["require"]): string | null {
  try {
    for (let at = require.resolve("drizzle-orm/node-postgres/migrator"); dirname(at) !== at; at = dirname(at)) {
      const file = join(dirname(at), "package.json");
      // Node keeps what it has read: this one is long, and asked for several times in a run.
      const { name, version }: Manifest = existsSync(file) ? require(file) : {};
      if (name === "drizzle-orm" && typeof version === "string") return version;
    }
    return null;
  } catch {
    return null;
  }
}

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
}

const words = {
  journal: {
    folder: "a folder with meta/_journal.json",
    install: "Install the drizzle-orm 0.x that the project is deployed with: npm install drizzle-orm@0.",
  },
  folders: {
    folder: "a folder of 1.0, with one folder for each migration and no meta/_journal.json",
    install: "Install the drizzle-orm 1.x that the project is deployed with: npm install drizzle-orm@1.0.0-rc.5, say.",
  },
} as const;

function mismatch({ name, layout }: Engine): HarnessError {
  const other = layout === "folders" ? "journal" : "folders";
  const remedy =
    layout === "folders"
      ? "Convert the folder with `drizzle-kit up` of 1.0, or install the drizzle-orm 0.x that it was written for."
      : "Install the drizzle-orm 1.x that the folder was written for, or restore the folder as it was before `drizzle-kit up`.";
  return new HarnessError({
    kind: "input",
    code: "input/drizzle-version-mismatch",
    step: "replay the migrations",
    message: `${name} does not run ${words[other].folder}.`,
    remedy,
  });
}

function noEngine({ folder, layout }: Laid): HarnessError {
  const { folder: what, install } = words[layout === "folders" ? "folders" : "journal"];
  const own = engineAt(import.meta.url, "of holdfast");
  return new HarnessError({
    kind: "environment",
    code: "environment/no-drizzle-orm",
    step: "replay the migrations",
    message: `No drizzle-orm was found that runs ${what}.`,
    tried: [
      `drizzle-orm of the project: not installed for ${folder}`,
      own === null ? "drizzle-orm of holdfast: not installed" : `${own.name}: runs ${words[own.layout].folder}`,
    ],
    remedy: install,
  });
}

import { dirname, join } from "node:path";
import { fileAbove, isFile } from "../../text/above.ts";
import { shellWord } from "../../text/shell.ts";
import type { Manifest } from "./manifest.ts";

type Name = "npm" | "pnpm" | "yarn" | "bun";

/** How packages are installed, and their programs run. */
export interface PackageManager {
  readonly name: Name;
  /** Where its lock file is, which in a workspace is the root; null where there is none. */
  readonly root: string | null;
  /** Whether the packages of a workspace can run what only its root depends on. */
  readonly shares: boolean;
  /** Installs what the lock file says, and nothing else, in CI. */
  readonly install: string;
  /** Adds a package for development. */
  readonly add: string;
  /** What goes before the name of a package's program. */
  readonly run: string;
  /** Runs a script of package.json. */
  readonly script: (name: string) => string;
}

const lockFiles: Readonly<Record<string, Name>> = {
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
};

/** Some refuse to add a package to the root of a workspace unless they are told that it is meant. */
const rootMeant: Readonly<Record<Name, string>> = {
  npm: "",
  pnpm: " --workspace-root",
  yarn: " --ignore-workspace-root-check",
  bun: "",
};

/** The lock file decides, before `packageManager` of package.json, which a project may have changed since. */
export async function packageManagerOf(folder: string, manifest: Manifest | null): Promise<PackageManager> {
  const lock = await fileAbove(folder, Object.keys(lockFiles));
  const root = lock === null ? null : dirname(lock);
  const [, said = "", major = ""] = /^(\w+)@(\d+)/.exec(manifest?.packageManager ?? "") ?? [];
  const name = lock === null ? (asName(said) ?? "npm") : (lockFiles[lock.slice(dirname(lock).length + 1)] ?? "npm");
  const configured = root !== null && (await isFile(join(root, ".yarnrc.yml")));
  const modernYarn = name === "yarn" && (configured || Number(major) > 1);
  const words = commands(root !== null, modernYarn)[name];
  const isPnpmRoot = await isFile(join(folder, "pnpm-workspace.yaml"));
  const isRoot = name === "pnpm" ? isPnpmRoot : manifest?.hasWorkspaces === true && !modernYarn;
  const asRoot = isRoot ? rootMeant[name] : "";
  return { name, root, shares: !modernYarn, ...words, add: `${words.add}${asRoot}` };
}

function asName(text: string): Name | null {
  return (["npm", "pnpm", "yarn", "bun"] as const).find((name) => name === text) ?? null;
}

function commands(
  locked: boolean,
  modernYarn: boolean,
): Readonly<Record<Name, Omit<PackageManager, "name" | "root" | "shares">>> {
  const yarnInstall = modernYarn ? "yarn install --immutable" : "yarn install --frozen-lockfile";
  const script = (before: string) => (name: string) => `${before} ${shellWord(name)}`;
  return {
    npm: {
      install: locked ? "npm ci" : "npm install",
      add: "npm install --save-dev",
      run: "npx",
      script: script("npm run"),
    },
    pnpm: {
      install: locked ? "pnpm install --frozen-lockfile" : "pnpm install",
      add: "pnpm add --save-dev",
      run: "pnpm exec",
      script: script("pnpm"),
    },
    yarn: {
      install: locked ? yarnInstall : "yarn install",
      add: "yarn add --dev",
      run: "yarn",
      script: script("yarn"),
    },
    bun: {
      install: locked ? "bun install --frozen-lockfile" : "bun install",
      add: "bun add --dev",
      run: "npx",
      script: script("bun run"),
    },
  };
}

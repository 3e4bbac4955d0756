import type { PackageManager } from "../package-manager.ts";

/** What a workflow needs to know of a project; paths are from the repository's root, with forward slashes, "" for it. */
export interface Site {
  /** The project. */
  readonly folder: string;
  readonly migrations: string;
  /** What they are of. */
  readonly tool: string;
  /** Where packages are installed, which in a workspace is above the project; null where the project has no package.json. */
  readonly installIn: string | null;
  readonly manager: PackageManager;
  /** The version of holdfast, for a project that installs none. */
  readonly version: string;
  /** The file that says which Node.js the project takes; null where none does. */
  readonly nodeVersionFile: string | null;
}

/** What runs holdfast in the project's folder. */
export function holdfastIn({ installIn, manager, version }: Site): string {
  return installIn === null ? `npx --yes holdfast@${version}` : `${manager.run} holdfast`;
}

/** What has to be run before packages can be installed; null where Node.js brings it along. */
export function beforeInstall({ installIn, manager: { name } }: Site): string | null {
  if (installIn === null || name === "npm") return null;
  return name === "bun" ? "npm install --global bun" : "corepack enable";
}

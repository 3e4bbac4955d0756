import { execFile } from "node:child_process";
import { copyFile, link, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const installed = join(import.meta.dirname, "../../../node_modules");
/** What of drizzle-kit 1.0 its command and its API need. */
const files = ["package.json", "bin.cjs", "api-postgres.js", "index.js"];

export type Major = 0 | 1;

/** For tests: a folder that a project can have as its `node_modules`: drizzle-kit, and the drizzle-orm that it works with. */
export interface Packages {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function packagesOf(major: Major): Promise<Packages> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-packages-"));
  const folder = join(root, "node_modules");
  const kit = join(folder, "drizzle-kit");
  await mkdir(major === 0 ? folder : kit, { recursive: true });
  await symlink(join(installed, major === 0 ? "drizzle-orm" : "drizzle-orm-1"), join(folder, "drizzle-orm"));
  if (major === 0) await symlink(join(installed, "drizzle-kit"), kit);
  // By a link it would find the drizzle-orm that is installed beside the original.
  else await Promise.all(files.map((file) => same(join(installed, "drizzle-kit-1", file), join(kit, file))));
  return { folder, remove: () => rm(root, { recursive: true, force: true }) };
}

async function same(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

/** For tests: runs the drizzle-kit of a project, with nobody at the keyboard; what it prints. Its exit code says little. */
export function kit(root: string, args: readonly string[]): Promise<string> {
  const program = join(root, "node_modules/drizzle-kit/bin.cjs");
  return new Promise((settle) => {
    const environment = { ...process.env, NO_COLOR: "1" };
    const child = execFile(process.execPath, [program, ...args], { cwd: root, env: environment }, (_, out, words) =>
      settle(out + words),
    );
    child.stdin?.end();
  });
}

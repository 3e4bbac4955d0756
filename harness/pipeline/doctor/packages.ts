import { installedFor, own, packageAt } from "../installed.ts";
import { amiss, fine, type Looked, skipped } from "./look.ts";
import { isWithin } from "./ranges.ts";

/** What holdfast works with in a project, and what it brings along. */
const ofProject = ["drizzle-orm", "drizzle-kit", "vitest"];
const ofOurs = ["testcontainers", "pg"];

export async function lookAtNode(node = process.versions.node): Promise<Looked> {
  const range = (await packageAt(own))?.engines?.node ?? "";
  if (isWithin(node, range)) return fine("node-version", `Node.js ${node}`);
  return amiss("node-version", "problem", `Node.js ${node}; holdfast needs ${range}`, `Install Node.js ${range}.`);
}

/** @param cwd the project, or a folder of it */
export async function lookAtPackages(cwd: string): Promise<Looked> {
  const manifest = await packageAt(own);
  const peers = manifest?.peerDependencies ?? {};
  const found = await Promise.all([
    ...ofProject.map(async (name) => ({ name, installed: await installedFor(cwd, name) })),
    ...ofOurs.map(async (name) => ({ name, installed: await installedFor(own, name) })),
  ]);
  const versions = found.flatMap(({ name, installed }) => (installed === null ? [] : [`${name} ${installed.version}`]));
  const words = [`holdfast ${manifest?.version}`, ...versions].join(", ");
  const unfit = found.flatMap(({ name, installed }) => {
    const range = peers[name];
    return installed === null || range === undefined || isWithin(installed.version, range)
      ? []
      : [`${name} ${installed.version} (holdfast works with ${range})`];
  });
  if (unfit.length === 0) return fine("package-versions", words);
  const remedy = "Install a version that it works with; others are not tested, and may answer wrongly.";
  return amiss("package-versions", "warning", unfit.join(", "), remedy, [words]);
}

/** Matchers that one copy registers are unknown to tests that another copy runs. */
export async function lookAtVitest(cwd: string): Promise<Looked> {
  const [theirs, holdfast, ours] = await Promise.all([
    installedFor(cwd, "vitest"),
    installedFor(cwd, "holdfast"),
    installedFor(own, "vitest"),
  ]);
  if (theirs === null || holdfast === null) {
    return skipped("one-vitest", `${theirs === null ? "vitest" : "holdfast"} is not installed here`);
  }
  if (ours === null) {
    const remedy = "Install both in one project, with one node_modules folder above them.";
    return amiss("one-vitest", "warning", "holdfast finds no vitest from where it is installed", remedy);
  }
  if (theirs.root === ours.root) return fine("one-vitest", `vitest ${theirs.version}, which holdfast uses, too`);
  return amiss(
    "one-vitest",
    "problem",
    `the project has vitest ${theirs.version}, and holdfast another copy, ${ours.version}`,
    "Have one copy: install both in the same package, and npm dedupe (pnpm dedupe, yarn dedupe).",
    [`of the project: ${theirs.root}`, `of holdfast: ${ours.root}`],
  );
}

import { lstat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { slashes } from "../../text/slashes.ts";
import { refusesEsm } from "./esm.ts";
import { withScript } from "./manifest.ts";
import { type Project, surveyProject } from "./project.ts";
import type { Site } from "./templates/commands.ts";
import { configFile } from "./templates/config.ts";
import { gitlabJob } from "./templates/gitlab-job.ts";
import { scenarioFile } from "./templates/scenario.ts";
import { workflowFile } from "./templates/workflow.ts";
import { testPlace } from "./test-place.ts";

export type { Ci } from "./ci.ts";
export { writePlanned } from "./write.ts";

/** A file that `init` would write, or leaves as it is. */
export interface Planned {
  /** Absolute path. */
  readonly path: string;
  /** What it is for, for people. */
  readonly what: string;
  /** Its whole text; null where it is kept as it is. */
  readonly text: string | null;
  /** The text that it has now and that is replaced; null for a file that is not there. */
  readonly before: string | null;
  /** Why it is kept; "" where it is written. */
  readonly why: string;
}

/** What `init` would do with a project. */
export interface InitPlan {
  readonly project: Project;
  readonly files: readonly Planned[];
  /** A job for the user's own .gitlab-ci.yml; null where there is none, or it has one. */
  readonly gitlab: string | null;
  /** Commands for the user, in their order, from the project's folder. */
  readonly next: readonly string[];
}

/**
 * Says what would be written into a project, and writes nothing.
 *
 * @param folder absolute path
 * @param label the folder as the user gave it
 * @param version of holdfast
 * @throws {HarnessError} kind "input", as `surveyProject` does
 */
export async function planInit(folder: string, label: string, version: string): Promise<InitPlan> {
  const project = await surveyProject(folder, label);
  const extension = project.manifest?.type !== "module" && (await refusesEsm(folder)) ? "mts" : "ts";
  const files = [
    await config(project, extension),
    ...(project.vitest ? [await scenario(project, extension)] : []),
    ...(project.ci === "GitHub" ? [await workflow(project, version)] : []),
    ...script(project),
  ];
  const gitlab = project.ci === "GitLab" ? gitlabJob(siteOf(project, version)) : null;
  return { project, files, gitlab, next: nextOf(project) };
}

async function config({ folder, config: found, migrations }: Project, extension: string): Promise<Planned> {
  const what = "where the migrations are, and what holdfast cannot guess";
  if (found !== null) return { path: found, what, text: null, before: null, why: "it holds here already" };
  return planned(
    join(folder, `holdfast.config.${extension}`),
    what,
    configFile(migrations.folder, migrations.goesBack),
  );
}

async function scenario(project: Project, extension: "ts" | "mts"): Promise<Planned> {
  const { folder, manifest, migrations } = project;
  const path = join(folder, await testPlace(folder, extension));
  const from = slashes(relative(dirname(path), join(folder, migrations.folder)));
  const relation = from.startsWith(".") ? from : `./${from}`;
  const isEsm = manifest?.type === "module";
  const where = isEsm
    ? `new URL(${JSON.stringify(`${relation}/`)}, import.meta.url)`
    : JSON.stringify(migrations.folder);
  return planned(path, "a test that runs the last migration on rows", scenarioFile(where));
}

async function workflow(project: Project, version: string): Promise<Planned> {
  const path = join(project.repository ?? project.folder, ".github/workflows/holdfast.yml");
  return planned(path, "what runs on pull requests", workflowFile(siteOf(project, version)));
}

function siteOf(
  { folder, repository, manifest, manager, migrations, nodeVersionFile }: Project,
  version: string,
): Site {
  const root = repository ?? folder;
  const within = (path: string) => slashes(relative(root, path));
  return {
    folder: within(folder),
    migrations: within(join(folder, migrations.folder)),
    tool: migrations.tool,
    installIn: manifest === null ? null : within(manager.root ?? folder),
    manager,
    version,
    nodeVersionFile: nodeVersionFile === null ? null : within(nodeVersionFile),
  };
}

function script({ manifest }: Project): readonly Planned[] {
  if (manifest === null) return [];
  const { file, text: before, scripts } = manifest;
  const what = 'the script "holdfast"';
  if (scripts.includes("holdfast"))
    return [{ path: file, what, text: null, before, why: "it has a script of that name" }];
  const text = withScript(manifest, "holdfast", "holdfast verify");
  return [
    { path: file, what, text, before, why: text === null ? "a script cannot be added without changing more" : "" },
  ];
}

async function planned(path: string, what: string, text: string): Promise<Planned> {
  const isThere = (await lstat(path).catch(() => null)) !== null;
  return isThere
    ? { path, what, text: null, before: null, why: "it is there" }
    : { path, what, text, before: null, why: "" };
}

function nextOf({ manifest, manager, migrations, installed }: Project): readonly string[] {
  const drafts = manifest?.dependencies.includes("drizzle-kit") ?? false;
  const run = manifest === null ? "npx" : manager.run;
  return [
    ...(manifest === null || installed ? [] : [`${manager.add} holdfast`]),
    ...(migrations.there || !drafts ? [] : [`${run} drizzle-kit generate`]),
    `${run} holdfast verify`,
  ];
}

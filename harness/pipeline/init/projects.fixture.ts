import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import { sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { type InitPlan, planInit } from "./index.ts";

export const drizzleConfig = 'export default { dialect: "postgresql", schema: "./schema.ts" };\n';
export const journal = sound({ "0000_people": "create table people (id integer primary key)" });

export function at(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

export function manifest(more: object = {}): string {
  return `${JSON.stringify({ name: "demo", private: true, ...more }, null, 2)}\n`;
}

export const withVitest = { type: "module", devDependencies: { vitest: "4.1.12", holdfast: "0.1.0" } };

/** A package with migrations of Drizzle's, and Vitest; other files go before its own. */
export function project(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "package.json": manifest(withVitest),
    ...at("drizzle", journal),
    ...more,
  };
}

/** The same, where drizzle.config says so. */
export const configured = project({ "drizzle.config.ts": drizzleConfig });

/** What is said of a project, with its own git repository where asked. */
export async function planned<Result>(
  files: Readonly<Record<string, string>>,
  use: (plan: InitPlan, folder: string) => Result | Promise<Result>,
  { below = ".", github = true }: { readonly below?: string; readonly github?: boolean } = {},
): Promise<Result> {
  return withFiles(files, async (top) => {
    execFileSync("git", ["init", "-q", top]);
    if (github) await mkdir(join(top, ".github"));
    const folder = join(top, below);
    return use(await planInit(folder, below, "0.1.0"), folder);
  });
}

export function refusal(files: Readonly<Record<string, string>>, below = "."): Promise<unknown> {
  return planned(files, () => null, { below }).catch((error: unknown) => error);
}

/** The paths that would be written, from the folder. */
export function written({ files, project: { folder } }: InitPlan): readonly string[] {
  return files.flatMap(({ path, text }) => (text === null ? [] : [relative(folder, path)]));
}

export function textOf({ files }: InitPlan, name: string): string {
  return files.find(({ path }) => basename(path) === name)?.text ?? expect.fail(`no ${name}`);
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly "working-directory"?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { permissions: unknown; defaults?: unknown; env: Record<string, string>; steps: readonly Step[] }>
  >;
}

export function jobOf(text: string): Workflow["jobs"][string] {
  return (parse(text) as Workflow).jobs.migrations ?? expect.fail("no job");
}

export function stepsOf(text: string): readonly Step[] {
  return jobOf(text).steps;
}

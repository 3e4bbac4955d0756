import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CheckReport } from "../model/report.ts";
import { kit, type Major, type Packages, packagesOf } from "../tools/drizzle/kit.fixture.ts";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";

export type Files = Readonly<Record<string, string>>;

/** What the code of the project says after its last migration; each line is taken for itself by `schemaOf`. */
const lines = {
  people: 'export const people = pgTable("people", { id: integer("id").primaryKey(), name: text("name").notNull()',
  age: ', age: integer("age")',
  end: ' }, (t) => [index("people_name").on(t.name)]);',
};

const imports = 'import { index, integer, pgTable, text } from "drizzle-orm/pg-core";\n';
const config = { dialect: "postgresql", schema: "./schema.ts", out: "./drizzle" };

/** For tests: the schema in the code, with more columns of `people`, as in `, nick: text("nick")`. */
export function schemaOf(more = lines.age): string {
  return `${imports}${lines.people}${more}${lines.end}\n`;
}

/** For tests: projects whose migrations the real drizzle-kit of a major wrote. */
export interface Workshop {
  /** A project of two migrations, `a_people` and `b_age`, by path. */
  readonly files: Files;
  /** The same, and a third one, `c_custom`, that is empty. */
  readonly custom: Files;
  /** The last migration's snapshot, or its SQL file. */
  last(files: Files, what: "snapshot" | "sql"): string;
  /** The project with another snapshot at its head. */
  withHead(edit: (snapshot: string) => string): Files;
  /** Lends a project. */
  use<Result>(files: Files, work: (root: string) => Promise<Result>): Promise<Result>;
  remove(): Promise<void>;
}

export async function workshop(major: Major): Promise<Workshop> {
  const packages = await packagesOf(major);
  const start = {
    "package.json": '{ "private": true, "type": "module" }',
    "drizzle.config.ts": `export default ${JSON.stringify(config)};\n`,
    "schema.ts": schemaOf(""),
  };
  const use: Workshop["use"] = (files, work) => withFiles(files, (root) => installed(root, packages, work));
  const [files, custom] = await use(start, async (root) => {
    await kit(root, ["generate", "--name", "a_people"]);
    await writeFile(join(root, "schema.ts"), schemaOf());
    await kit(root, ["generate", "--name", "b_age"]);
    const plain = await read(root);
    await kit(root, ["generate", "--custom", "--name", "c_custom"]);
    return [plain, await read(root)] as const;
  });
  const last: Workshop["last"] = (of, what) => lastOf(major, of, what);
  const head = last(files, "snapshot");
  const withHead: Workshop["withHead"] = (edit) => ({ ...files, [head]: edit(files[head] ?? "") });
  return { files, custom, last, withHead, use, remove: packages.remove };
}

async function installed<Result>(
  root: string,
  packages: Packages,
  work: (root: string) => Promise<Result>,
): Promise<Result> {
  await symlink(packages.folder, join(root, "node_modules"));
  return work(root);
}

function lastOf(major: Major, files: Files, what: "snapshot" | "sql"): string {
  const ending = { snapshot: major === 0 ? "_snapshot.json" : "/snapshot.json", sql: ".sql" }[what];
  const found = Object.keys(files).filter((name) => name.endsWith(ending));
  return found.toSorted().at(-1) ?? "";
}

/** For tests: every file of a project but its packages and what git keeps, as text. */
export async function read(root: string): Promise<Files> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((name) => !/^(node_modules|\.git)\//.test(name));
  const read = names.toSorted().map(async (name) => [name, await readFile(join(root, name), "utf8")] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** For tests: changes with every file of a project. */
export async function digest(root: string): Promise<string> {
  return createHash("sha256")
    .update(JSON.stringify(await read(root)))
    .digest("hex");
}

/** For tests: writes files below a project; null takes one away. */
export async function change(root: string, files: Readonly<Record<string, string | null>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    await mkdir(dirname(path), { recursive: true });
    await (text === null ? rm(path) : writeFile(path, text));
  }
}

/** For tests: makes what is there the branch `main` of a repository, and goes on on another one. */
export function commit(root: string): void {
  git(root, "init", "-q", "-b", "main");
  git(root, "add", "-A", ":!node_modules");
  git(root, "commit", "-q", "-m", "base");
  git(root, "checkout", "-q", "-b", "work");
}

export function git(root: string, ...args: readonly string[]): string {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"];
  return execFileSync("git", ["-C", root, ...who, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

type Row = Record<string, unknown>;

/** For tests: a snapshot in which column `age` of `people` is changed; null takes it away, and with a name a copy is added. */
export function withAge(major: Major, snapshot: string, edit: ((column: Row) => Row) | null, copy = false): string {
  const parsed = JSON.parse(snapshot);
  if (major === 0) {
    const { columns } = parsed.tables["public.people"];
    const { age } = columns;
    if (edit === null) delete columns.age;
    else {
      const edited = edit(age);
      columns[String(edited.name)] = edited;
      if (!copy && edited.name !== "age") delete columns.age;
    }
    return JSON.stringify(parsed, null, 2);
  }
  parsed.deltas = parsed.deltas.flatMap((delta: { row: Row }) => {
    if (edit === null) return [];
    const edited = { ...delta, row: edit(delta.row) };
    return copy ? [delta, edited] : [edited];
  });
  return JSON.stringify(parsed, null, 2);
}

/** For tests: "error snapshot-differs public.people.age" */
export function said({ findings }: Pick<CheckReport, "findings">): readonly string[] {
  return findings.map(({ severity, code, object }) => `${severity} ${code.replace("history/", "")} ${object}`);
}

/** For tests: what the first finding of a code says. */
export function wordsOf({ findings }: CheckReport, code: string): string {
  return findings.find((finding) => finding.code === `history/${code}`)?.message ?? "";
}

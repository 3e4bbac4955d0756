import { dirname, join, relative } from "node:path";
import { HarnessError } from "../../model/error.ts";
import { fileAbove } from "../../text/above.ts";
import { firstOf } from "../../text/count.ts";
import { shellWord } from "../../text/shell.ts";
import { slashes } from "../../text/slashes.ts";

const step = "find the project's migrations";

export function unreadable(folder: string, error: unknown): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/no-project",
    step: "look at the project",
    message: `The folder ${folder} cannot be read (${Reflect.get(Object(error), "code")}).`,
    remedy: "Give yourself the right to read it, or name another folder.",
  });
}

export function otherDatabase(name: string, dialect: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/not-postgresql",
    step,
    message: `${name} says that its dialect is "${dialect}", not "postgresql".`,
    remedy:
      'Where a PostgreSQL database has migrations as well, write holdfast.config.ts by hand: export default { migrations: "path/to/them" }.',
  });
}

export function several(
  folder: string,
  label: string,
  homes: readonly string[],
  files: readonly string[],
): HarnessError {
  const shown = homes.map((home) => slashes(join(label, relative(folder, home))) || ".");
  return new HarnessError({
    kind: "input",
    code: "input/several-projects",
    step,
    message:
      homes.length === 1
        ? `The project with migrations is not ${label === "." ? "here" : label}, but ${shown[0]}.`
        : `There are ${homes.length} projects with migrations: ${firstOf(shown)}.`,
    tried: files.map((file) => slashes(relative(folder, file))),
    remedy: `Name ${homes.length === 1 ? "it" : "one at a time"}: holdfast init ${shellWord(shown[0] ?? "FOLDER")}.`,
  });
}

export async function nothingFound(folder: string, label: string, isPackage: boolean): Promise<HarnessError> {
  const above = isPackage ? null : await fileAbove(dirname(folder), ["package.json"]);
  const up = above === null ? null : slashes(relative(process.cwd(), dirname(above))) || ".";
  return new HarnessError({
    kind: "input",
    code: up === null ? "input/no-migrations" : "input/no-project",
    step,
    message:
      up === null
        ? `No migrations were found ${label === "." ? "here" : `in ${label}`}.`
        : `${label} has no package.json, and the one of ${up} is above it.`,
    tried: [
      isPackage ? "package.json: it is there" : "package.json: there is none",
      "drizzle.config.*: there is none here or below",
      "drizzle, migrations, db/migrations, alembic and the like: no tool's migrations are in them",
    ],
    remedy:
      up === null
        ? 'Make the first migration, and run it again; or write holdfast.config.ts by hand: export default { migrations: "path/to/them" }.'
        : `Name the project: holdfast init ${shellWord(up)}.`,
  });
}

import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { History } from "../../model/history.ts";
import { inCopy, type ProjectCopy } from "../runner/project.ts";
import { findAlembic } from "./find.ts";
import { settingIn, withSettings } from "./ini.ts";
import { laidOut } from "./layout.ts";

/** A copy of the project in which its Alembic can run. */
export interface Lent {
  readonly copy: ProjectCopy;
  /** The command and its first words; it runs in the copy's folder. */
  readonly command: readonly string[];
  /** The variables that are to hold the database's address: DATABASE_URL, and those that env.py asks for by a like name. */
  readonly variables: readonly string[];
  /** Lets Alembic find this database, in the words of the driver that the project uses. @returns the address in those words */
  pointTo(url: string): Promise<string>;
}

/**
 * Lends a copy of the project, whose alembic.ini names the copy's revisions.
 *
 * @throws {HarnessError} environment/no-alembic; input: there is no alembic.ini, or the revisions are not below it
 */
export async function inProject<Result>(
  history: Pick<History, "folder" | "label" | "migrations">,
  use: (lent: Lent) => Promise<Result>,
): Promise<Result> {
  const { scripts } = laidOut(history.folder);
  const { command, ini, folder } = await findAlembic(scripts);
  const text = await readFile(ini, "utf8");
  const variables = variablesOf(await readFile(join(scripts, "env.py"), "utf8").catch(() => ""));
  const scheme = /^postgresql\+\w+(?=:\/\/)/.exec(settingIn(text, "sqlalchemy.url") ?? "")?.[0] ?? "postgresql";
  return inCopy(folder, history, (copy) => {
    const own = join(copy.folder, relative(folder, ini));
    const places = laidOut(copy.migrations);
    return use({
      copy,
      variables,
      command: [command, "-c", own],
      async pointTo(url) {
        const address = spokenAs(scheme, url);
        const settings = {
          "sqlalchemy.url": address,
          script_location: places.scripts,
          // Below the scripts, where those are that were read.
          version_locations: null,
        };
        await writeFile(own, withSettings(text, settings));
        return address;
      },
    });
  });
}

/** Only libpq knows `sslmode`; the other drivers refuse what they do not know. */
function spokenAs(scheme: string, url: string): string {
  const isLibpq = /^postgresql(\+psycopg(2|2cffi)?)?$/.test(scheme);
  return url.replace(/^\w+(?=:)/, scheme).replace(isLibpq ? /$^/ : /\?.*$/, "");
}

function variablesOf(environment: string): readonly string[] {
  const asked = environment.matchAll(/(?:environ(?:\.get\(|\[)|getenv\()\s*["'](\w+)["']/g);
  const addresses = [...asked].flatMap(([, name = ""]) => (/(?:URL|URI|DSN)$/.test(name) ? name : []));
  return [...new Set(["DATABASE_URL", ...addresses])];
}

import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";

/** What the project of these files migrates with, and goes back with. */
export const byUmzug = { command: "node umzug.mjs up", down: "node umzug.mjs down" };

/**
 * For tests: umzug as its users set it up for numbered files in `db`, and `public.schema_migrations`. A file holds
 * statements that are sent one by one, each a transaction of its own; a migration without a `.down.sql` has no `down`.
 */
export const umzugScript = `import { existsSync, readFileSync } from "node:fs";
import pg from "pg";
import { Umzug } from "umzug";

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("create table if not exists schema_migrations (version text primary key, executed_at timestamptz not null default now())");

const sent = (path) => async () => {
  for (const statement of readFileSync(path, "utf8").split(";\\n")) await client.query(statement);
};
const umzug = new Umzug({
  migrations: {
    glob: "db/*.up.sql",
    resolve({ name, path }) {
      const down = path.replace(".up.sql", ".down.sql");
      return { name, path, up: sent(path), ...(existsSync(down) ? { down: sent(down) } : {}) };
    },
  },
  storage: {
    executed: async () => (await client.query("select version from schema_migrations order by version")).rows.map(({ version }) => version),
    logMigration: ({ name }) => client.query("insert into schema_migrations (version) values ($1)", [name]),
    unlogMigration: ({ name }) => client.query("delete from schema_migrations where version = $1", [name]),
  },
  logger: console,
});
try {
  await umzug[process.argv[2]]();
} finally {
  await client.end();
}
`;

/** Gives the project these packages. */
export async function linkPackages(root: string, ...names: readonly string[]): Promise<void> {
  await mkdir(join(root, "node_modules"), { recursive: true });
  for (const name of names)
    await symlink(join(import.meta.dirname, "../../../node_modules", name), join(root, "node_modules", name));
}

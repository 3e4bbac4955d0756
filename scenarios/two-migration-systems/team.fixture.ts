import { execFile } from "node:child_process";
import { copyFile, readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { expect } from "vitest";
import type { Production } from "../production.fixture.ts";
import { type Project, project } from "../project.fixture.ts";

const here = (name: string) => new URL(name, import.meta.url);

/** The one of Drizzle's two folders that is meant to stay. */
export const active = "lib/database/migrations";

/** The project as it stood. */
export const team = () =>
  project({
    "drizzle.config.ts": here("drizzle.config.ts"),
    migrations: here("migrations"),
    "scripts/migrate.mjs": here("scripts/migrate.mjs"),
    drizzle: here("old/migrations"),
    "lib/database": here("lib/database"),
  });

/** Makes production: each part as the project had made it, and the rows that came since. */
export async function fill(live: Production, app: Project): Promise<void> {
  await legacyMigrate(app, live);
  await live.run(here("scripts/mark-initial.sql"));
  expect(await live.migrate(app.path("drizzle"), { schema: "public" })).toBe("ok");
  await live.run(here("lib/database/migrations/0002_flow_metrics_jsonb.sql"));
  await live.run(here("rows.sql"));
}

/** `npm run db:migrate` */
export async function legacyMigrate(app: Project, { url }: Production): Promise<string> {
  const where = { cwd: app.root, env: { ...process.env, DATABASE_URL: url } };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["scripts/migrate.mjs"], where);
  return stdout + stderr;
}

/** The runner sends a file as one text, and stops at what fails. */
export async function mend(app: Project): Promise<void> {
  await app.edit("scripts/migrate.mjs", '{ text, queryMode: "extended" }', "text");
  await app.edit("scripts/migrate.mjs", 'console.warn(file, "failed, continuing:", error.message)', "throw error");
  await copyFile(here("027_final_reconciliation.sql"), app.path("migrations/027_final_reconciliation.sql"));
}

/** What `check` recommends: the two that are at odds, which no ledger knows, are generated anew. */
export async function repair(app: Project): Promise<void> {
  for (const name of ["0002_flow_metrics_jsonb.sql", "0003_delivery.sql", "meta/0003_snapshot.json"]) {
    await rm(app.path(`${active}/${name}`));
  }
  const journal = JSON.parse(await readFile(app.path(`${active}/meta/_journal.json`), "utf8"));
  const entries = journal.entries.slice(0, 3);
  await app.write(`${active}/meta/_journal.json`, JSON.stringify({ ...journal, entries }, null, 2));
  await app.kit(["generate", "--name", "flow_metrics_and_delivery"]);
}

/** Of the older system, and of the older ledger, nothing stays. */
export async function retire(app: Project): Promise<void> {
  for (const name of ["migrations", "scripts", "drizzle"]) await rm(app.path(name), { recursive: true });
  const schema = await readFile(app.path("lib/database/schema.ts"), "utf8");
  await app.write("lib/database/schema.ts", schema.slice(0, schema.indexOf("\nexport const schemaMigrations")));
  await app.kit(["generate", "--name", "one_system"]);
  const dropped = 'DROP TABLE "schema_migrations" CASCADE;';
  const more = `${dropped}--> statement-breakpoint\nDROP TABLE IF EXISTS "public"."__drizzle_migrations";`;
  await app.edit(`${active}/0004_one_system.sql`, dropped, more);
  await app.commit("One system");
}

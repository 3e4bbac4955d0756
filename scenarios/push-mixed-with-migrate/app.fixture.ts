import { createHash } from "node:crypto";
import { cp, readFile, rm } from "node:fs/promises";
import { expect } from "vitest";
import type { status } from "../../harness/index.ts";
import type { Production } from "../production.fixture.ts";
import { type Project, project } from "../project.fixture.ts";

export const folder = "drizzle/migrations";
export const ledgerIs = { schema: "public", table: "drizzle_migrations" };

const here = (name: string) => new URL(name, import.meta.url);

export interface App extends Project {
  /** Where the history is. */
  readonly files: { readonly cwd: string; readonly folder: string };
  options(production: Production): Parameters<typeof status>[0];
}

export async function theProject(): Promise<App> {
  const app = await project({
    [folder]: here("migrations"),
    "drizzle/schema": here("schema"),
    "drizzle.config.ts": here("drizzle.config.ts"),
  });
  const files = { cwd: app.root, folder };
  return { ...app, files, options: ({ url, server }) => ({ ...files, url, server }) };
}

/** 0000 migrated, 0001 to 0004 pushed, and the rows that came since. */
export async function bringTo0004(app: Project, production: Production): Promise<void> {
  await cp(app.path(folder), app.path("first"), { recursive: true });
  const journal = JSON.parse(await readFile(app.path("first/meta/_journal.json"), "utf8"));
  await app.write("first/meta/_journal.json", JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  expect(await production.migrate(app.path("first"), ledgerIs)).toBe("ok");
  await rm(app.path("first"), { recursive: true });

  await app.edit("drizzle/schema/sessions.ts", 'uuid("program_id")', 'uuid("program_id").notNull()');
  await app.kit(["push"], production.url);
  await app.edit("drizzle/schema/sessions.ts", 'uuid("program_id").notNull()', 'uuid("program_id")');
  await production.run(here("rows.sql"));
}

export function migrate(app: Project, production: Production): Promise<string> {
  return production.migrate(app.path(folder), ledgerIs);
}

export function ledger(production: Production): Promise<readonly unknown[]> {
  return production.query("SELECT * FROM drizzle_migrations ORDER BY id");
}

export function addStandaloneSession(production: Production): Promise<readonly unknown[]> {
  return production.query("INSERT INTO sessions (starts_at) VALUES ('2026-02-01 18:00+00')");
}

/** The row that drizzle-orm would have written. */
export async function recordByHand(app: Project, production: Production, id: string): Promise<void> {
  const journal = JSON.parse(await readFile(app.path(`${folder}/meta/_journal.json`), "utf8"));
  const { when } = journal.entries.find(({ tag }: { readonly tag: string }) => tag === id);
  const hash = createHash("sha256")
    .update(await readFile(app.path(`${folder}/${id}.sql`)))
    .digest("hex");
  await production.query("INSERT INTO drizzle_migrations (hash, created_at) VALUES ($1, $2)", [hash, when]);
}

/** To where it belongs, after 0004: no production has recorded 0005 yet. */
export async function raiseTime(app: Project): Promise<void> {
  await app.edit(`${folder}/meta/_journal.json`, '"when": 1736472000000', '"when": 1768008000000');
}

/** Takes out the key that `check` names, and has drizzle-kit generate the head's snapshot from the schema, elsewhere. */
export async function mendSnapshots(app: Project): Promise<void> {
  for (const number of [2, 3, 4]) {
    const file = `${folder}/meta/000${number}_snapshot.json`;
    const text = await readFile(app.path(file), "utf8");
    await app.write(file, text.replace(/,\s*"nullable": true/, ""));
  }
  await app.kit(["generate", "--dialect", "postgresql", "--schema", "./drizzle/schema", "--out", "./fresh"]);
  const read = async (file: string) => JSON.parse(await readFile(app.path(file), "utf8"));
  const [parent, fresh] = [
    await read(`${folder}/meta/0004_snapshot.json`),
    await read("fresh/meta/0000_snapshot.json"),
  ];
  await app.write(`${folder}/meta/0005_snapshot.json`, JSON.stringify({ ...fresh, prevId: parent.id }, null, 2));
  await rm(app.path("fresh"), { recursive: true });
}

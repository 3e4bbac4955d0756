import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { connect } from "../../database/index.ts";
import type { Database, Server } from "../../model/database.ts";
import type { History } from "../../model/history.ts";
import { drizzle } from "../drizzle.ts";
import type { Replayed, ReplayTarget } from "../tool.ts";
import { withFiles } from "./sample.fixture.ts";

export const ledger = { schema: "drizzle", table: "__drizzle_migrations" };

/** A history, and an empty database to replay it on. */
export interface Stage {
  readonly history: History;
  readonly database: Database;
  /** Replays the first so many migrations, or those whose places are given. */
  run(which: number | readonly number[], after?: ReplayTarget["after"]): Promise<Replayed>;
  /** All values of all rows, one after the other. */
  ask(sql: string): Promise<unknown[]>;
}

/** For tests: lends a stage for the folder `db` of a project; its own drizzle-orm is the one of that name, or among the files. */
export async function onStage(
  server: Server,
  files: Readonly<Record<string, string>>,
  orm: "drizzle-orm" | "drizzle-orm-1" | null,
  use: (stage: Stage) => Promise<void>,
): Promise<void> {
  const database = await server.create(await server.createOwner());
  const open = (): Promise<pg.Client> => connect(database, "owner");
  const placed = Object.entries(files).map(
    ([name, text]) => [name.startsWith("node_modules/") ? name : `db/${name}`, text] as const,
  );
  await withFiles(Object.fromEntries(placed), async (root) => {
    if (orm !== null) await install(root, orm);
    const folder = join(root, "db");
    const history = await drizzle.read(folder, folder);
    await use({
      history,
      database,
      run: (which, after) => {
        const of = history.migrations;
        const some = typeof which === "number" ? of.slice(0, which) : of.filter((_, place) => which.includes(place));
        return drizzle.replay(history, some, { ledger, connect: open, ...(after && { after }) });
      },
      async ask(sql) {
        const client = await open();
        const { rows } = await client.query({ text: sql, rowMode: "array" }).finally(() => client.end());
        return rows.flat();
      },
    });
  });
  await server.drop(database);
}

/** For tests: makes a drizzle-orm that is installed here the one of a project. */
export async function install(root: string, orm: "drizzle-orm" | "drizzle-orm-1"): Promise<void> {
  await mkdir(join(root, "node_modules"), { recursive: true });
  await symlink(join(import.meta.dirname, "../../../node_modules", orm), join(root, "node_modules/drizzle-orm"));
}

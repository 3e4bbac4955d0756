import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { serialize } from "node:v8";
import { withClient } from "../database/index.ts";
import type { Database, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { History, Split } from "../model/history.ts";
import type { SeedWish } from "../model/seed.ts";
import { givenRows, type SeedOptions, seed } from "../seeding/index.ts";
import { isFailure, replayBase } from "./base.ts";
import { declarationsFolder } from "./intent.ts";
import { look } from "./observe.ts";
import { groundOf, type Plan, planOn } from "./plan.ts";
import { replayFailed } from "./report.ts";
import { openScratch } from "./scratch.ts";
import { split } from "./split.ts";
import { whereabouts } from "./whereabouts.ts";

export interface PrepareOptions extends Partial<SeedWish> {
  /** The migrations folder. */
  readonly folder: string;
  /** The last migration to run; by default all run. */
  readonly to?: string;
}

/** A database that is known before it is there. */
export interface Prepared {
  /** The same for two that would hold the same; null where a function of the user's has a say in it. */
  readonly digest: string | null;
  /**
   * Replays the migrations and fills every table. The database, and the role that owns it, stay on the server.
   *
   * @throws {HarnessError} input/replay-failed, input/seed-…
   */
  on(server: Server): Promise<Database>;
}

/**
 * Reads what a populated database is made from.
 *
 * @throws {HarnessError} kind "input": no migrations, or an unknown one
 */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const cwd = process.cwd();
  const found = await groundOf(resolve(cwd, options.folder), cwd);
  const plan = await planOn(found, await upTo(found.history, options.to), cwd);
  const wish = wishOf(options);
  return {
    digest: await digestOf(plan, wish),
    async on(server) {
      const scratch = await openScratch({ server, say: () => undefined });
      const base = await replayBase(plan, scratch, cwd);
      if (isFailure(base)) throw unreplayed(replayFailed(plan.history, base));
      const { database } = base;
      const told = { ...wish, whereabouts: (name: string) => whereabouts(plan.split, name) };
      await withClient(database, "superuser", async (client) => seed(client, await look(plan, client), told));
      // Nobody may be connected to what is cloned.
      await database.idle.end();
      return database;
    },
  };
}

async function upTo(history: History, last: string | undefined): Promise<Split> {
  if (last === undefined) return { base: history.migrations, candidate: [] };
  const { base, candidate } = await split(history, { candidate: `${last}..${last}` });
  return { base: [...base, ...candidate], candidate: [] };
}

/** An application's tests are about values that every driver can read. */
function wishOf({ seed = 1, rows = 200, sets = [], tables = {}, never = {}, shapes = {}, ...rest }: PrepareOptions) {
  const { wishes = { source: "the options", key: null } } = rest;
  return { seed, rows, sets, tables, never, shapes, wishes, extremes: "finite", constants: [] } as const;
}

async function digestOf({ history, split: { base } }: Plan, wish: SeedOptions): Promise<string | null> {
  const { sets: _, wishes: __, ...plain } = wish;
  const preamble = await readFile(join(declarationsFolder(history), "preamble.sql"), "utf8").catch(() => null);
  const migrations = base.map(({ id, sql }) => [id, sql]);
  try {
    const made = serialize([history.folder, migrations, preamble, plain, givenRows(wish)]);
    return createHash("sha256").update(made).digest("hex").slice(0, 16);
  } catch {
    // A function says nothing of what it will give; what is wrong with rows, seeding says better.
    return null;
  }
}

function unreplayed({ message, at, remedy }: ReturnType<typeof replayFailed>): HarnessError {
  const place = at === undefined ? "" : `${at.file}:${at.line}:${at.column}: `;
  return new HarnessError({
    kind: "input",
    code: "input/replay-failed",
    step: "replay the migrations",
    message: `${place}${message}`,
    tried: at?.statement === undefined ? [] : [at.statement],
    remedy,
  });
}

import pg from "pg";
import { connect, withClient } from "../database/index.ts";
import type { Database, Server } from "../model/database.ts";
import { databaseFailure } from "../sql/failure.ts";
import { identifier } from "../sql/quote.ts";
import type { Case } from "./matrix.fixture.ts";
import { digest } from "./world.fixture.ts";

export const roles = ["owner", "other", "superuser"] as const;
export type Role = (typeof roles)[number];

/** What `digest` reads. */
export interface Held {
  readonly world: string;
  readonly guard: string | null;
  readonly bare: readonly string[];
}

/** What an action came to, and what the database held before and after; null where it is gone. */
export interface Run {
  /** "ok", or the SQLSTATE. */
  readonly said: string;
  readonly before: Held;
  readonly after: Held | null;
}

/** Runs actions, each on a database that is as the original was. */
export interface Stage {
  run(action: Case): Promise<Run>;
  close(): Promise<void>;
}

/** A copy of the original for as many actions as leave it as it was. */
interface Copy {
  readonly database: Database;
  readonly before: Held;
  actor: pg.Client;
}

/**
 * Most actions that pass are looked at inside their transaction, and rolled back: a copy of a database takes longer than
 * everything else. What is only decided at COMMIT gets there, and so does all that is refused.
 *
 * @param other a role that owns nothing, and was granted nothing
 */
export function stageOf(server: Server, original: Database, role: Role, other: string): Stage {
  const owner = original.settings("owner").user;
  const name = { owner, other, superuser: original.settings("superuser").user }[role];
  let copy: Copy | null = null;

  async function made(): Promise<Copy> {
    const database = await server.clone(original);
    const actor = await connect(database, "superuser");
    const before = await held(actor);
    return { database, before, actor };
  }

  async function close(): Promise<void> {
    if (copy === null) return;
    const { actor, database } = copy;
    copy = null;
    await actor.end();
    await server.drop(database);
  }

  function sqlOf(action: Case, { database }: Copy): readonly string[] {
    const names = { owner, other, database: database.name };
    return action.sql.map((text) =>
      text.replaceAll(/\{(owner|other|database)\}/g, (_, one: keyof typeof names) => identifier(names[one])),
    );
  }

  /** What the transaction holds at its end, before it is rolled back; else what a refusal left. */
  async function together(on: Copy, action: Case): Promise<Run> {
    const { actor, before } = on;
    await actor.query(`set session authorization ${identifier(name)}`);
    const said = await sent(actor, [
      "begin",
      ...sqlOf(action, on),
      action.commits ? "commit" : "set constraints all immediate",
    ]);
    if (said !== "ok") await actor.query("rollback");
    await actor.query("reset session authorization");
    const after = await held(actor);
    if (said === "ok" && action.commits) await close();
    else await actor.query("rollback");
    return { said, before, after };
  }

  async function apart(on: Copy, action: Case): Promise<Run> {
    await on.actor.query(`set session authorization ${identifier(name)}`);
    const sql = sqlOf(action, on);
    const again = sql.indexOf("\\c");
    let said = await sent(on.actor, again < 0 ? sql : sql.slice(0, again));
    if (said === "ok" && again >= 0) {
      await on.actor.end();
      on.actor = await connect(on.database, "superuser");
      said = await sent(on.actor, sql.slice(again + 1));
    }
    const after = await withClient(on.database, "superuser", held);
    await close();
    return { said, before: on.before, after };
  }

  /** A session on the server's own database; nobody is connected to the copy meanwhile. */
  async function elsewhere(on: Copy, action: Case): Promise<Run> {
    await on.actor.end();
    const client = new pg.Client({ ...on.database.settings("superuser"), database: "postgres" });
    await client.connect();
    await client.query(`set session authorization ${identifier(name)}`);
    const said = await sent(client, sqlOf(action, on));
    await client.end();
    if (said === "ok") {
      copy = null;
      return { said, before: on.before, after: null };
    }
    on.actor = await connect(on.database, "superuser");
    return { said, before: on.before, after: await held(on.actor) };
  }

  return {
    async run(action) {
      copy ??= await made();
      if (action.elsewhere) return elsewhere(copy, action);
      return action.apart ? apart(copy, action) : together(copy, action);
    },
    close,
  };
}

/** "ok", or the SQLSTATE of the statement that was refused. */
async function sent(client: pg.Client, sql: readonly string[]): Promise<string> {
  try {
    for (const statement of sql) await client.query(statement);
    return "ok";
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    return failure.sqlstate;
  }
}

async function held(client: pg.ClientBase): Promise<Held> {
  const { rows } = await client.query<Held>(digest);
  return rows[0] as Held;
}

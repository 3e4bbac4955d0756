import { randomUUID } from "node:crypto";
import { join, lease } from "../database/index.ts";
import type { Database, Server } from "../model/database.ts";
import type { Prepared } from "../pipeline/prepare.ts";
import { type Borrowed, fits, keepServer, ownServer, sharedServer, templateAt, worker } from "./borrow.ts";
import type { DeskAddress, ServerWish, Template } from "./desk.ts";
import { desk } from "./provided.ts";

/** A populated database, of which tests get copies. */
export interface OpenTemplate {
  readonly server: Server;
  clone(): Promise<Database>;
  /** The server, and the copies on it, stay when all is over. */
  keep(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes a database as it is described; or takes the one that was made so for another file, where the server of this worker has it.
 *
 * @throws {HarnessError} as the description does where it cannot be made
 */
export async function openTemplate(prepared: Prepared, wish: ServerWish): Promise<OpenTemplate> {
  const from = desk();
  if (from === null || !fits(wish, from.wish)) return onOwnServer(prepared, await ownServer(wish));
  const template = await sharedTemplate(prepared, from);
  if (template === null) return onOwnServer(prepared, await ownServer(from.wish));
  return onSharedServer(template, from, prepared.digest === null);
}

async function onOwnServer(prepared: Prepared, { server, end }: Borrowed): Promise<OpenTemplate> {
  let stays = false;
  const original = await prepared.on(server).catch(async (error: unknown) => {
    await end(false);
    throw error;
  });
  return {
    server,
    clone: () => copyOf(original, server),
    async keep() {
      stays = true;
    },
    close: () => end(stays),
  };
}

/** @param alone No other file can use the template. */
async function onSharedServer(template: Template, from: DeskAddress, alone: boolean): Promise<OpenTemplate> {
  const server = await join(await sharedServer(from, template.place));
  const original = databaseOf(template, server);
  let stays = !alone;
  return {
    server,
    clone: () => copyOf(original, server),
    async keep() {
      stays = true;
      await keepServer(from, template.place);
    },
    async close() {
      if (!stays) {
        await server.drop(original);
        await server.dropOwner(template.owner.user);
      }
      await server.stop();
    },
  };
}

/**
 * The template on the server of this worker; on one for it alone, where its migrations make roles, which would meet those of others.
 * Null where that one would serve this file only.
 */
async function sharedTemplate(prepared: Prepared, from: DeskAddress): Promise<Template | null> {
  const name = `${worker()}/${prepared.digest ?? randomUUID()}`;
  const template = await templateOn(worker(), prepared, from, name);
  return template ?? (prepared.digest === null ? null : templateOn(name, prepared, from, name));
}

/** Null where it makes roles, and the server is not for it alone. */
async function templateOn(
  place: string,
  prepared: Prepared,
  from: DeskAddress,
  name: string,
): Promise<Template | null> {
  const turn = await lease(await sharedServer(from, place));
  let made: Template | null = null;
  try {
    const known = await templateAt(from, name);
    if (known !== null) return known;
    const database = await prepared.on(turn.server);
    if (place !== name && (await turn.rolesMade()).length > 0) return null;
    made = { place, name: database.name, token: database.token, owner: database.settings("owner") };
    return await templateAt(from, name, made);
  } finally {
    await turn.end(made === null ? "remove" : "leave");
  }
}

/** A database that another process made. */
function databaseOf({ name, token, owner }: Template, server: Server): Database {
  return {
    name,
    token,
    settings: (as) => (as === "owner" ? owner : { ...server.share().superuser, database: name }),
    idle: { take: () => null, keep: (client) => client.end(), end: async () => undefined },
  };
}

async function copyOf(original: Database, server: Server): Promise<Database> {
  const copy = await server.clone(original);
  // Its owner may be of another process, whose password this one's server does not know.
  const { user, password } = original.settings("owner");
  const superuser = copy.settings("superuser");
  return { ...copy, settings: (as) => (as === "owner" ? { ...superuser, user, password } : superuser) };
}

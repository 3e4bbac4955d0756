import type { Server } from "../model/database.ts";

/** The URL of a test server, as a user would write it for a server of theirs; of the database `postgres` there. */
export async function addressOf(host: Server): Promise<string> {
  const owner = await host.createOwner();
  const database = await host.create(owner);
  const { user, password, host: name, port } = database.settings("superuser");
  await host.drop(database);
  await host.dropOwner(owner);
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${name}:${port}/postgres`;
}

import type pg from "pg";
import type { IdleSessions } from "../model/database.ts";

/** Sessions on one database that wait to be used again: a new one costs the server more than most of what it is asked. */
export function idleSessions(): IdleSessions {
  const waiting = new Set<pg.Client>();
  return {
    take() {
      const [client = null] = waiting;
      if (client !== null) waiting.delete(client);
      return client;
    },
    async keep(client) {
      // It forgets all that was set, prepared and locked. The server refuses this where a transaction is open.
      await client.query("DISCARD ALL").then(
        () => void waiting.add(client),
        () => client.end(),
      );
    },
    async end() {
      const clients = [...waiting];
      waiting.clear();
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

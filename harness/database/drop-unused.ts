import type { Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { identifier } from "../sql/quote.ts";
import type { Administrator } from "./administrator.ts";
import { isInUse, sessionsOn } from "./clone.ts";

const step = "drop a scratch database";

/**
 * Drops a database once nobody is connected any more, which the server waits for, 5 seconds at most.
 *
 * @throws {HarnessError} environment/database-in-use, with who is connected; it is dropped all the same.
 */
export async function dropUnused(admin: Administrator, { name, idle }: Database): Promise<void> {
  await idle.end();
  try {
    await admin.query(step, `DROP DATABASE ${identifier(name)}`);
  } catch (error) {
    if (!isInUse(error)) throw error;
    const sessions = await sessionsOn(admin, name);
    await admin.query(step, `DROP DATABASE ${identifier(name)} WITH (FORCE)`);
    throw new HarnessError({
      kind: "environment",
      code: "environment/database-in-use",
      step,
      message: "connections to a test's database stayed open for 5 seconds after the test",
      tried: sessions,
      remedy: "End in the test what it connected: await pool.end(), or client.end().",
      cause: error,
    });
  }
}

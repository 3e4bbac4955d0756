import type { Database } from "../model/database.ts";
import { identifier } from "../sql/quote.ts";
import type { Administrator } from "./administrator.ts";
import type { Wish } from "./provider.ts";

/** Removes what a run made on a server of the user's; what cannot be removed is said, and left to `holdfast clean`. */
export async function takeAway(
  admin: Administrator,
  databases: Iterable<Database>,
  owners: Iterable<string>,
  say: Wish["say"],
): Promise<void> {
  const step = "remove what the run made";
  const attempt = (what: string, work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      say(`left ${what}: ${why}; holdfast clean --server removes what is ours`);
    });
  for (const { name, token } of databases) {
    const carries = "SELECT 1 FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2";
    const drop = async () => {
      const there = await admin.query(step, carries, [name, token]);
      if (there.length > 0) await admin.query(step, `DROP DATABASE ${identifier(name)} WITH (FORCE)`);
    };
    await attempt(`the database ${name}`, drop());
  }
  for (const owner of owners)
    await attempt(`the role ${owner}`, admin.query(step, `DROP ROLE IF EXISTS ${identifier(owner)}`));
}

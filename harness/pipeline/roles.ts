import type { Client } from "pg";
import { identifier } from "../sql/quote.ts";

/** Roles belong to the server and not to a database: what one replay made is in the way of the next. */
export async function rolesOf(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ rolname: string }>("select rolname from pg_roles");
  return rows.map((row) => row.rolname);
}

/** Renames the roles that appeared since; what they own and may do in older databases stays as it is. */
export async function setAside(client: Client, known: readonly string[], tag: string): Promise<void> {
  const made = (await rolesOf(client)).filter((role) => !known.includes(role));
  for (const [place, role] of made.entries()) {
    await client.query(`alter role ${identifier(role)} rename to ${identifier(`holdfast_${tag}_${place}`)}`);
  }
}

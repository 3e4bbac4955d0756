import type { Client } from "pg";
import { literal } from "../../sql/quote.ts";

/**
 * SQL that gives expressions the names and the order of dates that migrations see, in a transaction whose settings are
 * pinned; to be asked for before it begins. Dates print as they are pinned to.
 */
export async function settingsOfMigrations(client: Client): Promise<string> {
  const { rows } = await client.query<{ path: string; dates: string }>(
    "select current_setting('search_path') as path, current_setting('DateStyle') as dates",
  );
  const order = rows[0]?.dates.split(", ")[1] ?? "MDY";
  return `select set_config('search_path', ${literal(rows[0]?.path ?? "")}, true), set_config('DateStyle', ${literal(`ISO, ${order}`)}, true)`;
}
